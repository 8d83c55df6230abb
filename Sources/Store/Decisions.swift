public import Domain
public import FoundationEssentials
internal import Postgres

/// What a decision led to.
public struct Decided: Hashable, Sendable, Codable {
    /// The act.
    public let decision: Int64
    /// `decided`, or `proposed` when a second person must confirm.
    public let state: PetitionState
    /// The child petition of the rows that were returned.
    public let child: Int64?
}

/// The act on a petition, as pages and receipts show it.
public struct DecisionAct: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// When it was made.
    public let decidedAt: Date
    /// Who made it.
    public let decidedByName: String
    /// Whether a second person has to confirm it.
    public let needsSecond: Bool
    /// When they did.
    public let confirmedAt: Date?
    /// Who they are.
    public let confirmedByName: String?
    /// What was decided.
    public let request: DecisionRequest
}

/// What reviewers do with petitions of their jurisdiction.
public struct Decisions: Sendable {
    let room: Room

    /// Takes a petition for review; taking one's own again changes nothing.
    ///
    /// - Throws: `.stateForbids`, `.claimedByAnother`, `.notAllowed` for who worked for the institution lately.
    public func claim(_ id: Int64, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.review) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        try await room.act(.petitionClaimed, on: id, as: caller) { db in
            guard let standing = try db.first(Statements.standing, id) else { throw Refusal(.notFound) }
            if standing.state == .inReview {
                if standing.claimedBy == caller.account { return }
                throw Refusal(.claimedByAnother)
            }
            let petition = try db.lock(id, version: version, for: .claim)
            try db.refuseFormerColleague(caller, of: petition, at: now, today)
            try db.run(Statements.claim, id, caller.account, now)
            try db.log(AuditEntry(action: .petitionClaimed, petition: id), by: caller, at: now)
        }
    }

    /// Gives a petition back to the queue.
    public func release(_ id: Int64, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.review) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .release)
            // who claimed may have fallen ill: the chief gives back for them
            if caller.role != .chief { try petition.requireClaim(of: caller) }
            try db.run(Statements.release, id)
            try db.log(AuditEntry(action: .petitionReleased, petition: id), by: caller, at: now)
        }
    }

    /// Decides a petition, or proposes the decision where policy asks for two people.
    ///
    /// - Throws: `.stateForbids`, `.versionStale`, `.claimedByAnother`, `.submitterDecides`, `.notAllowed` for who worked for the
    ///   institution lately, `.rowUnknown`, `.groundMissing`, `.noteMissing`; `.registerMoved` and `.occupancyFull` with rows and days when the world changed since the rows were judged.
    public func decide(
        _ id: Int64, _ request: DecisionRequest, version: Int?, by caller: Caller
    ) async throws(Refusal) -> Decided {
        guard caller.may(.review) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.act(.petitionDecided, on: id, as: caller) { db -> Decided in
            let petition = try db.lock(id, version: version, for: .decide)
            try petition.requireClaim(of: caller)
            if petition.claimedBy == nil {
                try db.run(Statements.claim, id, caller.account, now)
                try db.log(AuditEntry(action: .petitionClaimed, petition: id), by: caller, at: now)
            }
            let rows = try request.resolved(for: try db.rows(Statements.openRows, id))
            let needsSecond = try db.policy(of: petition).needsSecondPerson(rows: rows.count, on: today)
            let decision = try db.one(
                Statements.add, id, try request.stored(), caller.account, now, needsSecond)
            try db.refuseFormerColleague(caller, of: petition, at: now, today)
            if needsSecond {
                try db.run(Statements.setState, id, PetitionState.proposed)
                try db.log(
                    AuditEntry(action: .decisionProposed, petition: id, object: "\(decision)"), by: caller, at: now)
                return Decided(decision: decision, state: .proposed, child: nil)
            }
            let child = try db.carryOut(decision, rows, on: petition, by: caller, at: now)
            return Decided(decision: decision, state: .decided, child: child)
        }
    }

    /// Confirms a proposed decision: another person than the one who proposed it.
    ///
    /// - Throws: as `decide`, and `.samePerson`.
    public func confirm(_ id: Int64, version: Int?, by caller: Caller) async throws(Refusal) -> Decided {
        guard caller.may(.review) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.act(.petitionDecided, on: id, as: caller) { db -> Decided in
            let petition = try db.lock(id, version: version, for: .confirm)
            let proposed = try db.one(Statements.proposed, id)
            try db.run(Statements.confirm, proposed.id, caller.account, now)
            try db.refuseFormerColleague(caller, of: petition, at: now, today)
            let rows = try DecisionRequest(stored: proposed.outcomes).resolved(
                for: try db.rows(Statements.openRows, id))
            let child = try db.carryOut(proposed.id, rows, on: petition, by: caller, at: now)
            return Decided(decision: proposed.id, state: .decided, child: child)
        }
    }

    /// Takes back a proposal; the petition is in review again.
    public func takeBack(_ id: Int64, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.review) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            _ = try db.lock(id, version: version, for: .takeBack)
            let proposed = try db.one(Statements.proposed, id)
            if proposed.decidedBy != caller.account && caller.role != .chief { throw Refusal(.notAllowed) }
            try db.run(Statements.takeBack, proposed.id, now)
            try db.run(Statements.setState, id, PetitionState.inReview)
            try db.log(
                AuditEntry(action: .decisionTakenBack, petition: id, object: "\(proposed.id)"), by: caller, at: now)
        }
    }

    /// The act on a petition; nil while there is none.
    public func act(on id: Int64, by caller: Caller) async throws(Refusal) -> DecisionAct? {
        try await room.transaction(as: caller, readOnly: true) { db in try db.first(Statements.read, id) }
    }
}

