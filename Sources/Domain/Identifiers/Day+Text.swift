extension Day: CustomStringConvertible {
    /// A day from `yyyy-MM-dd`; nil for any other text and for days that the calendar does not have.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(iso: bytes.span)
    }

    /// A day from the bytes of `yyyy-MM-dd`; nil for any other text and for days that the calendar does not have.
    public init?(iso bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = decimal(bytes, 0..<4), let month = decimal(bytes, 5..<7), let day = decimal(bytes, 8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `yyyy-MM-dd`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes `yyyy-MM-dd` at the end of a buffer.
    public func append(to bytes: inout [UInt8]) {
        let (year, month, day) = parts
        appendDecimal(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDecimal(month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDecimal(day, width: 2, to: &bytes)
    }
}

extension Day: Codable {
    /// A day from a string `yyyy-MM-dd`; throws `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a day is written yyyy-MM-dd")
        }
        self = day
    }

    /// Writes the day as a string `yyyy-MM-dd`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The number that a stretch of ASCII digits writes; nil when one of its bytes is no digit.
@inline(__always)
func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
        let digit = Int(bytes[index]) - 0x30
        guard 0...9 ~= digit else { return nil }
        number = number * 10 + digit
    }
    return number
}

/// Writes a number in at least so many digits.
func appendDecimal(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while number / divisor > 9 { divisor *= 10 }
    while divisor > 0 {
        bytes.append(UInt8(0x30 + number / divisor % 10))
        divisor /= 10
    }
}
