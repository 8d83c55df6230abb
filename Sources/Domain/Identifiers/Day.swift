/// A civil day of the Gregorian calendar, without a time or a zone.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// The day that lies so many days after 1970-01-01.
    public init(number: Int32) { self.number = number }

    /// A day by its parts; nil when the calendar has no such day or the year is not in 1...9999.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Day.length(of: month, in: year) else { return nil }
        number = Int32(Day.number(year: year, month: month, day: day))
    }

    /// The year, 1...9999 for every day that was made from text or parts.
    public var year: Int { parts.year }
    /// The month, 1...12.
    public var month: Int { parts.month }
    /// The day of the month, 1...31.
    public var day: Int { parts.day }

    /// Earlier days come first.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The day so many days later; earlier when the count is negative.
    public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

    /// The same day so many years later; 29 February becomes 28 February in a common year.
    public func adding(years: Int) -> Day {
        let (year, month, day) = parts
        let shifted = year + years
        return Day(
            number: Int32(
                Day.number(year: shifted, month: month, day: min(day, Day.length(of: month, in: shifted)))))
    }

    /// Days from this day until another; negative when the other is earlier.
    public func days(until other: Day) -> Int { Int(other.number) - Int(number) }

    /// Full years from this day until another: the age, on that day, of somebody born on this one.
    ///
    /// Who was born on 29 February grows older on 1 March in a common year: a calendar without that birthday has not
    /// reached it on 28 February, and an age that opens duties must not begin early.
    public func years(until other: Day) -> Int {
        let (start, end) = (parts, other.parts)
        let reached = (end.month, end.day) >= (start.month, start.day)
        return end.year - start.year - (reached ? 0 : 1)
    }
}

extension Day {
    /// Year, month and day at once, computed with years that begin in March so that the leap day comes last.
    var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    private static func number(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
