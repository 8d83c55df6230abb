/// One cell of a result, or one element of an array in it, lent for the length of a call.
public struct Cell: ~Copyable {
    private let bytes: UnsafeRawBufferPointer?
    /// Whether the bytes came in PostgreSQL's binary form; only text and `bytea` look the same then.
    let isBinary: Bool

    init(_ bytes: UnsafeRawBufferPointer?, isBinary: Bool) {
        self.bytes = bytes
        self.isBinary = isBinary
    }

    /// Whether the cell is NULL.
    public var isNull: Bool { bytes == nil }

    /// The cell as text; empty when it is NULL.
    public var text: String {
        guard let bytes else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lends the raw bytes, none when the cell is NULL.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
}

/// A type that can be read from a cell.
public protocol Readable {
    /// Reads the value; nil when the text is not one.
    init?(cell: borrowing Cell)
    /// Whether NULL is a value of this type: only of `Optional`. Without it NULL is refused before `init` is called.
    static var acceptsNull: Bool { get }
    /// Reads a list of such values; the default takes an array literal of one dimension.
    static func array(cell: borrowing Cell) -> [Self]?
}

extension Readable {
    /// No.
    public static var acceptsNull: Bool { false }

    /// Reads an array literal such as `{1,2,NULL}`.
    public static func array(cell: borrowing Cell) -> [Self]? {
        guard !cell.isBinary else { return nil }
        return cell.withBytes { bytes in
            var values: [Self] = []
            var literal = ArrayLiteral(bytes)
            let isWhole = literal.forEach { element in
                guard !element.isNull || acceptsNull, let value = Self(cell: element) else { return false }
                values.append(value)
                return true
            }
            return isWhole ? values : nil
        }
    }
}

extension Readable where Self: RawRepresentable, RawValue: Readable {
    /// Reads the raw value and refuses one that stands for nothing.
    public init?(cell: borrowing Cell) {
        guard let raw = RawValue(cell: cell) else { return nil }
        self.init(rawValue: raw)
    }
}

extension Array: Readable where Element: Readable {
    /// Reads an array; of bytes, a `bytea`.
    public init?(cell: borrowing Cell) {
        guard let values = Element.array(cell: cell) else { return nil }
        self = values
    }
}

extension Optional: Readable where Wrapped: Readable {
    /// Reads NULL as nil.
    public init?(cell: borrowing Cell) {
        if cell.isNull {
            self = .none
        } else {
            guard let value = Wrapped(cell: cell) else { return nil }
            self = .some(value)
        }
    }

    /// Yes.
    public static var acceptsNull: Bool { true }
}
