import Domain
import Store
import Texts

extension DifferencePage {
    init(
        _ counts: DifferenceCounts, _ rows: Slice<RowDifference, DifferenceCursor>, of petition: Petition,
        from other: Petition, cursor: String?, _ reader: Reader
    ) {
        let words = reader.words
        self.init(
            bar: PetitionBar(petition, nil, reader),
            lead: words("difference", "lead", ["other": other.summary.number]), otherURL: "/petitions/\(other.id)",
            sums: Self.sums(counts, words), lines: rows.elements.map { Line($0, of: petition, from: other, reader) },
            paging: Paging(
                rows.elements.count, of: Address("/petitions/\(petition.id)/difference/\(other.id)"), cursor: cursor,
                next: rows.next?.text, words))
    }

    private static func sums(_ counts: DifferenceCounts, _ words: Wording) -> Sums {
        let parts: [(key: String, count: Int, kind: String)] = [
            ("changed", counts.changed, "warning"), ("new", counts.new, "good"), ("gone", counts.gone, "bad"),
            ("same", counts.same, "quiet"),
        ]
        let total = parts.reduce(0) { $0 + $1.count }
        return Sums(
            total: Figure(label: words("difference", "rows_compared"), value: words.grouped(total), kind: "total"),
            parts: parts.map {
                Figure(label: words("difference", $0.key), value: words.grouped($0.count), kind: $0.kind)
            }, sentence: counts.sentence(words))
    }
}

extension DifferencePage.Line {
    fileprivate init(_ row: RowDifference, of petition: Petition, from other: Petition, _ reader: Reader) {
        let words = reader.words
        let kind =
            switch (row.here, row.there) {
            case (_?, nil): Tag(text: words("difference", "new"), kind: "good")
            case (nil, _): Tag(text: words("difference", "gone"), kind: "bad")
            default: Tag(text: words("difference", "changed"), kind: "warning")
            }
        let shown = row.here ?? row.there
        self.init(
            kind: kind, hereNumber: row.here.map { words.grouped($0.number) },
            hereURL: row.here.map { "/petitions/\(petition.id)/rows/\($0.number)" },
            thereNumber: row.there.map { words.grouped($0.number) },
            thereURL: row.there.map { "/petitions/\(other.id)/rows/\($0.number)" },
            name: shown?.shownName(words) ?? "", iin: shown?.iin?.description ?? "",
            cells: row.columns.map { column in
                DifferencePage.Cell(
                    column: reader.label(column), here: row.here?.shown(column, reader),
                    there: row.there?.shown(column, reader))
            })
    }
}

extension StoredRow {
    /// A cell as it may stand on a page; nil when it is empty.
    fileprivate func shown(_ column: Column, _ reader: Reader) -> String? {
        values[column].map { column == .iin ? IIN.masked($0) : reader.written($0, in: column) }
    }
}

extension DifferenceCursor {
    /// As it stands in an address: `7-here`, `7-there`.
    var text: String { "\(number)-\(isThere ? "there" : "here")" }

    /// - Throws: `.malformedRequest` for what names no place.
    init?(_ text: String?) throws(Refusal) {
        guard let text else { return nil }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[0]), ["here", "there"].contains(parts[1]) else {
            throw Refusal(.malformedRequest, arguments: ["field": "cursor"])
        }
        self.init(number: number, isThere: parts[1] == "there")
    }
}
