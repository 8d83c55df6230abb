/// What the checks have found on one row so far.
struct Findings {
    private let text: RowText
    private(set) var issues: [Issue] = []
    /// Columns whose typed value is missing or differs from their text.
    private var unread = ColumnSet()

    init(_ text: RowText) { self.text = text }

    /// Notes an issue at a column, with the text that is found there.
    mutating func add(_ code: IssueCode, at column: Column, _ arguments: [String: String] = [:]) {
        issues.append(
            Issue(
                code, at: .cell(row: text.number, column: column), found: text[column],
                arguments: arguments))
    }

    /// Notes an issue at a cell that could not be read.
    mutating func addUnread(_ code: IssueCode, at column: Column, _ arguments: [String: String] = [:]) {
        unread.insert(column)
        add(code, at: column, arguments)
    }

    /// The row with everything that was found.
    func judged(_ reading: RowReading) -> JudgedRow {
        guard issues.count > 1 else {
            return JudgedRow(text: text, reading: reading, issues: issues, unread: unread.columns)
        }
        let ordered = issues.enumerated().sorted { left, right in
            (left.element.place.column?.index ?? 0, left.offset) < (
                right.element.place.column?.index ?? 0, right.offset
            )
        }
        return JudgedRow(text: text, reading: reading, issues: ordered.map(\.element), unread: unread.columns)
    }
}
