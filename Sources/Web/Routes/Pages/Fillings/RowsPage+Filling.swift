import Domain
import Store
import Texts

extension RowsPage {
    /// Which rows are shown.
    struct Filter: Sendable {
        let state: RowState?
        let outcome: RowOutcome?
        let action: Action?
    }

    init(_ rows: Slice<StoredRow, Int>, of petition: Petition, _ filter: Filter, cursor: String?, _ reader: Reader) {
        let list = Address("/petitions/\(petition.id)/rows")
        let narrowed = list.with("state", filter.state?.rawValue).with("outcome", filter.outcome?.rawValue)
            .with("action", filter.action?.rawValue)
        self.init(
            bar: PetitionBar(petition, .rows, reader), filters: Self.filters(petition, filter, list, reader.words),
            narrowedTo: filter.action.map { reader.label($0) }, allURL: list.text,
            lines: rows.elements.map { Line($0, of: petition, reader) }, removal: Removal(from: petition, reader),
            paging: Paging(
                rows.elements.count, of: narrowed, cursor: cursor, next: rows.next.map { "\($0)" }, reader.words))
    }

    private static func filters(_ petition: Petition, _ filter: Filter, _ list: Address, _ words: Wording) -> [Choice] {
        let counts = petition.counts
        let states: [(RowState, Int)] = [(.sound, counts.sound), (.warned, counts.warned), (.faulty, counts.faulty)]
        let all = Choice(
            label: words("filters", "all"), url: list.text, count: words.grouped(counts.rows - counts.blank),
            isCurrent: filter.state == nil && filter.outcome == nil)
        let byState = states.filter { $0.1 > 0 || filter.state == $0.0 }.map { state, count in
            Choice(
                label: words("row_state", state.rawValue), url: list.with("state", state.rawValue).text,
                count: words.grouped(count), isCurrent: filter.state == state)
        }
        guard petition.summary.submittedAt != nil else { return [all] + byState }
        let outcomes = petition.outcomes
        let decided: [(RowOutcome, Int)] = [
            (.approved, outcomes.approved), (.refused, outcomes.refused), (.returned, outcomes.returned),
            (.withdrawn, outcomes.withdrawn), (.moved, outcomes.moved),
        ]
        let byOutcome = decided.filter { $0.1 > 0 || filter.outcome == $0.0 }.map { outcome, count in
            Choice(
                label: words("outcome", outcome.rawValue), url: list.with("outcome", outcome.rawValue).text,
                count: words.grouped(count), isCurrent: filter.outcome == outcome)
        }
        return [all] + byState + byOutcome
    }
}

extension RowsPage.Line {
    fileprivate init(_ row: StoredRow, of petition: Petition, _ reader: Reader) {
        self.init(
            number: "\(row.number)", url: "/petitions/\(petition.id)/rows/\(row.number)",
            iin: row.iin?.description ?? "", name: row.shownName(reader.words),
            birthDate: row.values[.birthDate].map { reader.written($0, in: .birthDate) } ?? "",
            action: reader.label(row.action), stay: reader.stay(of: row),
            state: Tag(rowState: row.state.rawValue, reader.words),
            outcome: petition.summary.submittedAt == nil ? nil : Tag(row.outcome, of: row.action, reader.words))
    }
}

extension StoredRow {
    /// The person's name; the row's number where there is none, so that a link has words.
    func shownName(_ words: Wording) -> String {
        fullName.isEmpty ? words("issues", "row") + " \(number)" : fullName
    }
}

extension RowsPage.Removal {
    /// Nil when nothing can be taken out.
    fileprivate init?(from petition: Petition, _ reader: Reader) {
        guard petition.state.isEditable, reader.caller.may(.repair) else { return nil }
        let (url, faulty) = ("/petitions/\(petition.id)/removal", petition.counts.faulty)
        let rows = ["rows": reader.words.counted("rows", faulty)]
        self.init(
            url: url, faultyLabel: faulty > 0 ? reader.words("rows", "remove_faulty", rows) : nil,
            faultyURL: url + "?state=faulty")
    }
}

extension RemovalPage {
    init(_ choice: RowChoice, from petition: Petition, _ reader: Reader) {
        let words = reader.words
        var (count, numbers, state): (Int, [Int], RowState?) = (petition.counts.faulty, [], nil)
        switch choice {
        case .numbers(let chosen): (count, numbers) = (chosen.count, chosen)
        case .state(let chosen): state = chosen
        }
        let rows = ["rows": words.counted("rows", count)]
        self.init(
            bar: PetitionBar(petition, .rows, reader), version: "\(petition.summary.version)",
            heading: words("removal", "heading", rows),
            rows: numbers.isEmpty ? nil : words("removal", "numbers", ["numbers": reader.runs(numbers)]),
            numbers: numbers.map { "\($0)" }, state: state?.rawValue, act: words("removal", "act", rows),
            backURL: "/petitions/\(petition.id)/rows")
    }
}
