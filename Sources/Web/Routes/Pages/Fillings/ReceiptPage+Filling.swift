import Domain
import Store
import Texts

extension ReceiptPage {
    /// Rows that one page lists; of a longer receipt the rest is in the workbook.
    static let mostRows = 5_000

    init(
        _ petition: Petition, _ act: DecisionAct, _ rows: [StoredRow], tally: [RowTally], authority: String,
        _ reader: Reader
    ) {
        let (summary, words) = (petition.summary, reader.words)
        let total = petition.counts.rows - petition.counts.blank
        var facts = [
            Fact(
                label: words("titles", "petition", ["number": summary.number]),
                value: "\(words("petition", "dated")) \(Formats.day(summary.dated))", url: "/petitions/\(petition.id)"),
            Fact(label: words("receipt", "institution"), value: summary.institutionName.in(reader.language)),
            Fact(label: words("submission", "premises"), value: summary.premisesName),
            Fact(label: words("receipt", "decided"), value: Self.decided(act, authority)),
        ]
        if rows.count < total {
            let shown = ["from": "1", "until": words.grouped(rows.count), "total": words.grouped(total)]
            facts.append(
                Fact(
                    label: words("submission", "rows"), value: words("paging", "summary", shown),
                    url: "/petitions/\(petition.id)/workbook"))
        }
        self.init(
            number: Self.number(of: petition), petitionURL: "/petitions/\(petition.id)", facts: facts,
            sums: .ofOutcomes(petition: "\(petition.id)", tally, words), lines: rows.map { Line($0, reader) })
    }

    private static func number(of petition: Petition) -> String {
        let digits = "\(petition.id)"
        let year = petition.summary.decidedAt.map { Day(at: $0).year }
        return [year.map { "\($0)" }, String(repeating: "0", count: max(0, 6 - digits.count)) + digits]
            .compactMap(\.self).joined(separator: "-")
    }

    private static func decided(_ act: DecisionAct, _ authority: String) -> String {
        let names = [act.decidedByName, act.confirmedByName].compactMap(\.self)
        return ([Formats.moment(act.confirmedAt ?? act.decidedAt)] + names + [authority]).filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}

extension ReceiptPage.Line {
    fileprivate init(_ row: StoredRow, _ reader: Reader) {
        self.init(
            number: "\(row.number)", iin: row.iin?.description ?? "", name: row.shownName(reader.words),
            action: reader.label(row.action), stay: reader.stay(of: row),
            outcome: Tag(row.outcome, of: row.action, reader.words),
            ground: row.ground.map { reader.label($0) })
    }
}
