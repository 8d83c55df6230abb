internal import FoundationEssentials

/// A date that a person understands though it is not written in full.
struct LooseDate: Hashable, Sendable {
    /// What had to be concluded to read it.
    enum Reason: String, CaseIterable, Hashable, Sendable {
        /// The number of a day, as Excel keeps dates.
        case serial
        /// A year of two digits.
        case shortYear = "short_year"
        /// A time of day stood beside it.
        case time
        /// The month is written in letters.
        case word
        /// Day and month could change places, and the day was taken to stand first.
        case dayFirst = "day_first"
        /// Digits without anything between them, or other marks than usual.
        case marks
    }

    let day: Day
    let reason: Reason

    /// Reads a date the way a person would; nil when nobody could be sure.
    ///
    /// `latest` is the last day that the date can be if it has to be past, `told` the day that another cell tells.
    static func read(
        _ text: String, _ words: DateWords, latest: Day?, told: Day?, today: Day
    ) -> LooseDate? {
        guard text.utf8.count <= 80 else { return nil }
        let reader = LooseDateReader(words: words, latest: latest, told: told, today: today)
        return reader.read(Blanks.tidied(text).lowercased())
    }

    /// The day that three numbers mean when the month stands first; nil when they mean none.
    static func monthFirst(_ text: String) -> Day? {
        let parts = text.prefix(10).split(omittingEmptySubsequences: false) { "./-".contains($0) }.map { Int($0) }
        guard parts.count == 3, let month = parts[0], let number = parts[1], let year = parts[2],
            case .day(let day) = WrittenDate.date(year, month, number)
        else { return nil }
        return day
    }
}

private struct LooseDateReader {
    let words: DateWords
    let latest: Day?
    let told: Day?
    let today: Day

    func read(_ text: String) -> LooseDate? {
        if let day = number(text) { return day }
        let (date, time) = ClockTime.split(text)
        var numbers: [Substring] = []
        var month: Int?
        for run in date.runs {
            let first = run.unicodeScalars.first
            if first?.sort == 0 {
                numbers.append(run)
            } else if first?.sort == 1 {
                if let named = words.month(String(run)), month == nil {
                    month = named
                } else if !words.isMark(String(run)) {
                    return nil
                }
            } else if !run.unicodeScalars.allSatisfy(LooseDateReader.parts) {
                return nil
            }
        }
        guard let read = month.map({ spelled(numbers, $0) }) ?? figures(numbers) else { return nil }
        guard let time else { return read }
        return LooseDate(day: time.day(of: read.day), reason: read.reason == .marks ? .time : read.reason)
    }

    /// Whether a mark may stand between the parts of a date.
    private static func parts(_ mark: Unicode.Scalar) -> Bool {
        switch mark {
        case " ", ".", ",", "/", "-", "–", "—", "'", "«", "»", "\"": true
        default: false
        }
    }

    /// Three numbers: the year comes first if it has four digits, else last.
    private func figures(_ numbers: [Substring]) -> LooseDate? {
        guard numbers.count == 3 else { return nil }
        let isYearFirst = numbers[0].utf8.count == 4
        let (year, day) = isYearFirst ? (numbers[0], numbers[2]) : (numbers[2], numbers[0])
        guard let month = Int(numbers[1]), numbers[1].utf8.count <= 2 else { return nil }
        return date(day, month, year, .marks)
    }

    /// A month in letters, and a day and a year on either side of it.
    private func spelled(_ numbers: [Substring], _ month: Int) -> LooseDate? {
        guard numbers.count == 2 else { return nil }
        let isYearFirst = numbers[0].utf8.count == 4
        return date(numbers[isYearFirst ? 1 : 0], month, numbers[isYearFirst ? 0 : 1], .word)
    }

    private func date(_ day: Substring, _ month: Int, _ year: Substring, _ reason: LooseDate.Reason) -> LooseDate? {
        guard 1...2 ~= day.utf8.count, let number = Int(day), let written = Int(year) else { return nil }
        if year.utf8.count == 4, case .day(let day) = WrittenDate.date(written, month, number) {
            return LooseDate(day: day, reason: reason)
        }
        guard year.utf8.count == 2 else { return nil }
        let candidates = [1900, 2000].compactMap { Day(year: $0 + written, month: month, day: number) }
        return likely(candidates).map { LooseDate(day: $0, reason: .shortYear) }
    }