extension LockedPetition {
    fileprivate func requireClaim(of caller: Caller) throws(Refusal) {
        if let claimedBy, claimedBy != caller.account { throw Refusal(.claimedByAnother) }
    }
}

extension Connection {
    /// Whoever worked for the institution a short time ago does not decide its petitions, under whatever account.
    fileprivate func refuseFormerColleague(
        _ caller: Caller, of petition: LockedPetition, at now: Date, _ today: Day
    ) throws {
        let since = now.addingTimeInterval(-86_400 * Double(try policy(of: petition).coolingOffDays.on(today)))
        if try one(Statements.workedThere, caller.account, petition.id, since) { throw Refusal(.notAllowed) }
    }

    /// The act itself, in the order of locks that every verb keeps: petition (locked already), persons, heads, days.
    fileprivate func carryOut(
        _ decision: Int64, _ rows: [DecisionRequest.Row], on petition: LockedPetition, by caller: Caller, at now: Date
    ) throws -> Int64? {
        let approved = rows.filter { $0.outcome == .approved }.map(\.number)
        _ = try one(Statements.lockPersons, petition.id)
        let moved = approved.isEmpty ? [] : try self.rows(Statements.conflicts, petition.id, approved)
        if !moved.isEmpty { throw Refusal(.registerMoved, rows: moved) }
        let premises = try one(Statements.premises, petition.id, approved)
        guard try one(Statements.lockHeads, premises) == premises.count else { throw Refusal(.dayMissing) }

        try run(
            Statements.addRows, petition.id, decision, rows.map(\.number), rows.map(\.outcome.rawValue),
            rows.map { $0.ground?.rawValue })
        if !approved.isEmpty { _ = try one(Statements.enter, decision, petition.id, approved, now) }
        let load = try one(Statements.settle, decision, petition.id, caller.account, now)
        if load.granted != load.asked {
            throw Refusal(
                load.daysOver.isEmpty ? .dayMissing : .occupancyFull,
                rows: try self.rows(Statements.rowsOn, petition.id, approved, load.daysOver), days: load.daysOver)
        }
        let child = try sendBack(rows.filter { $0.outcome == .returned }, decision, of: petition, by: caller, at: now)
        try run(Statements.decided, petition.id, now)
        try log(
            AuditEntry(
                action: .petitionDecided, petition: petition.id, premises: petition.premises, object: "\(decision)",
                details: [
                    "approved": "\(approved.count)", "refused": "\(rows.count { $0.outcome == .refused })",
                    "returned": "\(rows.count { $0.outcome == .returned })",
                ]), by: caller, at: now)
        return child
    }

    private func sendBack(
        _ returned: [DecisionRequest.Row], _ decision: Int64, of petition: LockedPetition, by caller: Caller,
        at now: Date
    ) throws -> Int64? {
        if returned.isEmpty { return nil }
        let notes = returned.flatMap { row in (row.notes ?? []).map { (row.number, $0) } }
        try run(
            Statements.addNotes, petition.id, decision, notes.map(\.0), notes.map { $0.1.column?.rawValue ?? "" },
            notes.map { $0.1.text })
        return try makeChild(of: petition, rows: returned.map(\.number), at: now, by: caller)
    }
}

extension DecisionRequest {
    fileprivate func stored() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    fileprivate init(stored: String) throws {
        self = try JSONDecoder().decode(DecisionRequest.self, from: Data(stored.utf8))
    }
}

private enum Statements {
    static let standing = Statement<(state: PetitionState, claimedBy: Int64?)>("petition/lock") { row in
        (try row.decode("state"), try row.decode("claimed_by"))
    }
    static let claim = Statement<Void>("petition/claim")
    static let release = Statement<Void>("petition/release")
    static let setState = Statement<Void>("petition/set_state")
    static let openRows = Statement<Int>("hold/open_rows") { row in try row.decode("row_number") }
    static let add = Statement<Int64>("decision/add") { row in try row.decode("id") }
    static let proposed = Statement<(id: Int64, outcomes: String, decidedBy: Int64)>("decision/proposed") { row in
        (try row.decode("id"), try row.decode("outcomes"), try row.decode("decided_by"))
    }
    static let workedThere = Statement<Bool>("decision/worked_there") { row in try row.decode("worked_there") }
    static let confirm = Statement<Void>("decision/confirm")
    static let takeBack = Statement<Void>("decision/take_back")
    static let read = Statement<DecisionAct>("decision/read") { row in
        DecisionAct(
            id: try row.decode("id"), decidedAt: try row.decode("decided_at"),
            decidedByName: try row.decode("decided_by_name"),
            needsSecond: try row.decode("needs_second"), confirmedAt: try row.decode("confirmed_at"),
            confirmedByName: try row.decode("confirmed_by_name"),
            request: try DecisionRequest(stored: row.decode("outcomes")))
    }
    static let lockPersons = Statement<Int>("person/lock") { row in try row.decode("persons") }
    static let conflicts = Statement<Int>("registration/conflicts") { row in try row.decode("row_number") }
    static let premises = Statement<[Int64]>("registration/premises") { row in try row.decode("premises") }
    static let lockHeads = Statement<Int>("premises/lock") { row in try row.decode("heads") }
    static let addRows = Statement<Void>("decision/rows")
    static let enter = Statement<Int>("registration/enter") { row in try row.decode("entered") }
    static let settle = Statement<Load>("registration/settle") { row in try Load(row) }
    static let rowsOn = Statement<Int>("row/on_days") { row in try row.decode("number") }
    static let addNotes = Statement<Void>("decision/note")
    static let decided = Statement<Void>("petition/decided")
}
