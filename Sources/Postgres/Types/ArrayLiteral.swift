/// A reader of PostgreSQL's text form of an array of one dimension: `{a,"b \"c\"",NULL}`.
struct ArrayLiteral {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// The element being read, unescaped; kept between elements to be allocated once.
    private var element: [UInt8] = []

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Hands over each element; false when the literal is malformed or `body` refused an element.
    mutating func forEach(_ body: (borrowing Cell) -> Bool) -> Bool {
        skipBounds()
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return position == bytes.count }
        repeat {
            guard let isQuoted = readElement() else { return false }
            let isNull = !isQuoted && element.elementsEqual("NULL".utf8)
            let isAccepted = element.withUnsafeBytes { body(Cell(isNull ? nil : $0, isBinary: false)) }
            guard isAccepted else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) && position == bytes.count
    }

    /// An array that does not start at 1 has its bounds in front: `[0:2]={…}`.
    private mutating func skipBounds() {
        guard bytes.first == UInt8(ascii: "["), let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { return }
        position = equals + 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Reads one element into `element`; true when it was quoted, nil when it does not end or is an array itself.
    private mutating func readElement() -> Bool? {
        element.removeAll(keepingCapacity: true)
        let isQuoted = take(UInt8(ascii: "\""))
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return isQuoted ? true : nil
            case UInt8(ascii: "\\"):
                guard position + 1 < bytes.count else { return nil }
                element.append(bytes[position + 1])
                position += 2
            case UInt8(ascii: ","), UInt8(ascii: "}"):
                if !isQuoted { return element.isEmpty ? nil : false }
                fallthrough
            default:
                if byte == UInt8(ascii: "{"), !isQuoted { return nil }
                element.append(byte)
                position += 1
            }
        }
        return nil
    }
}