    /// Which century is meant: the one that another cell tells, else the last that the date can be in.
    private func likely(_ candidates: [Day]) -> Day? {
        if let told, candidates.contains(told) { return told }
        // Nobody plans a stay for later than this, and papers of the last century begin soon after.
        let limit = latest ?? today.adding(years: 20)
        return candidates.last { $0 <= limit }
    }

    /// Digits alone: the number of a day of Excel, or day, month and year without anything between them.
    private func number(_ text: String) -> LooseDate? {
        var digits = text[...]
        for end in [".0", ",0", ".00", ",00"] where digits.hasSuffix(end) { digits = digits.dropLast(end.count) }
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(digits) else { return nil }
        switch digits.utf8.count {
        case 8 where digits.utf8.count == text.utf8.count:
            let halves = [
                (number / 10_000, number / 100 % 100, number % 100),
                (number % 10_000, number / 10_000 % 100, number / 1_000_000),
            ]
            let days = halves.compactMap { parts -> Day? in
                if case .day(let day) = WrittenDate.date(parts.0, parts.1, parts.2) { day } else { nil }
            }
            return days.count == 1 ? LooseDate(day: days[0], reason: .marks) : nil
        // From 1927 to the end of the century; four digits above the years are the births of the very old.
        case 5 where 10_000...73_050 ~= number, 4 where latest != nil && number > WrittenDate.years.upperBound:
            // The calendar of Excel has a 29 February 1900, which its days have been one ahead for since.
            let day = Day(number: Int32(number - 25_569))
            return latest.map { day <= $0 } ?? (day <= today.adding(years: 20))
                ? LooseDate(day: day, reason: .serial) : nil
        default: return nil
        }
    }
}

/// A time of day beside a date, with its zone where it has one.
private struct ClockTime {
    /// Seconds since midnight.
    let seconds: Int
    /// Seconds east of Greenwich; nil when the time does not say.
    let offset: Int?

    /// A date and what stands behind it as `10:30`, `T10:30:00.000Z` or `10:30:00+05:00`.
    static func split(_ text: String) -> (date: Substring, time: ClockTime?) {
        guard let colon = text.firstIndex(of: ":") else { return (text[...], nil) }
        var start = colon
        while start > text.startIndex, text[text.index(before: start)].isNumber { start = text.index(before: start) }
        guard start > text.startIndex, start < colon, let time = ClockTime(text[start...]) else {
            return (text[...], nil)
        }
        let mark = text.index(before: start)
        guard text[mark] == " " || text[mark] == "t" else { return (text[...], nil) }
        return (text[..<mark], time)
    }

    private init?(_ text: Substring) {
        var clock = text
        var offset: Int?
        if clock.last == "z" {
            (clock, offset) = (clock.dropLast(), 0)
        } else if let sign = clock.lastIndex(where: { "+-".contains($0) }) {
            let zone = clock[clock.index(after: sign)...].filter(\.isNumber)
            guard zone.count == 2 || zone.count == 4, let hours = Int(zone.prefix(2)), hours <= 14 else { return nil }
            let east = hours * 3_600 + (Int(zone.dropFirst(2)) ?? 0) * 60
            (offset, clock) = (clock[sign] == "-" ? -east : east, clock[..<sign])
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { $0.prefix { $0.isNumber } }
        guard 2...3 ~= parts.count, parts.allSatisfy({ 1...2 ~= $0.count }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else { return nil }
        seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
        self.offset = offset
    }

    /// The day in Almaty: programs that keep moments write midnight there as the evening before at Greenwich.
    func day(of day: Day) -> Day {
        guard let offset, seconds > 0 else { return day }
        let moment = Double(day.number) * 86_400 + Double(seconds - offset)
        return Day(at: Date(timeIntervalSince1970: moment))
    }
}

extension Substring {
    /// The stretches of digits, of letters and of everything else.
    fileprivate var runs: [Substring] {
        var runs: [Substring] = []
        let scalars = unicodeScalars
        var (start, last) = (startIndex, 0)
        for index in scalars.indices {
            let sort = scalars[index].sort
            if index > start, sort != last {
                runs.append(self[start..<index])
                start = index
            }
            last = sort
        }
        if start < endIndex { runs.append(self[start...]) }
        return runs
    }
}

extension Unicode.Scalar {
    fileprivate var sort: Int { 0x30...0x39 ~= value ? 0 : properties.isAlphabetic ? 1 : 2 }
}
