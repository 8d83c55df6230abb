public import Domain
public import FoundationEssentials
internal import Postgres

/// How far a check has come.
public struct CheckProgress: Hashable, Sendable {
    /// `waiting`, `reading`, `register` or `done`.
    public let stage: String
    /// Bytes read of the file.
    public let bytesRead: Int
    /// Bytes of the file.
    public let bytesTotal: Int
    /// Rows read.
    public let rowsRead: Int
    /// When this was said.
    public let at: Date
}

/// A day of a petition's forecast.
public struct ForecastDay: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// Places of the premises.
    public let places: Int
    /// Held by other petitions.
    public let held: Int
    /// Taken by registrations.
    public let registered: Int
    /// What this petition asks for.
    public let asked: Int

    /// Whether it would be too many.
    public var isOver: Bool { held + registered + asked > places }
}

/// How many rows that ask for the same came to the same.
public struct RowTally: Hashable, Sendable {
    /// What they ask for.
    public let action: Action
    /// What became of them.
    public let outcome: RowOutcome
    /// How many there are.
    public let rows: Int

    /// Makes a tally.
    public init(action: Action, outcome: RowOutcome, rows: Int) {
        self.action = action
        self.outcome = outcome
        self.rows = rows
    }
}

/// One act in a petition's history.
public struct HistoryEntry: Sendable, Identifiable {
    /// Its number in the log.
    public let id: Int64
    /// When.
    public let at: Date
    /// What was done: `petition.submitted` and the like.
    public let action: String
    /// Who did it; nil when the service itself.
    public let name: String?
    /// Numbers that belong to it.
    public let details: [String: String]
}

/// A page of a list: its elements, and where the next one starts.
public struct Slice<Element: Sendable, Cursor: Sendable>: Sendable {
    /// The elements.
    public let elements: [Element]
    /// Where the next page starts; nil after the last.
    public let next: Cursor?

    /// A list that is one page.
    public init(whole elements: [Element]) {
        self.elements = elements
        next = nil
    }

    init(_ found: [Element], limit: Int, cursor: (Element) -> Cursor) {
        elements = Array(found.prefix(limit))
        next = found.count > limit ? elements.last.map(cursor) : nil
    }
}

extension Connection {
    /// Notes a look at rows; a page that showed none was none.
    fileprivate func logLook(_ look: AuditAction, rows: [Int], of petition: Int64, by caller: Caller, at now: Date)
        throws
    {
        if rows.isEmpty { return }
        try log(
            AuditEntry(action: look, petition: petition, details: ["rows": AuditEntry.list(rows)]), by: caller, at: now)
    }
}

