/// What the checks have found on one row so far.
struct Findings: ~Copyable {
    /// The row, with what was repaired so far; what stood in a repaired cell was kept before.
    var text: RowText
    private(set) var issues: [Issue] = []
    /// What was written in cells that were repaired or could not be read.
    private var written: [Column: String] = [:]

    init(_ text: RowText) { self.text = text }

    /// Notes an issue at a column, with the text that was written there.
    mutating func add(
        _ code: IssueCode, at column: Column, _ arguments: [String: String] = [:], severity: Issue.Severity? = nil
    ) {
        issues.append(
            Issue(
                code, at: .cell(row: text.number, column: column), found: written[column] ?? text[column],
                arguments: arguments, severity: severity))
    }

    /// Notes an issue at a cell that could not be read.
    mutating func addUnread(_ code: IssueCode, at column: Column, _ arguments: [String: String] = [:]) {
        keep(column)
        add(code, at: column, arguments)
    }

    /// Notes that a cell was repaired, and what it was read as.
    mutating func addRepair(
        _ code: IssueCode, at column: Column, as read: String, _ arguments: [String: String] = [:]
    ) {
        keep(column)
        add(code, at: column, arguments.merging([Issue.readKey: read]) { $1 }, severity: .note)
    }

    /// Notes a full name that may have been taken apart in the wrong places.
    mutating func addDoubtfulSplit(_ whole: String, as words: [String]) {
        issues.append(
            Issue(
                .nameSplit, at: .cell(row: text.number, column: .surname), found: whole,
                arguments: [Issue.readKey: words.joined(separator: " · ")]))
    }

    /// Keeps what was written in a cell; with its outer blanks where these are what the repair took away.
    mutating func keep(_ column: Column, withBlanks: Bool = false) {
        if written[column] != nil { return }
        let raw = text.places[column]
        written[column] =
            withBlanks ? String(decoding: text.bytes[raw], as: UTF8.self) : text[column] ?? ""
    }

    /// The row with everything that was found.
    consuming func judged(_ reading: consuming RowReading) -> JudgedRow {
        guard issues.count > 1 else {
            return JudgedRow(text: text, reading: reading, issues: issues, written: written)
        }
        let ordered = issues.enumerated().sorted { left, right in
            (left.element.place.column?.index ?? 0, left.offset) < (
                right.element.place.column?.index ?? 0, right.offset
            )
        }
        return JudgedRow(text: text, reading: reading, issues: ordered.map(\.element), written: written)
    }
}
