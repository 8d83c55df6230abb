import Domain
import Store
import Texts

/// A decision that is not made yet: what it would make of every open row.
struct DecisionPlan: Sendable {
    let petition: Petition
    /// What the petition was judged by.
    let policy: Policy
    let marks: Marks
    /// The marked rows, by number.
    let rows: [Int: StoredRow]
    /// The rows that are not marked, by what they ask for.
    let rest: [(action: Action, rows: Int)]

    /// - Parameters:
    ///   - rows: the marked rows.
    ///   - tally: all rows of the petition.
    init(_ petition: Petition, under policy: Policy, _ marks: Marks, rows: [StoredRow], tally: [RowTally]) {
        self.petition = petition
        self.policy = policy
        self.marks = marks
        self.rows = Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let marked = Set(marks.marked.map(\.number))
        rest = Action.allCases.compactMap { action in
            let open = tally.filter { $0.action == action && $0.outcome == .pending }.reduce(0) { $0 + $1.rows }
            let left = open - rows.count { $0.action == action && marked.contains($0.number) }
            return left > 0 ? (action, left) : nil
        }
    }

    /// What would become of the rows, by what they ask for.
    var tally: [RowTally] {
        let ofRest = marks.rest.outcome.map { outcome in
            rest.map { RowTally(action: $0.action, outcome: RowOutcome(outcome), rows: $0.rows) }
        }
        let ofMarked = marks.marked.compactMap { number, mark in
            mark.outcome.map { RowTally(action: action(of: number), outcome: RowOutcome($0), rows: 1) }
        }
        return (ofRest ?? []) + ofMarked
    }

    func action(of number: Int) -> Action { rows[number]?.action ?? .arrive }

    /// How many rows would come to this.
    func count(_ outcome: RowOutcome, _ action: Action? = nil) -> Int {
        tally.filter { $0.outcome == outcome && (action == nil || $0.action == action) }.reduce(0) { $0 + $1.rows }
    }
}

extension DecisionPage {
    /// The decision that a reviewer marked, to be confirmed by themselves.
    ///
    /// - Parameter place: the pile and page of the review that they came from.
    init(_ plan: DecisionPlan, from place: ReviewPlace, _ reader: Reader) {
        let (words, petition) = (reader.words, plan.petition)
        let open = petition.outcomes.pending
        let needsSecond = plan.policy.needsSecondPerson(rows: open, on: reader.today)
        self.init(
            plan, actURL: "/petitions/\(petition.id)/decision",
            actLabel: words("decision", needsSecond ? "propose" : "decide"), needsSecond: needsSecond,
            hidden: plan.marks.fields + place.fields, backURL: place.address(of: petition.id).text, isBackPost: true,
            reader)
    }

    /// A proposed decision, for the second person, or for the one who takes it back.
    init(proposed act: DecisionAct, _ plan: DecisionPlan, _ reader: Reader) {
        let id = plan.petition.id
        self.init(
            plan, actURL: "/petitions/\(id)/confirmation", actLabel: reader.words("decision", "confirm"),
            needsSecond: false, hidden: [HiddenField(name: "version", value: "\(plan.petition.summary.version)")],
            backURL: "/petitions/\(id)/review", isBackPost: false, reader)
        proposedBy = "\(act.decidedByName), \(Formats.moment(act.decidedAt))"
        takeBackURL = "/petitions/\(id)/decision/return"
    }

    private init(
        _ plan: DecisionPlan, actURL: String, actLabel: String, needsSecond: Bool, hidden: [HiddenField],
        backURL: String, isBackPost: Bool, _ reader: Reader
    ) {
        let words = reader.words
        self.init(
            bar: PetitionBar(plan.petition, .review, reader),
            act: words("decision", "act", ["residents": words.counted("residents", plan.petition.outcomes.pending)]),
            sums: .ofPlan(plan.tally, words), groups: Self.groups(plan, reader),
            consequences: Self.consequences(plan, needsSecond: needsSecond, words), actURL: actURL,
            actLabel: actLabel, hidden: hidden, backURL: backURL, isBackPost: isBackPost)
    }

    private static func groups(_ plan: DecisionPlan, _ reader: Reader) -> [Group] {
        let name = plan.marks.marked.isEmpty ? reader.words("filters", "all") : reader.words("review", "unmarked")
        var groups = plan.rest.compactMap { action, count in
            Group(plan.marks.rest, of: action, count: count, rows: name, reader)
        }
        let marked = Dictionary(grouping: plan.marks.marked) { Kind(mark: $0.mark, action: plan.action(of: $0.number)) }
        for (kind, rows) in marked.sorted(by: { $0.value[0].number < $1.value[0].number }) {
            let same = rows.map(\.number)
            guard
                var group = Group(kind.mark, of: kind.action, count: same.count, rows: reader.runs(same), reader)
            else { continue }
            if same.count <= Group.mostPeople {
                group.rows = ""
                group.people = same.map { number in
                    [reader.words.grouped(number), plan.rows[number]?.shownName(reader.words)].compactMap(\.self)
                        .joined(separator: " · ")
                }
            }
            groups.append(group)
        }
        return groups
    }

    /// What the rows of a group have in common.
    private struct Kind: Hashable {
        let mark: Marks.Mark
        let action: Action
    }

    private static func consequences(_ plan: DecisionPlan, needsSecond: Bool, _ words: Wording) -> [String] {
        let approved: [(Action, String)] = [
            (.arrive, "registered"), (.opening, "opened"), (.extend, "extended"), (.depart, "departed"),
        ]
        let entered = approved.compactMap { action, key in
            let count = plan.count(.approved, action)
            return count > 0 ? words("decision", key, ["people": words.counted("people", count)]) : nil
        }
        let others: [(RowOutcome, String)] = [(.returned, "returned"), (.refused, "refused")]
        let sent = others.compactMap { outcome, key in
            let count = plan.count(outcome)
            return count > 0 ? words("decision", key, ["rows": words.counted("rows", count)]) : nil
        }
        return entered + sent + (needsSecond ? [words("decision", "second")] : []) + [words("decision", "final")]
    }
}

extension DecisionPage.Group {
    /// As many names as one looks over; of more rows the numbers are enough.
    fileprivate static let mostPeople = 20

    fileprivate init?(_ mark: Marks.Mark, of action: Action, count: Int, rows: String, _ reader: Reader) {
        guard let outcome = mark.outcome else { return nil }
        let note = outcome == .returned ? mark.note : nil
        self.init(
            outcome: Tag(planned: outcome, of: action, reader.words), count: reader.words.counted("rows", count),
            rows: rows, ground: outcome == .refused ? mark.ground.map { reader.label($0) } : nil,
            note: note.map { [mark.column.map { reader.label($0) }, $0].compactMap(\.self).joined(separator: ": ") })
    }
}
