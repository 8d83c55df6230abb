/// A date as files write it in full: nothing has to be concluded to read it.
enum WrittenDate: Hashable, Sendable {
    case day(Day)
    /// Day and month could change places: the day stands first here, as everywhere in Kazakhstan.
    case dayFirst(Day)
    /// Written as a date, but no calendar of living people has it.
    case impossible
    /// Written in another way: `LooseDate` may know it.
    case unreadable

    /// Dates outside these years are slips of the pen, not dates of anybody's papers.
    static let years = 1850...2150

    /// Reads `yyyy-MM-dd` or `dd.MM.yyyy` with dots, dashes or slashes, with or without the midnight that spreadsheets add
    /// and the short word for “year” that people add; day and month may have one digit. Allocates nothing.
    static func read(_ text: Span<UInt8>) -> WrittenDate {
        let cell = text.extracting(0..<dateLength(text))
        if cell.count == 10, isSeparator(cell[4]), cell[7] == cell[4] {
            guard let year = decimal(cell, 0..<4), let month = decimal(cell, 5..<7), let day = decimal(cell, 8..<10)
            else { return .unreadable }
            return date(year, month, day)
        }
        guard 8...10 ~= cell.count else { return .unreadable }
        let separator = cell[cell.count - 5]
        guard isSeparator(separator) else { return .unreadable }
        let dayEnd = cell[1] == separator ? 1 : 2
        let monthStart = dayEnd + 1
        let monthEnd = cell.count - 5
        guard cell[dayEnd] == separator, 1...2 ~= monthEnd - monthStart, let day = decimal(cell, 0..<dayEnd),
            let month = decimal(cell, monthStart..<monthEnd), let year = decimal(cell, (monthEnd + 1)..<cell.count)
        else { return .unreadable }
        // Only slashes come from places where the month stands first.
        let isUncertain = separator == UInt8(ascii: "/") && day <= 12 && month <= 12 && day != month
        if isUncertain, case .day(let read) = date(year, month, day) { return .dayFirst(read) }
        return date(year, month, day)
    }

    static func date(_ year: Int, _ month: Int, _ day: Int) -> WrittenDate {
        guard years ~= year, let day = Day(year: year, month: month, day: day) else { return .impossible }
        return .day(day)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x2D || byte == 0x2F }

    /// The length of the text without ` г.`, or a midnight: a blank or a `T`, then nothing but zeros and colons.
    private static func dateLength(_ text: Span<UInt8>) -> Int {
        let count = text.count
        guard count > 10 else { return count }
        if let year = yearMark(text) { return year }
        guard text[count - 3] == UInt8(ascii: ":") else { return count }
        var start = count
        while start > 0, text[start - 1] == UInt8(ascii: "0") || text[start - 1] == UInt8(ascii: ":") { start -= 1 }
        let digits = count - start
        guard start > 0, 4...8 ~= digits, text[start - 1] == UInt8(ascii: " ") || text[start - 1] == UInt8(ascii: "T")
        else { return count }
        return start - 1
    }

    /// Where `г`, `г.`, `ж` or `ж.` begins at the end of a text, with the blank before it.
    private static func yearMark(_ text: Span<UInt8>) -> Int? {
        var end = text.count
        if text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let isMark = text[end - 2] == 0xD0 && (text[end - 1] == 0xB3 || text[end - 1] == 0xB6)
        guard isMark else { return nil }
        end -= 2
        return text[end - 1] == UInt8(ascii: " ") ? end - 1 : end
    }
}
