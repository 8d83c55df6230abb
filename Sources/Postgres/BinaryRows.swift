/// Rows in COPY's binary format, for the few statements that write so much that escaping text would show.
///
/// The columns of the statement and the fields of a row must have the same types in the same order.
public struct BinaryRows: Sendable {
    /// What a COPY in the binary format begins with: its signature, no flags, no extension.
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + Array(repeating: 0, count: 8)
    /// Days from 1970-01-01, where Unix counts from, to 2000-01-01, where PostgreSQL does.
    private static let epoch: Int32 = 10_957

    /// The data of a whole COPY, without the trailer that PostgreSQL does not ask for.
    public private(set) var bytes = BinaryRows.header

    /// No rows yet.
    public init() {}

    /// Whether no row was begun.
    public var isEmpty: Bool { bytes.count == Self.header.count }

    /// Keeps room for so many bytes.
    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Begins a row of so many fields.
    public mutating func begin(fields: Int16) { append(fields) }

    /// Adds NULL.
    public mutating func addNull() { append(Int32(-1)) }

    /// Adds a `bigint`.
    public mutating func add(_ number: Int64?) {
        guard let number else { return addNull() }
        append(Int32(8))
        append(number)
    }

    /// Adds an `integer`.
    public mutating func add(_ number: Int32?) {
        guard let number else { return addNull() }
        append(Int32(4))
        append(number)
    }

    /// Adds a `date`, counted in days since 1970-01-01.
    public mutating func add(day: Int32?) {
        guard let day else { return addNull() }
        append(Int32(4))
        append(day - Self.epoch)
    }

    /// Adds `text`. A NUL, which PostgreSQL's text cannot hold, is left out.
    public mutating func add(text: ArraySlice<UInt8>) {
        if text.contains(0) { return add(text: text.filter { $0 != 0 }[...]) }
        append(Int32(text.count))
        bytes.append(contentsOf: text)
    }

    /// Adds `text`.
    public mutating func add(_ text: String?) {
        guard var text else { return addNull() }
        text.withUTF8 { text in
            if text.contains(0) { return add(text: text.filter { $0 != 0 }[...]) }
            append(Int32(text.count))
            bytes.append(contentsOf: text)
        }
    }

    /// Adds `jsonb` from its text.
    public mutating func add(json: [UInt8]) {
        append(Int32(json.count + 1))
        bytes.append(1)
        bytes.append(contentsOf: json)
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
