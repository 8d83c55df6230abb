/// A business identification number: twelve digits with a month of registration, a kind and a check digit.
public struct BIN: Hashable, Sendable {
    /// Why a text is no BIN.
    public enum Malformed: Error, Hashable, Sendable {
        /// It has so many characters, not twelve.
        case length(Int)
        /// The character at this place, counted from 0, is no digit.
        case notADigit(at: Int)
        /// The last digit does not follow from the others.
        case checkDigit
        /// The third and fourth digits name no month.
        case date
        /// The fifth digit is not 4, 5 or 6, so it is no body's number; 0…3 is a person's.
        case kind
    }

    /// What kind of body the fifth digit names.
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        case resident = 4
        case nonResident = 5
        case jointEntrepreneurship = 6
    }

    /// The digits as a number; leading zeros are not in it.
    public let number: Int64
    /// What kind of body it is.
    public let kind: Kind

    /// A BIN from twelve ASCII digits; allocates nothing.
    public init(_ bytes: Span<UInt8>) throws(Malformed) {
        let number: Int64
        do throws(TwelveDigits) {
            number = try TwelveDigits.read(bytes)
        } catch {
            switch error {
            case .length(let count): throw .length(count)
            case .notADigit(let place): throw .notADigit(at: place)
            case .checkDigit: throw .checkDigit
            }
        }
        try self.init(checked: number)
    }

    /// A BIN from a text of twelve digits.
    public init(_ text: some StringProtocol) throws(Malformed) {
        let bytes = Array(text.utf8)
        try self.init(bytes.span)
    }

    /// A BIN from its number, as the database keeps it; nil when no BIN has these digits.
    public init?(number: Int64) {
        guard 0..<1_000_000_000_000 ~= number, TwelveDigits.checks(number) else { return nil }
        try? self.init(checked: number)
    }

    private init(checked number: Int64) throws(Malformed) {
        guard 1...12 ~= number / 100_000_000 % 100 else { throw .date }
        guard let kind = Kind(rawValue: Int(number / 10_000_000 % 10)) else { throw .kind }
        self.number = number
        self.kind = kind
    }

    /// All twelve digits.
    public var digits: String {
        var bytes: [UInt8] = []
        appendDecimal(Int(number), width: 12, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension BIN: CustomStringConvertible {
    /// All twelve digits: a body's number is public.
    public var description: String { digits }
}
