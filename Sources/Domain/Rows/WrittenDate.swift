/// A date as files write it.
enum WrittenDate: Hashable, Sendable {
    case day(Day)
    /// Written as a date, but no calendar of living people has it.
    case impossible
    case unreadable

    /// Dates outside these years are slips of the pen, not dates of anybody's papers.
    private static let years = 1850...2150

    /// Reads `yyyy-MM-dd`, `dd.MM.yyyy` or `dd/MM/yyyy`, with or without the midnight that spreadsheets add.
    ///
    /// Day and month may have one digit where dots or slashes part them. Years of two digits are not read: no rule says
    /// which century is meant, and a wrong one changes what documents a person needs.
    static func read(_ text: Span<UInt8>) -> WrittenDate {
        let cell = text.extracting(0..<dateLength(text))
        if cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-") {
            guard let year = decimal(cell, 0..<4), let month = decimal(cell, 5..<7), let day = decimal(cell, 8..<10)
            else { return .unreadable }
            return date(year, month, day)
        }
        guard 8...10 ~= cell.count else { return .unreadable }
        let separator = cell[cell.count - 5]
        guard separator == UInt8(ascii: ".") || separator == UInt8(ascii: "/") else { return .unreadable }
        let dayEnd = cell[1] == separator ? 1 : 2
        let monthStart = dayEnd + 1
        let monthEnd = cell.count - 5
        guard cell[dayEnd] == separator, 1...2 ~= monthEnd - monthStart, let day = decimal(cell, 0..<dayEnd),
            let month = decimal(cell, monthStart..<monthEnd), let year = decimal(cell, (monthEnd + 1)..<cell.count)
        else { return .unreadable }
        return date(year, month, day)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> WrittenDate {
        guard years ~= year, let day = Day(year: year, month: month, day: day) else { return .impossible }
        return .day(day)
    }

    /// The length of the text without a midnight at its end: a blank or a `T`, then nothing but zeros and colons.
    private static func dateLength(_ text: Span<UInt8>) -> Int {
        let count = text.count
        guard count > 11, text[count - 3] == UInt8(ascii: ":") else { return count }
        var start = count
        while start > 0, text[start - 1] == UInt8(ascii: "0") || text[start - 1] == UInt8(ascii: ":") { start -= 1 }
        let digits = count - start
        guard start > 0, 4...8 ~= digits, text[start - 1] == UInt8(ascii: " ") || text[start - 1] == UInt8(ascii: "T")
        else { return count }
        return start - 1
    }
}
