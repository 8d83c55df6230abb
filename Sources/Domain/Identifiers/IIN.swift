/// An individual identification number: twelve digits with a birth date, a sex and a check digit, so one that can exist.
public struct IIN: Hashable, Sendable {
    /// Why a text is no IIN.
    public enum Malformed: Error, Hashable, Sendable {
        /// It has so many characters, not twelve.
        case length(Int)
        /// The character at this place, counted from 0, is no digit.
        case notADigit(at: Int)
        /// The last digit does not follow from the others.
        case checkDigit
        /// The first seven digits name no day of a century that has numbers.
        case date
    }

    /// The digits as a number; leading zeros are not in it.
    public let number: Int64

    /// An IIN from twelve ASCII digits; allocates nothing.
    public init(_ bytes: Span<UInt8>) throws(Malformed) {
        do throws(TwelveDigits) {
            number = try TwelveDigits.read(bytes)
        } catch {
            switch error {
            case .length(let count): throw .length(count)
            case .notADigit(let place): throw .notADigit(at: place)
            case .checkDigit: throw .checkDigit
            }
        }
        guard IIN.hasDate(number) else { throw .date }
    }

    /// An IIN from a text of twelve digits.
    public init(_ text: some StringProtocol) throws(Malformed) {
        let bytes = Array(text.utf8)
        try self.init(bytes.span)
    }

    /// An IIN from its number, as the database keeps it; nil when no IIN has these digits.
    public init?(number: Int64) {
        guard 0..<1_000_000_000_000 ~= number, TwelveDigits.checks(number), IIN.hasDate(number) else { return nil }
        self.number = number
    }

    /// All twelve digits: personal data, for those who may see them.
    public var digits: String {
        var bytes: [UInt8] = []
        appendDecimal(Int(number), width: 12, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes all twelve digits at the end of a buffer.
    public func append(to bytes: inout [UInt8]) { appendDecimal(Int(number), width: 12, to: &bytes) }

    /// The birth date; nil when the seventh digit is 0, as with some foreigners, since it then names no century.
    public var birthDate: Day? {
        guard let century = IIN.century(number) else { return nil }
        return IIN.day(number, century: century)
    }

    /// The sex; nil when the seventh digit is 0.
    public var sex: Sex? {
        let digit = IIN.seventhDigit(number)
        guard 1...6 ~= digit else { return nil }
        return digit % 2 == 1 ? .male : .female
    }

    private static func seventhDigit(_ number: Int64) -> Int { Int(number / 100_000 % 10) }

    private static func century(_ number: Int64) -> Int? {
        switch seventhDigit(number) {
        case 1, 2: 1800
        case 3, 4: 1900
        case 5, 6: 2000
        default: nil
        }
    }

    private static func day(_ number: Int64, century: Int) -> Day? {
        let date = Int(number / 1_000_000)
        return Day(year: century + date / 10_000, month: date / 100 % 100, day: date % 100)
    }

    private static func hasDate(_ number: Int64) -> Bool {
        if let century = century(number) { return day(number, century: century) != nil }
        // Without a century any of them may be meant; 2000 + yy has a 29 February wherever one of them has.
        return seventhDigit(number) == 0 && day(number, century: 2000) != nil
    }
}

extension IIN: CustomStringConvertible, CustomDebugStringConvertible {
    /// The number as strangers may see it: birth year and last four digits, `09••••••9006`.
    public var description: String {
        let digits = digits
        return "\(digits.prefix(2))••••••\(digits.suffix(4))"
    }

    /// The same as `description`: a debugger's log is no place for personal data either.
    public var debugDescription: String { description }
}

extension IIN {
    /// A text as strangers may see it when an IIN may be in it, right or wrong: of seven digits and more only the first
    /// two and the last four stay.
    public static func masked(_ text: String) -> String {
        let digits = text.unicodeScalars.count { 0x30...0x39 ~= $0.value }
        guard digits > 6 else { return text }
        var place = 0
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard 0x30...0x39 ~= scalar.value else { return scalar }
                    place += 1
                    return place <= 2 || place > digits - 4 ? scalar : "•"
                }))
    }
}
