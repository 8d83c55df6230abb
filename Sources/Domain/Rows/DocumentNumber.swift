/// How the numbers of documents of Kazakhstan are written.
enum DocumentNumber {
    /// The one way in which a document's number is written, `0` for a digit; nil when there is no one way.
    static func format(of type: DocumentType, _ citizenship: String?) -> StaticString? {
        switch type {
        case .idCard: "000000000"
        case .passport where citizenship == Citizenship.kazakhstan: "N00000000"
        default: nil
        }
    }

    /// Whether a number is written so; small letters are as good as capitals.
    static func matches(_ number: Span<UInt8>, _ format: StaticString) -> Bool {
        guard number.count == format.utf8CodeUnitCount else { return false }
        return format.withUTF8Buffer { format in
            for index in number.indices {
                let (byte, wanted) = (number[index], format[index])
                let fits = wanted == 0x30 ? 0x30...0x39 ~= byte : byte & 0xDF == wanted
                if !fits { return false }
            }
            return true
        }
    }

    /// The number in a text that has nothing else but №, blanks, dashes and look-alikes; nil when it does not fit then.
    static func cleaned(_ text: String, _ format: StaticString) -> String? {
        guard text.utf8.count <= 60 else { return nil }
        let wantsLetter = format.utf8Start[0] != 0x30
        var scalars = text.uppercased().unicodeScalars.filter { !isMark($0) }[...]
        var hasLetter = false
        // A passport's N is typed as №, and as the Russian letter that stands for its sound.
        while let first = scalars.first, first == "№" || first == "N" || first == "Н" {
            hasLetter = true
            scalars = scalars.dropFirst()
        }
        if wantsLetter && !hasLetter { return nil }
        var cleaned = wantsLetter ? "N" : ""
        for scalar in scalars { cleaned.unicodeScalars.append(digits[scalar] ?? scalar) }
        return matches(Array(cleaned.utf8).span, format) ? cleaned : nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "–", "—", "_", ".", ":", "/", "#", "'", "’", "\"": true
        default: scalar.properties.isWhitespace
        }
    }

    /// A number of an identity card that has lost its leading zeros, with them; nil for any other text.
    static func padded(_ number: String, _ format: StaticString) -> String? {
        let length = format.utf8CodeUnitCount
        guard format.utf8Start[0] == 0x30, length - 3..<length ~= number.count,
            number.allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        return String(repeating: "0", count: length - number.count) + number
    }

    private static let digits: [Unicode.Scalar: Unicode.Scalar] = [
        "O": "0", "О": "0", "I": "1", "І": "1", "L": "1", "З": "3",
    ]
}
