/// JSON written by hand, for what is written by the hundred thousand.
extension [UInt8] {
    /// Appends a text with its quotes; NUL, which PostgreSQL's text cannot hold, is left out.
    mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0: continue
            case 1..<0x20: append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}

extension [UInt8] {
    /// Appends an object's next field; fields without a value are left out.
    mutating func append(field name: String, _ value: String?) {
        guard let value else { return }
        begin(field: name)
        append(quoted: value)
    }

    /// Appends an object of texts as the next field.
    mutating func append(field name: String, _ values: [String: String]) {
        begin(field: name)
        append(UInt8(ascii: "{"))
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { append(field: key, value) }
        append(UInt8(ascii: "}"))
    }

    /// Appends a list of texts as the next field.
    mutating func append(field name: String, _ values: [String]) {
        begin(field: name)
        append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(quoted: value)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func begin(field name: String) {
        if last != UInt8(ascii: "{") { append(UInt8(ascii: ",")) }
        append(quoted: name)
        append(UInt8(ascii: ":"))
    }
}
