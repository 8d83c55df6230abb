internal import Domain
internal import Tabular
internal import Texts

/// How issues are said in a copy of their file.
struct Marking: Sendable {
    let texts: Texts
    let language: Language
    /// Where each column stands in the file, from 0.
    let layout: [Column: Int]

    /// The marks of a row; `present` holds the cells that are not as the file has them any more.
    func mark(_ number: Int, _ issues: [Issue], present: [Column: String] = [:]) -> RowMark {
        let ordered = issues.enumerated().sorted {
            ($1.element.severity.weight, $0.offset) < ($0.element.severity.weight, $1.offset)
        }.map(\.element)
        var cells: [Int: RowMark.Cell] = [:]
        for issue in ordered {
            guard let place = issue.place.column.flatMap({ layout[$0] }) else { continue }
            var cell = cells[place] ?? RowMark.Cell(column: place, fill: CellStyle.Fill(issue.severity))
            let comment = [texts.message(issue, in: language), texts.expected(issue, in: language)]
                .filter { !$0.isEmpty }.joined(separator: " ")
            cell.comment = cell.comment.map { $0 + "\n" + comment } ?? comment
            cells[place] = cell
        }
        for (column, text) in present {
            guard let place = layout[column] else { continue }
            cells[place, default: RowMark.Cell(column: place)].text = shown(text, column)
        }
        return RowMark(
            number: number, lines: ordered.map(line), fill: ordered.first.map { CellStyle.Fill($0.severity) },
            cells: Array(cells.values))
    }

    private func line(_ issue: Issue) -> String {
        let message = texts.message(issue, in: language)
        switch issue.severity {
        case .error: return message
        case .warning, .note:
            return texts.page("workbook", issue.severity.rawValue, in: language, ["message": message])
        }
    }

    /// A value as the clerk would write it: a word of their language, a day with dots.
    private func shown(_ value: String, _ column: Column) -> String {
        if column.isDate, let day = Day(iso: value) { return Formats.day(day) }
        return texts.label(column: column, value: value, in: language) ?? value
    }
}

extension CellStyle.Fill {
    init(_ severity: Issue.Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .note: self = .note
        }
    }
}
