import Domain
import Store
import Texts

extension SiblingLine {
    init(_ sibling: PetitionSummary, _ reader: Reader) {
        let (counts, words) = (sibling.counts, reader.words)
        let open = sibling.state == .draft ? counts.faulty + counts.warned : 0
        self.init(
            premises: sibling.premisesName, url: "/petitions/\(sibling.id)", state: Tag(sibling.state, words),
            sums: words(
                "petition", "sibling_sums",
                [
                    "rows": words.counted("rows", counts.rows - counts.blank), "sound": words.grouped(counts.sound),
                    "warned": words.grouped(counts.warned), "faulty": words.grouped(counts.faulty),
                ]),
            issuesURL: open > 0 ? "/petitions/\(sibling.id)/issues" : nil, issues: words.grouped(open))
    }
}

extension RosterLines {
    init(_ sums: RosterSums, of petition: Int64, _ reader: Reader) {
        let words = reader.words
        let rows = Address("/petitions/\(petition)/rows")
        let issues = Address("/petitions/\(petition)/issues")
        let parts: [(key: String, number: Int, url: String?)] = [
            ("arriving", sums.arriving, rows.with("action", Action.arrive.rawValue).text),
            ("extending", sums.extending, rows.with("action", Action.extend.rawValue).text),
            ("leaving", sums.leaving, rows.with("action", Action.depart.rawValue).text),
            ("unchanged", sums.unchanged, nil),
            ("differing", sums.differing, issues.with("code", IssueCode.registerDataDiffers.rawValue).text),
            ("asked", sums.asked, rows.text),
            ("unread", sums.unread, rows.with("state", RowState.faulty.rawValue).text),
            ("unsure", sums.unsure, nil),
            ("elsewhere", sums.elsewhere, nil),
        ]
        self.init(
            explanation: words(
                "petition", "roster_explanation",
                [
                    "listed": words.counted("rows", sums.listed),
                    "registered": words.counted("people", sums.registered),
                ]),
            lines: parts.filter { $0.number > 0 }.map { part in
                Line(
                    text: words("petition", "roster_\(part.key)", ["people": words.counted("people", part.number)]),
                    url: part.url)
            })
    }
}
