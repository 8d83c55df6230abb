internal import Domain

/// Tells the examples of one rule in one language.
struct ExampleTeller {
    let texts: Texts
    let language: Language
    let policy: Policy
    let code: IssueCode

    /// A cell of an example that is too long to be shown whole.
    private static let longestCell = 60

    /// One of the two situations of an example.
    func told(
        _ example: RuleExample?, _ which: KeyPath<RuleExample, RuleExample.Situation>
    ) -> RuleExplanation.Sample {
        guard let example else { return RuleExplanation.Sample(said: [], headings: [], lines: [], messages: []) }
        let situation = example[keyPath: which]
        let messages = messages(of: example, situation, isFailing: which == \.fails)
        switch situation {
        case .row(let row): return told(row, beside: [example.fails, example.passes], at: example.kind, messages)
        case .file(let file): return told(file, messages)
        case .dated(let day):
            let said = say("dated", ["dated": Formats.day(day), "today": Formats.day(RuleExample.today)])
            return RuleExplanation.Sample(said: [said], headings: [], lines: [], messages: messages)
        case .story(let story): return told(story, messages)
        }
    }

    /// What the service says: of what the rules alone judge with all details, else the code's message.
    private func messages(of example: RuleExample, _ situation: RuleExample.Situation, isFailing: Bool) -> [String] {
        if let issues = example.issues(of: situation) {
            return issues.map { texts.message($0, in: language) }
        }
        return isFailing ? [texts.message(Issue(code, at: .file), in: language)] : []
    }

    private func told(
        _ row: RuleExample.Row, beside both: [RuleExample.Situation], at kind: InstitutionKind, _ messages: [String]
    ) -> RuleExplanation.Sample {
        let person = say(
            "person_\(row.person.rawValue)", ["kind": texts.label(kind, in: language), "today": day(RuleExample.today)])
        if let name = row.fullName {
            return RuleExplanation.Sample(
                said: [person], headings: [say("full_name")], lines: [[name]], messages: messages)
        }
        let changed = both.reduce(into: Set<Column>()) { columns, situation in
            if case .row(let row) = situation { columns.formUnion(row.changes.keys) }
        }
        let columns = changed.sorted { $0.index < $1.index }
        return RuleExplanation.Sample(
            said: [person], headings: columns.map { texts.label($0, in: language) },
            lines: [columns.map { cell(row.cells[$0], in: $0) }], messages: messages)
    }

    private func told(_ file: RuleExample.File, _ messages: [String]) -> RuleExplanation.Sample {
        var said: [String] = []
        switch file.form {
        case .table: break
        case .workbook: said.append(say("workbook"))
        case .locked: said.append(say("locked"))
        case .picture: said.append(say("picture"))
        }
        if let limit = file.limit { said.append(say("limit", ["limit": Formats.integer(limit, in: language)])) }
        for row in file.hiddenRows { said.append(say("hidden_row", ["row": "\(row)"])) }
        for column in file.hiddenColumns {
            said.append(say("hidden_column", ["column": heading(file.headings[column])]))
        }
        for sheet in file.otherSheets { said.append(say("other_sheet", ["sheet": sheet])) }
        return RuleExplanation.Sample(
            said: said, headings: file.headings.map(heading),
            lines: file.lines.map { line in
                line.enumerated().map { index, text in
                    guard index < file.headings.count, case .column(let column) = file.headings[index] else {
                        return text
                    }
                    return cell(text, in: column)
                }
            }, messages: messages)
    }

    private func told(_ story: RuleExample.Story, _ messages: [String]) -> RuleExplanation.Sample {
        var said = story.earlier.map { earlier in
            say(
                "\(earlier.stage.rawValue)_\(earlier.isHere ? "here" : "elsewhere")",
                ["people": earlier.rows.map(person).joined(separator: "; ")])
        }
        if let places = story.places { said.append(say("places", ["places": "\(places)"])) }
        if !story.hasTitle { said.append(say("no_title")) }
        if let kind = story.askedScan {
            said.append(say(story.hasScan ? "scan_there" : "scan_missing", ["kind": texts.label(kind, in: language)]))
        }
        said.append(say(story.isRoster ? "roster" : "petition"))
        var columns: [Column] = [.action, .surname, .givenName, .stay, .from, .until]
        if story.rows.contains(where: { $0.cells[.building] != nil }) { columns.append(.building) }
        columns.removeAll { column in story.rows.allSatisfy { $0.cells[column] == nil } }
        if story.isRoster { columns.removeAll { $0 == .action } }
        return RuleExplanation.Sample(
            said: said, headings: columns.map { texts.label($0, in: language) },
            lines: story.rows.map { row in columns.map { cell(row.cells[$0], in: $0) } }, messages: messages)
    }

    private func person(_ row: RuleExample.Row) -> String {
        let cells = row.cells
        let name = [cells[.surname], cells[.givenName]].compactMap(\.self).joined(separator: " ")
        return say("since", ["name": name, "from": cell(cells[.from], in: .from)])
    }

    private func heading(_ heading: RuleExample.File.Heading) -> String {
        switch heading {
        case .column(let column): texts.label(column, in: language)
        case .text(let text): text
        }
    }

    /// A cell as people read it; what is empty says so.
    private func cell(_ text: String?, in column: Column) -> String {
        guard let text, !text.isEmpty else { return "—" }
        if let label = texts.label(column: column, value: text, in: language) { return label }
        if let day = Day(iso: text) { return self.day(day) }
        return text.count > Self.longestCell ? text.prefix(Self.longestCell) + "…" : text
    }

    private func day(_ day: Day) -> String { Formats.day(day) }

    private func say(_ key: String, _ arguments: [String: String] = [:]) -> String {
        texts.page("rule_example", key, in: language, arguments)
    }
}
