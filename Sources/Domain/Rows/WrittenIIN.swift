/// An IIN as files write it when it is not twelve digits.
enum WrittenIIN {
    /// The digits of a text that has nothing else but blanks, dashes, quotes, its own name and the `.0` of a program that
    /// took it for a number; nil for any other text.
    static func digits(of text: String) -> String? {
        guard text.utf8.count <= 60 else { return nil }
        var rest = text[...]
        if let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "№" {
            rest = text.uppercased()[...]
            for name in ["ИИН", "ЖСН", "IIN", "№"] where rest.hasPrefix(name) { rest = rest.dropFirst(name.count) }
        }
        for end in [".0", ",0", ".00", ",00"] where rest.hasSuffix(end) { rest = rest.dropLast(end.count) }
        var digits = ""
        for scalar in rest.unicodeScalars {
            if 0x30...0x39 ~= scalar.value {
                digits.unicodeScalars.append(scalar)
            } else if !isMark(scalar) {
                return nil
            }
        }
        return digits.isEmpty ? nil : digits
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "–", "—", "−", "_", ":", "'", "’", "\"", "«", "»", ".": true
        default: scalar.properties.isWhitespace || Blanks.isWithoutWidth(scalar)
        }
    }

    /// Whether a spreadsheet has written the number as a power of ten, with most of its digits gone: `9.10512E+11`.
    static func isRounded(_ text: String) -> Bool {
        let parts = text.uppercased().split(separator: "+", omittingEmptySubsequences: false)
        guard parts.count == 2, let power = parts[0].last, "EЕ".contains(power), let exponent = Int(parts[1]),
            8...12 ~= exponent
        else { return false }
        return parts[0].dropLast().allSatisfy { $0.isNumber || $0 == "." || $0 == "," } && parts[0].count > 1
    }
}