extension Petitions {
    /// One petition.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    public func read(_ id: Int64, by caller: Caller) async throws(Refusal) -> Petition {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard let petition = try db.first(Statements.read, id) else { throw Refusal(.notFound) }
            return petition
        }
    }

    /// The petitions that the caller may see, newest first.
    public func list(
        state: PetitionState? = nil, after: Int64? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<PetitionSummary, Int64> {
        try await room.transaction(as: caller, readOnly: true) { db in
            Slice(try db.rows(Statements.page, state, after, limit + 1), limit: limit, cursor: \.id)
        }
    }

    /// What waits for the caller's authority, first to be late first.
    public func queue(
        state: PetitionState? = nil, onlyMine: Bool = false, after: (day: Day, id: Int64)? = nil, limit: Int,
        by caller: Caller
    ) async throws(Refusal) -> Slice<PetitionSummary, String> {
        try await room.transaction(as: caller, readOnly: true) { db in
            let found = try db.rows(
                Statements.queue, state, onlyMine ? caller.account : nil, after?.day, after?.id, limit + 1)
            return Slice(found, limit: limit) { "\($0.decideBy?.description ?? "")~\($0.id)" }
        }
    }

    /// How many petitions the caller sees in each state.
    public func counts(by caller: Caller) async throws(Refusal) -> [PetitionState: Int] {
        try await room.transaction(as: caller, readOnly: true) { db in
            Dictionary(uniqueKeysWithValues: try db.rows(Statements.countByState))
        }
    }

    /// Rows of a petition, by number.
    public func rows(
        of id: Int64, state: RowState? = nil, outcome: RowOutcome? = nil, action: Action? = nil, after: Int = 0,
        limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<StoredRow, Int> {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            let found = try db.rows(Statements.rows, id, state, outcome, after, limit + 1, action)
            let page = Slice(found, limit: limit, cursor: \.number)
            try db.logLook(.looksAtRow, rows: page.elements.map(\.number), of: id, by: caller, at: now)
            return page
        }
    }

    /// Some rows of a petition, by number.
    public func rows(_ numbers: [Int], of id: Int64, by caller: Caller) async throws(Refusal) -> [StoredRow] {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            let found = try db.rows(Statements.rowsByNumber, id, numbers)
            try db.logLook(.looksAtRow, rows: found.map(\.number), of: id, by: caller, at: now)
            return found
        }
    }

    /// Issues of a petition: errors first, then as the file goes.
    public func issues(
        of id: Int64, severity: Issue.Severity? = nil, code: IssueCode? = nil, after: [Int64]? = nil, limit: Int,
        by caller: Caller
    ) async throws(Refusal) -> Slice<StoredIssue, [Int64]> {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            let found = try db.rows(Statements.issues, id, severity, code, after, limit + 1)
            let page = Slice(found, limit: limit, cursor: \.cursor)
            let rows = Set(page.elements.compactMap(\.issue.place.row))
            try db.logLook(.looksAtIssues, rows: Array(rows), of: id, by: caller, at: now)
            return page
        }
    }

    /// All issues of some rows.
    public func issues(ofRows numbers: [Int], of id: Int64, by caller: Caller) async throws(Refusal) -> [StoredIssue] {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            let found = try db.rows(Statements.issuesOfRows, id, numbers)
            let rows = Set(found.compactMap(\.issue.place.row))
            try db.logLook(.looksAtIssues, rows: Array(rows), of: id, by: caller, at: now)
            return found
        }
    }

    /// Issues of the file and its columns.
    public func fileIssues(of id: Int64, by caller: Caller) async throws(Refusal) -> [StoredIssue] {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.issuesOfFile, id)
        }
    }

    /// The same mistakes over many rows, with their counts.
    public func issueGroups(of id: Int64, by caller: Caller) async throws(Refusal) -> [IssueGroup] {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.groups, id, Column.allCases.filter(\.isPersonal))
        }
    }

    /// How far a petition's check has come; nil when nothing was said of it.
    public func progress(of id: Int64, by caller: Caller) async throws(Refusal) -> CheckProgress? {
        try await room.transaction(as: caller, readOnly: true) { db in try db.first(Statements.progress, id) }
    }

    /// The days on which a draft's unblocked rows ask for places.
    public func forecast(of id: Int64, by caller: Caller) async throws(Refusal) -> [ForecastDay] {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.forecast, id)
        }
    }

    /// Those of some drafts that have not enough places on some day.
    public func waiting(among drafts: [Int64], by caller: Caller) async throws(Refusal) -> Set<Int64> {
        if drafts.isEmpty { return [] }
        return try await room.transaction(as: caller, readOnly: true) { db in
            Set(try db.rows(Statements.waiting, drafts))
        }
    }

    /// What became of a petition's rows, by what they ask for.
    public func tally(of id: Int64, by caller: Caller) async throws(Refusal) -> [RowTally] {
        try await room.transaction(as: caller, readOnly: true) { db in try db.rows(Statements.tally, id) }
    }

    /// What happened to a petition, newest first.
    public func history(of id: Int64, by caller: Caller) async throws(Refusal) -> [HistoryEntry] {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.history, id)
        }
    }

    /// The reviewer's notes of a petition, of some rows or all.
    public func notes(of id: Int64, rows numbers: [Int]? = nil, by caller: Caller) async throws(Refusal) -> [PinnedNote]
    {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.notes, id, numbers)
        }
    }
}

private enum Statements {
    static let read = Statement<Petition>("petition/read") { row in try Petition(row) }
    static let page = Statement<PetitionSummary>("petition/page") { row in try PetitionSummary(row) }
    static let queue = Statement<PetitionSummary>("petition/queue") { row in try PetitionSummary(row) }
    static let countByState = Statement<(PetitionState, Int)>("petition/count_by_state") { row in
        (try row.decode("state"), try row.decode("petitions"))
    }
    static let rows = Statement<StoredRow>("row/page") { row in try StoredRow(row) }
    static let rowsByNumber = Statement<StoredRow>("row/by_numbers") { row in try StoredRow(row) }
    static let issues = Statement<StoredIssue>("issue/page") { row in try StoredIssue(row) }
    static let issuesOfRows = Statement<StoredIssue>("issue/of_rows") { row in try StoredIssue(row) }
    static let issuesOfFile = Statement<StoredIssue>("issue/of_file") { row in try StoredIssue(row) }
    static let groups = Statement<IssueGroup>("issue/groups") { row in try IssueGroup(row) }
    static let progress = Statement<CheckProgress>("check/read_progress") { row in
        CheckProgress(
            stage: try row.decode("stage"), bytesRead: try row.decode("bytes_read"),
            bytesTotal: try row.decode("bytes_total"),
            rowsRead: try row.decode("rows_read"), at: try row.decode("at"))
    }
    static let forecast = Statement<ForecastDay>("check/forecast") { row in
        ForecastDay(
            day: try row.decode("day"), places: try row.decode("places"), held: try row.decode("held"),
            registered: try row.decode("registered"), asked: try row.decode("asked"))
    }
    static let waiting = Statement<Int64>("petition/waiting") { row in try row.decode("id") }
    static let tally = Statement<RowTally>("row/tally") { row in
        RowTally(
            action: try row.decode("action"), outcome: try row.decode("outcome"), rows: try row.decode("rows"))
    }
    static let history = Statement<HistoryEntry>("audit/history") { row in
        HistoryEntry(
            id: try row.decode("id"), at: try row.decode("at"), action: try row.decode("action"),
            name: try row.decode("name"),
            details: try row.decode("details", as: Texts.self).values)
    }
    static let notes = Statement<PinnedNote>("decision/notes") { row in try PinnedNote(row) }
}
