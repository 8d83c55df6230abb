/// What twelve digits of an IIN or a BIN can be wrong in before anybody asks what they mean.
enum TwelveDigits: Error, Hashable, Sendable {
    case length(Int), notADigit(at: Int), checkDigit

    /// The number that twelve ASCII digits with a right check digit write.
    static func read(_ bytes: Span<UInt8>) throws(TwelveDigits) -> Int64 {
        if let number = plain(bytes) {
            guard checks(number) else { throw .checkDigit }
            return number
        }
        var characters = 0
        var firstOther: Int?
        var number: Int64 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            // Bytes 10xxxxxx continue a character: "length" means characters, as the clerk counts them.
            if byte & 0xC0 == 0x80 { continue }
            if 0x30...0x39 ~= byte {
                if characters < 12 { number = number * 10 + Int64(byte - 0x30) }
            } else if firstOther == nil {
                firstOther = characters
            }
            characters += 1
        }
        guard characters == 12 else { throw .length(characters) }
        if let firstOther { throw .notADigit(at: firstOther) }
        guard checks(number) else { throw .checkDigit }
        return number
    }

    /// The number of exactly twelve digits; nil for any other text.
    private static func plain(_ bytes: Span<UInt8>) -> Int64? {
        guard bytes.count == 12 else { return nil }
        var number: Int64 = 0
        for index in 0..<12 {
            let digit = bytes[unchecked: index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }

    /// Whether the last of twelve digits follows from the others.
    ///
    /// Both rounds are those of Government Resolution 406 of 22.05.2007: weights 1…11, and where the remainder by 11 is
    /// ten, weights 3…11, 1, 2; a number with ten again is never given out.
    static func checks(_ number: Int64) -> Bool {
        var (first, second) = (0, 0)
        var rest = number / 10
        for position in stride(from: 11, through: 1, by: -1) {
            let digit = Int(rest % 10)
            rest /= 10
            first += digit * position
            second += digit * (position <= 9 ? position + 2 : position - 9)
        }
        let check = first % 11 == 10 ? second % 11 : first % 11
        return check == Int(number % 10)
    }
}
