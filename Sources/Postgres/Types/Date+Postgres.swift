public import FoundationEssentials

extension Date: Bindable, Readable {
    /// A `timestamptz` in UTC, to the microsecond.
    public var bind: Bind { .text(TimestampText.text(microseconds: TimestampText.microseconds(self))) }

    /// Reads what PostgreSQL writes for a `timestamptz`; `infinity` and years before Christ are not a `Date`.
    public init?(cell: borrowing Cell) {
        guard !cell.isBinary, let microseconds = cell.withBytes(TimestampText.microseconds) else { return nil }
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        self.init(
            timeIntervalSinceReferenceDate: Double(seconds - TimestampText.referenceDate) + Double(rest) / 1_000_000)
    }
}

/// PostgreSQL's `2025-03-01 09:30:00.25+00`, by hand: a formatter costs more than the query.
enum TimestampText {
    /// 2001-01-01 in seconds since 1970.
    static let referenceDate: Int64 = 978_307_200

    /// Microseconds since 1970, rounded.
    static func microseconds(_ date: Date) -> Int64 {
        let whole = date.timeIntervalSinceReferenceDate.rounded(.down)
        let rest = ((date.timeIntervalSinceReferenceDate - whole) * 1_000_000).rounded()
        return (Int64(whole) + referenceDate) * 1_000_000 + Int64(rest)
    }

    /// The text PostgreSQL reads.
    static func text(microseconds: Int64) -> String {
        let (seconds, fraction) = floorDivide(microseconds, 1_000_000)
        let (days, time) = floorDivide(seconds, 86_400)
        let day = civil(days: days)
        let clock = "\(pad(time / 3600, 2)):\(pad(time / 60 % 60, 2)):\(pad(time % 60, 2)).\(pad(fraction, 6))"
        // PostgreSQL has no year 0: what a calendar computes as 0 is 1 BC.
        return day.year > 0
            ? "\(pad(day.year, 4))-\(pad(day.month, 2))-\(pad(day.day, 2)) \(clock)+00"
            : "\(pad(1 - day.year, 4))-\(pad(day.month, 2))-\(pad(day.day, 2)) \(clock)+00 BC"
    }

    /// Microseconds since 1970, or nil.
    static func microseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
        var reader = DigitReader(bytes: text)
        guard let year = reader.number(minimum: 4), reader.take("-"), let month = reader.number(minimum: 2),
            reader.take("-"), let day = reader.number(minimum: 2), reader.take(" "),
            let hour = reader.number(minimum: 2), reader.take(":"), let minute = reader.number(minimum: 2),
            reader.take(":"), let second = reader.number(minimum: 2)
        else { return nil }
        let fraction = reader.take(".") ? reader.fraction() : 0
        guard let fraction, let offset = reader.offset(), reader.isAtEnd, year < 300_000 else { return nil }
        let seconds = days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return seconds * 1_000_000 + fraction
    }

    /// Days since 1970 of a day of the Gregorian calendar (Howard Hinnant's arithmetic: years begin in March).
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivide(shifted, 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads numbers off the front of a timestamp.
private struct DigitReader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func number(minimum: Int) -> Int64? {
        let start = position
        var value: Int64 = 0
        while position < bytes.count, position - start < 6, case 48...57 = bytes[position] {
            value = value * 10 + Int64(bytes[position] - 48)
            position += 1
        }
        return position - start >= minimum ? value : nil
    }

    /// Up to six digits after the point, as microseconds.
    mutating func fraction() -> Int64? {
        let start = position
        guard var value = number(minimum: 1) else { return nil }
        for _ in (position - start)..<6 { value *= 10 }
        return value
    }

    /// `+00`, `+05:30`, `-03:30:15` in seconds.
    mutating func offset() -> Int64? {
        let isNegative = take("-")
        guard isNegative || take("+"), let hours = number(minimum: 2) else { return nil }
        var seconds = hours * 3600
        for unit in [Int64(60), 1] where take(":") {
            guard let value = number(minimum: 2) else { return nil }
            seconds += value * unit
        }
        return isNegative ? -seconds : seconds
    }
}
