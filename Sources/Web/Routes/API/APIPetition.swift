import Domain
import Intake
import Store
import Texts

/// A petition as the API shows it.
struct APIPetition: Encodable {
    struct Counts: Encodable { let rows, sound, warned, faulty, blank: Int }
    struct Outcomes: Encodable { let pending, approved, refused, returned, withdrawn, moved: Int }
    struct Room: Encodable {
        let fits: Bool?
        let firstDayOver: String?
        enum CodingKeys: String, CodingKey {
            case fits
            case firstDayOver = "first_day_over"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(fits, forKey: .fits)
            try container.encode(firstDayOver, forKey: .firstDayOver)
        }
    }

    /// How its rows stand to those of the draft that it corrects.
    struct Correction: Encodable { let same, changed, new, gone: Int }

    let id: Int64
    let number: String
    let dated: String
    let state: PetitionState
    let version: Int
    let premises: Int64
    let institution: Int64
    let counts: Counts
    let outcomes: Outcomes?
    let occupancy: Room?
    let parent: Int64?
    let children: [Int64]?
    /// Of the petitions that the same file became for other buildings.
    let siblings: [Int64]?
    let list: PetitionList?
    let roster: RosterSums?
    let policy: String?
    let correction: Correction?
    let decideBy: String?
    let claimedBy: Int64?

    enum CodingKeys: String, CodingKey {
        case id, number, dated, state, version, premises, institution, counts, outcomes, occupancy, parent, children,
            siblings, list, roster, policy, correction
        case decideBy = "decide_by"
        case claimedBy = "claimed_by"
    }

    /// A petition with everything that is known of it.
    init(_ petition: Petition) {
        self.init(
            petition.summary,
            outcomes: Outcomes(
                pending: petition.outcomes.pending, approved: petition.outcomes.approved,
                refused: petition.outcomes.refused,
                returned: petition.outcomes.returned, withdrawn: petition.outcomes.withdrawn,
                moved: petition.outcomes.moved),
            occupancy: Room(fits: petition.fits, firstDayOver: petition.firstDayOver?.description),
            details: petition)
    }

    /// A petition of a list.
    init(_ summary: PetitionSummary) { self.init(summary, outcomes: nil, occupancy: nil, details: nil) }

    private init(_ summary: PetitionSummary, outcomes: Outcomes?, occupancy: Room?, details: Petition?) {
        id = summary.id
        number = summary.number
        dated = summary.dated.description
        state = summary.state
        version = summary.version
        premises = summary.premises
        institution = summary.institution
        counts = Counts(
            rows: summary.counts.rows, sound: summary.counts.sound, warned: summary.counts.warned,
            faulty: summary.counts.faulty,
            blank: summary.counts.blank)
        self.outcomes = outcomes
        self.occupancy = occupancy
        parent = summary.parent
        children = details?.children
        siblings = details?.siblings
        list = details?.list
        roster = details?.roster
        policy = details?.policy
        correction = details?.correction.map {
            Correction(same: $0.same, changed: $0.changed, new: $0.new, gone: $0.gone)
        }
        decideBy = summary.decideBy?.description
        claimedBy = summary.claimedBy
    }

    /// Absent values are said to be absent: clients rely on the fields being there.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(number, forKey: .number)
        try container.encode(dated, forKey: .dated)
        try container.encode(state, forKey: .state)
        try container.encode(version, forKey: .version)
        try container.encode(premises, forKey: .premises)
        try container.encode(institution, forKey: .institution)
        try container.encode(counts, forKey: .counts)
        try container.encodeIfPresent(outcomes, forKey: .outcomes)
        try container.encodeIfPresent(occupancy, forKey: .occupancy)
        try container.encode(parent, forKey: .parent)
        try container.encodeIfPresent(children, forKey: .children)
        try container.encodeIfPresent(siblings, forKey: .siblings)
        try container.encodeIfPresent(list, forKey: .list)
        try container.encodeIfPresent(roster, forKey: .roster)
        try container.encodeIfPresent(siblings, forKey: .siblings)
        try container.encodeIfPresent(list, forKey: .list)
        try container.encodeIfPresent(roster, forKey: .roster)
        try container.encodeIfPresent(policy, forKey: .policy)
        try container.encodeIfPresent(correction, forKey: .correction)
        try container.encode(decideBy, forKey: .decideBy)
        try container.encode(claimedBy, forKey: .claimedBy)
    }
}

/// A row as the API shows it.
struct APIRow: Encodable {
    struct Note: Encodable {
        let column: Column?
        let text: String

        private enum CodingKeys: String, CodingKey { case column, text }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(column, forKey: .column)
            try container.encode(text, forKey: .text)
        }
    }

    let number: Int
    let action: Action
    let state: RowState
    let outcome: RowOutcome
    let ground: RefusalGround?
    let values: [String: String]
    let other: [String: String]
    let verbatim: [String]
    let notes: [Note]

    init(_ row: StoredRow, notes: [PinnedNote]) {
        number = row.number
        action = row.action
        state = row.state
        outcome = row.outcome
        ground = row.ground
        values = Dictionary(uniqueKeysWithValues: row.values.map { ($0.key.rawValue, $0.value) })
        other = row.other
        verbatim = row.verbatim.map(\.rawValue).sorted()
        self.notes = notes.map { Note(column: $0.column, text: $0.text) }
    }

    private enum CodingKeys: String, CodingKey {
        case number, action, state, outcome, ground, values, other, verbatim, notes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(action, forKey: .action)
        try container.encode(state, forKey: .state)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(ground, forKey: .ground)
        try container.encode(values, forKey: .values)
        try container.encode(other, forKey: .other)
        try container.encode(verbatim, forKey: .verbatim)
        try container.encode(notes, forKey: .notes)
    }
}

/// An issue as the API and `tirkeu check` show it.
struct APIIssue: Encodable {
    let row: Int?
    let column: Column?
    let cell: String?
    /// The sheet, when the workbook has several.
    let sheet: String?
    let severity: Issue.Severity
    let code: IssueCode
    let found: String?
    let expected: String
    let message: String
    let arguments: [String: String]
    /// Where the API tells of its rule.
    let rule: String

    init(_ issue: Issue, of petition: Petition, texts: Texts, in language: Language) {
        row = issue.place.row
        column = issue.place.column
        cell = issue.cell(in: petition.layout)
        sheet = petition.sheet
        severity = issue.severity
        code = issue.code
        found = issue.found
        expected = texts.expected(issue, in: language)
        message = texts.message(issue, in: language)
        arguments = issue.arguments
        rule = "/api/v1" + issue.code.rulePath
    }

    enum CodingKeys: String, CodingKey {
        case row, column, cell, sheet, severity, code, found, expected, message, arguments, rule
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(row, forKey: .row)
        try container.encode(column, forKey: .column)
        try container.encode(cell, forKey: .cell)
        try container.encode(sheet, forKey: .sheet)
        try container.encode(severity, forKey: .severity)
        try container.encode(code, forKey: .code)
        try container.encode(found, forKey: .found)
        try container.encode(expected, forKey: .expected)
        try container.encode(message, forKey: .message)
        try container.encode(arguments, forKey: .arguments)
        try container.encode(rule, forKey: .rule)
    }
}

/// One page of a list under its own name, with where the next one starts.
struct APIPage<Element: Encodable>: Encodable {
    let name: String
    let elements: [Element]
    let next: String?

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(elements, forKey: Key(stringValue: name))
        try container.encode(next, forKey: Key(stringValue: "next"))
    }
}
