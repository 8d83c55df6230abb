/// How far a string or number of JSON has come.
struct JSONToken: Sendable {
    private enum Number { case start, minus, zero, digits, point, fraction, exponent, sign, power }

    static let words: [[UInt8]] = ["true", "false", "null"].map { Array($0.utf8) }

    private var escape: [UInt8] = []
    private var lead: UInt32?
    private var number = Number.start

    /// A byte that a value, of any kind, may begin with.
    static func opensValue(_ byte: UInt8) -> Bool { "\"[{-0123456789tfn".utf8.contains(byte) }

    /// The offset of the first byte that is a quote, a backslash or a control character.
    static func plainEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] >= 0x20, text[index] != UInt8(ascii: "\""),
            text[index] != UInt8(ascii: "\\")
        { index += 1 }
        return index
    }

    /// A backslash was seen whose escape is not complete, or half a surrogate pair.
    var isEscaping: Bool { !escape.isEmpty }

    /// Takes a byte of an escape, the backslash being the first; false when it is none.
    mutating func escape(takes byte: UInt8, into bytes: inout [UInt8]) -> Bool {
        escape.append(byte)
        guard escape.count > 1 else { return true }
        if escape[1] == UInt8(ascii: "u") { return unicode(takes: byte, into: &bytes) }
        guard let plain = Self.plain[byte] else { return false }
        closeSurrogate(into: &bytes)
        bytes.append(plain)
        escape.removeAll(keepingCapacity: true)
        return true
    }

    /// Writes half a surrogate pair that nothing follows as what is no text.
    mutating func closeSurrogate(into bytes: inout [UInt8]) {
        if lead != nil { bytes.append(CodePage.noCharacter) }
        lead = nil
    }

    private mutating func unicode(takes byte: UInt8, into bytes: inout [UInt8]) -> Bool {
        guard escape.count > 2 else { return true }
        guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) && byte >= 0x41 else { return false }
        guard escape.count == 6 else { return true }
        let unit = escape[2...].reduce(0 as UInt32) { $0 << 4 | UInt32($1 < 0x40 ? $1 - 0x30 : ($1 | 0x20) - 0x57) }
        escape.removeAll(keepingCapacity: true)
        if let high = lead, (0xDC00...0xDFFF).contains(unit) {
            lead = nil
            appendScalar(0x1_0000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &bytes)
            return true
        }
        closeSurrogate(into: &bytes)
        if (0xD800...0xDBFF).contains(unit) { lead = unit } else { appendScalar(unit, to: &bytes) }
        return true
    }

    private static let plain: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    /// Whether a number may end here.
    var isWholeNumber: Bool { [.zero, .digits, .fraction, .power].contains(number) }

    /// Takes a byte of a number; false when it is not part of one any more.
    mutating func number(takes byte: UInt8) -> Bool {
        let isDigit = (0x30...0x39).contains(byte)
        switch (number, byte) {
        case (.start, UInt8(ascii: "-")): number = .minus
        case (.start, UInt8(ascii: "0")), (.minus, UInt8(ascii: "0")): number = .zero
        case (.start, _) where isDigit, (.minus, _) where isDigit, (.digits, _) where isDigit: number = .digits
        case (.zero, UInt8(ascii: ".")), (.digits, UInt8(ascii: ".")): number = .point
        case (.point, _) where isDigit, (.fraction, _) where isDigit: number = .fraction
        case (.zero, UInt8(ascii: "e")), (.digits, UInt8(ascii: "e")), (.fraction, UInt8(ascii: "e")),
            (.zero, UInt8(ascii: "E")), (.digits, UInt8(ascii: "E")), (.fraction, UInt8(ascii: "E")):
            number = .exponent
        case (.exponent, UInt8(ascii: "+")), (.exponent, UInt8(ascii: "-")): number = .sign
        case (.exponent, _) where isDigit, (.sign, _) where isDigit, (.power, _) where isDigit: number = .power
        default: return false
        }
        return true
    }
}
