internal import Domain
internal import FoundationEssentials
internal import Postgres

/// A petition whose row is locked for the rest of the transaction: the first lock of every verb.
struct LockedPetition {
    let id: Int64
    let institution: Int64
    let authority: Int64
    let premises: Int64
    let state: PetitionState
    let version: Int
    let policyName: String
    let policyFingerprint: PolicyFingerprint?
    let kind: InstitutionKind
    let dated: Day
    let stay: Stay?
    let from: Day?
    let until: Day?
    let faulty: Int
    let fileErrors: Int
    let rows: Int
    let claimedBy: Int64?
    let submittedBy: Int64?
    /// The first of the petitions that its file became, one a building; nil when it is one petition.
    let group: Int64?
    /// The premises that its file was uploaded for, where rows belong that name no building.
    let filedFor: Int64

    func terms(today: Day, buildings: BuildingBook) -> PetitionTerms {
        PetitionTerms(
            kind: kind, dated: dated, stay: stay, from: from, until: until, today: today, buildings: buildings)
    }
}

extension Connection {
    /// The policy that a petition was judged by.
    func policy(of petition: LockedPetition) throws -> Policy {
        try policy(petition.policyName, petition.policyFingerprint)
    }

    /// Locks a petition, whatever its state.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    func lock(_ id: Int64) throws -> LockedPetition {
        guard let petition = try first(Statements.lock, id) else { throw Refusal(.notFound) }
        return petition
    }

    /// Locks a petition for a move.
    ///
    /// - Throws: `.notFound` for what the caller may not see, `.versionStale`, `.stateForbids`.
    func lock(_ id: Int64, version: Int?, for move: PetitionMove) throws -> LockedPetition {
        let petition = try lock(id)
        do {
            _ = try petition.state.after(move)
        } catch {
            throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue])
        }
        if let version, version != petition.version {
            throw Refusal(.versionStale, arguments: ["version": "\(petition.version)"])
        }
        return petition
    }

    /// Closes a draft whose place another petition takes.
    func close(_ draft: Int64, replacedBy successor: Int64, by caller: Caller?, at now: Date) throws {
        try run(Statements.outcomeForAll, draft, RowOutcome.withdrawn, [Int]?.none)
        try run(Statements.setState, draft, PetitionState.withdrawn)
        try log(AuditEntry(action: .petitionReplaced, petition: draft, object: "\(successor)"), by: caller, at: now)
    }

    /// Notes a look at strangers: what was said of rows whose persons are registered, or in open petitions, elsewhere.
    func logStrangers(in petition: Int64, rows numbers: [Int], by caller: Caller?, at now: Date) throws {
        let told = try rows(Statements.strangers, petition, numbers)
        if told.isEmpty { return }
        try log(
            AuditEntry(action: .looksElsewhere, petition: petition, details: ["rows": AuditEntry.list(told)]),
            by: caller, at: now)
    }

    /// Makes a child petition of some rows and says of them that they moved; nil when there are none.
    func move(_ numbers: [Int], of petition: LockedPetition, at now: Date, by caller: Caller) throws -> Int64? {
        if numbers.isEmpty { return nil }
        let child = try makeChild(of: petition, rows: numbers, at: now, by: caller)
        try run(Statements.outcomeForAll, petition.id, RowOutcome.moved, numbers)
        return child
    }

    /// Makes a child petition: a draft with copies of some rows, their numbers and their issues.
    func makeChild(of petition: LockedPetition, rows numbers: [Int], at now: Date, by caller: Caller) throws -> Int64 {
        let child = try one(Statements.makeChild, petition.id, numbers, now)
        try log(
            AuditEntry(
                action: .childMade, petition: child, premises: petition.premises,
                details: ["parent": "\(petition.id)", "rows": "\(numbers.count)"]), by: caller, at: now)
        return child
    }
}

/// What a change of days asked for and got.
struct Load {
    let asked: Int
    let granted: Int
    let daysOver: [Day]

    init(_ row: borrowing RowView) throws {
        asked = try row.decode("asked")
        granted = try row.decode("granted")
        daysOver = try row.decode("days_over", as: [Day]?.self) ?? []
    }
}

/// A datemultirange of finite ranges.
struct DayRanges: Readable {
    let ranges: [Range<Day>]

    init?(cell: borrowing Cell) {
        let parts = cell.text.dropFirst().dropLast().split(separator: "[")
        var ranges: [Range<Day>] = []
        for part in parts {
            let ends = part.prefix { $0 != ")" }.split(separator: ",")
            guard ends.count == 2, let lower = Day(iso: ends[0]), let upper = Day(iso: ends[1]), lower < upper else {
                return nil
            }
            ranges.append(lower..<upper)
        }
        self.ranges = ranges
    }
}

private enum Statements {
    static let lock = Statement<LockedPetition>("petition/lock") { row in
        LockedPetition(
            id: try row.decode("id"), institution: try row.decode("institution_id"),
            authority: try row.decode("authority_id"),
            premises: try row.decode("premises_id"), state: try row.decode("state"), version: try row.decode("version"),
            policyName: try row.decode("policy"), policyFingerprint: try row.decode("fingerprint"),
            kind: try row.decode("kind"), dated: try row.decode("dated"),
            stay: try row.decode("stay"), from: try row.decode("from_day"), until: try row.decode("until_day"),
            faulty: try row.decode("faulty"), fileErrors: try row.decode("file_errors"), rows: try row.decode("rows"),
            claimedBy: try row.decode("claimed_by"), submittedBy: try row.decode("submitted_by"),
            group: try row.decode("group_id"),
            filedFor: try row.decode("home_premises", as: Int64?.self) ?? row.decode("premises_id"))
    }
    static let strangers = Statement<Int>("issue/strangers") { row in try row.decode("row_number") }
    static let makeChild = Statement<Int64>("petition/make_child") { row in try row.decode("id") }
    static let outcomeForAll = Statement<Void>("row/outcome_for_all")
    static let setState = Statement<Void>("petition/set_state")
}
