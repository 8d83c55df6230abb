/// What a reviewer decides of a petition: an outcome for all rows, and the rows that differ.
public struct DecisionRequest: Hashable, Sendable, Codable {
    /// What a reviewer can decide of a row.
    public enum Outcome: String, CaseIterable, Hashable, Sendable, Codable {
        case approved, refused, returned
    }

    /// A note for the clerk, pinned to a cell; without a column it is for the whole row.
    public struct Note: Hashable, Sendable, Codable {
        /// The column, nil for the whole row.
        public let column: Column?
        /// The reviewer's words.
        public let text: String

        /// Makes a note.
        public init(column: Column?, text: String) {
            self.column = column
            self.text = text
        }
    }

    /// One row's own outcome.
    public struct Row: Hashable, Sendable, Codable {
        /// The row's number.
        public let number: Int
        /// Its outcome.
        public let outcome: Outcome
        /// The legal ground of a refusal.
        public let ground: RefusalGround?
        /// The notes of a return.
        public let notes: [Note]?

        /// Makes a row's outcome.
        public init(number: Int, outcome: Outcome, ground: RefusalGround? = nil, notes: [Note]? = nil) {
            self.number = number
            self.outcome = outcome
            self.ground = ground
            self.notes = notes
        }
    }

    /// The outcome of every row that is not listed; nil when all are listed.
    public let outcome: Outcome?
    /// The ground, when `outcome` refuses.
    public let ground: RefusalGround?
    /// The note, when `outcome` returns.
    public let note: String?
    /// The rows that differ.
    public let rows: [Row]

    /// Makes a decision.
    public init(outcome: Outcome?, ground: RefusalGround? = nil, note: String? = nil, rows: [Row] = []) {
        self.outcome = outcome
        self.ground = ground
        self.note = note
        self.rows = rows
    }

    /// Reads a decision; `rows` may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        outcome = try container.decodeIfPresent(Outcome.self, forKey: .outcome)
        ground = try container.decodeIfPresent(RefusalGround.self, forKey: .ground)
        note = try container.decodeIfPresent(String.self, forKey: .note)
        rows = try container.decodeIfPresent([Row].self, forKey: .rows) ?? []
    }

    /// What is decided, for every open row.
    ///
    /// - Throws: a refusal when a row is unknown or left out, a refusal lacks its ground or a return its note.
    public func resolved(for open: [Int]) throws(Refusal) -> [Row] {
        let listed = Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { _, last in last })
        let unknown = Set(listed.keys).subtracting(open)
        if !unknown.isEmpty || listed.count != rows.count {
            throw Refusal(.rowUnknown, rows: unknown.isEmpty ? rows.map(\.number) : unknown.sorted())
        }
        let missing = outcome == nil ? open.filter { listed[$0] == nil } : []
        if !missing.isEmpty { throw Refusal(.rowUnknown, rows: missing) }

        let notes = note.map { [Note(column: nil, text: $0)] }
        let all = open.map { number in
            listed[number] ?? Row(number: number, outcome: outcome ?? .returned, ground: ground, notes: notes)
        }
        let groundless = all.filter { ($0.outcome == .refused) != ($0.ground != nil) }
        if !groundless.isEmpty { throw Refusal(.groundMissing, rows: groundless.map(\.number)) }
        let silent = all.filter { row in
            row.outcome == .returned && !(row.notes ?? []).contains { !$0.text.allSatisfy(\.isWhitespace) }
        }
        if !silent.isEmpty { throw Refusal(.noteMissing, rows: silent.map(\.number)) }
        return all
    }
}
