internal import Domain
internal import Tabular

/// How the rows of one file are judged: each by itself, so that any thread may do it.
struct RowJudging: Sendable {
    let judge: RowJudge
    let layout: RowLayout
    let example: ExampleRow.Recogniser

    /// The judged row of a record; nil when it is blank.
    func judged(_ record: Record) -> JudgedRow? {
        let text = layout.text(of: record, isPrinted: false)
        return isFilled(text) ? judged(text, cells: record.count) : nil
    }

    /// Whether somebody filled the row in: blank ones and the template's example are nobody's.
    func isFilled(_ text: RowText) -> Bool {
        !(text.isBlank && text.other.isEmpty) && !example.isExample(text)
    }

    /// The judged row; cells beyond the header's are its issue.
    func judged(_ text: RowText, cells: Int) -> JudgedRow {
        if cells <= layout.width { return judge.judge(text) }
        let surplus = Issue(
            .rowTooManyCells, at: .row(text.number), arguments: ["length": "\(cells)", "limit": "\(layout.width)"])
        return judge.judge(text).adding(surplus)
    }
}
