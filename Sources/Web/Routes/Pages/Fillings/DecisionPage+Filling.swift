import Domain
import Store
import Texts

extension DecisionPage {
    /// The decision that a reviewer marked, to be confirmed by themselves.
    init(_ petition: Petition, _ marks: Marks, _ reader: Reader) {
        let (words, id, open) = (reader.words, petition.id, petition.outcomes.pending)
        let rest = max(0, open - marks.marked.count)
        let counts = Self.counts(marks, rest: rest)
        let needsSecond = Policy.named(petition.policy)?.needsSecondPerson(rows: open, on: reader.today) ?? false
        self.init(
            bar: PetitionBar(petition, .review, reader),
            act: words("decision", "act", ["residents": words.counted("residents", open)]),
            sums: Self.sums(counts, of: petition, words), groups: Self.groups(marks, rest: rest, reader),
            consequences: Self.consequences(counts, needsSecond: needsSecond, words),
            actURL: "/petitions/\(id)/decision", actLabel: words("decision", needsSecond ? "propose" : "decide"),
            hidden: marks.fields, backURL: "/petitions/\(id)/review")
    }

    /// A proposed decision, for the second person, or for the one who takes it back.
    init(proposed act: DecisionAct, on petition: Petition, _ reader: Reader) {
        let (words, id, open) = (reader.words, petition.id, petition.outcomes.pending)
        self.init(
            bar: PetitionBar(petition, .review, reader),
            act: words("decision", "act", ["residents": words.counted("residents", open)]),
            sums: .ofOutcomes(petition, words), groups: [], consequences: [words("decision", "final")],
            actURL: "/petitions/\(id)/confirmation", actLabel: words("decision", "confirm"),
            hidden: [HiddenField(name: "version", value: "\(petition.summary.version)")],
            proposedBy: "\(act.decidedByName), \(Formats.moment(act.decidedAt))",
            takeBackURL: "/petitions/\(id)/decision/return", backURL: "/petitions/\(id)/review")
    }

    private static func counts(_ marks: Marks, rest: Int) -> [DecisionRequest.Outcome: Int] {
        var counts = Dictionary(grouping: marks.marked.compactMap(\.mark.outcome), by: \.self).mapValues(\.count)
        if let outcome = marks.rest.outcome { counts[outcome, default: 0] += rest }
        return counts
    }

    /// The sums without links: nothing is decided yet that they could lead to.
    private static func sums(_ counts: [DecisionRequest.Outcome: Int], of petition: Petition, _ words: Wording) -> Sums
    {
        var sums = Sums.ofOutcomes(
            petition: "\(petition.id)", pending: 0, approved: counts[.approved] ?? 0, refused: counts[.refused] ?? 0,
            returned: counts[.returned] ?? 0, withdrawn: 0, moved: 0, words)
        sums.total.url = nil
        for index in sums.parts.indices { sums.parts[index].url = nil }
        return sums
    }

    private static func groups(_ marks: Marks, rest: Int, _ reader: Reader) -> [Group] {
        var groups: [Group] = []
        if rest > 0 {
            let rows = marks.marked.isEmpty ? reader.words("filters", "all") : reader.words("review", "unmarked")
            groups.append(Group(marks.rest, count: rest, rows: rows, reader))
        }
        var left = marks.marked
        while let first = left.first {
            let same = left.filter { $0.mark == first.mark }.map(\.number)
            left.removeAll { $0.mark == first.mark }
            groups.append(Group(first.mark, count: same.count, rows: reader.runs(same), reader))
        }
        return groups
    }

    private static func consequences(
        _ counts: [DecisionRequest.Outcome: Int], needsSecond: Bool, _ words: Wording
    ) -> [String] {
        let keys: [(DecisionRequest.Outcome, String)] = [
            (.approved, "enters"), (.returned, "returned"), (.refused, "refused"),
        ]
        let ofRows = keys.compactMap { outcome, key in
            (counts[outcome] ?? 0) > 0
                ? words("decision", key, ["rows": words.counted("rows", counts[outcome] ?? 0)]) : nil
        }
        return ofRows + (needsSecond ? [words("decision", "second")] : []) + [words("decision", "final")]
    }
}

extension DecisionPage.Group {
    fileprivate init(_ mark: Marks.Mark, count: Int, rows: String, _ reader: Reader) {
        let outcome: RowOutcome =
            switch mark.outcome {
            case .approved: .approved
            case .refused: .refused
            case .returned: .returned
            case nil: .pending
            }
        let note = mark.outcome == .returned ? mark.note : nil
        self.init(
            outcome: Tag(outcome, reader.words), count: reader.words.counted("rows", count), rows: rows,
            ground: mark.outcome == .refused ? mark.ground.map { reader.label($0) } : nil,
            note: note.map { [mark.column.map { reader.label($0) }, $0].compactMap(\.self).joined(separator: ": ") })
    }
}
