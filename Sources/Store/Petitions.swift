public import Domain
internal import FoundationEssentials
internal import Postgres

/// What institutions do with their petitions.
public struct Petitions: Sendable {
    let room: Room

    /// Submits a draft: the signer's act.
    ///
    /// Every day of every stay gets a place in this one transaction, or nothing is done. With `onlyFitting` the rows that are
    /// sound and fit are submitted, and the others move, with their numbers, to a child draft.
    ///
    /// - Parameters:
    ///   - version: the version that the signer saw; nil when they do not care.
    ///   - isConfirmed: the signer's word for the warnings.
    /// - Returns: the child petition that the others moved to.
    /// - Throws: `.stateForbids`, `.versionStale`, `.rowsBlocked`, `.warningsUnconfirmed`, `.nothingToSubmit`, `.registerMoved`,
    ///   `.openHere`, `.rowsOutOfDate`, `.occupancyFull` with the rows and days; `.backDated` when the petition grew old.
    public func submit(
        _ id: Int64, version: Int?, isConfirmed: Bool, onlyFitting: Bool, by caller: Caller
    ) async throws(Refusal) -> Int64? {
        guard caller.may(.submit) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.act(.petitionSubmitted, on: id, as: caller) { db -> Int64? in
            let petition = try db.lock(id, version: version, for: .submit)
            let policy = try db.policy(of: petition)
            if petition.fileErrors > 0 { throw Refusal(.rowsBlocked) }
            try petition.terms(today: today, buildings: BuildingBook([])).check(under: policy)
            _ = try db.one(Statements.lockPersons, id)
            guard try db.one(Statements.lockHeads, [petition.premises]) == 1 else { throw Refusal(.dayMissing) }
            try db.compareStale(in: petition, by: caller, at: now)

            let plan =
                onlyFitting
                ? try db.fitting(id, at: petition.premises, isConfirmed: isConfirmed, under: policy, today)
                : try db.all(petition, isConfirmed: isConfirmed, under: policy, today)
            if plan.sent.isEmpty { throw Refusal(.nothingToSubmit) }
            let held = try db.one(Statements.takeHolds, id, plan.sent, caller.account, now)
            if held.granted != held.asked {
                throw Refusal(
                    held.daysOver.isEmpty ? .dayMissing : .occupancyFull,
                    rows: try db.rows(Statements.rowsOver, id, held.daysOver), days: held.daysOver)
            }
            // only now does the child's forecast see what its parent took
            let child = try db.move(plan.moved, of: petition, at: now, by: caller)
            // what was repaired cannot be undone any more
            try db.run(Statements.forgetRepairs, id, [Int]?.none)
            try db.run(
                Statements.submit, id, caller.account, now, today.adding(days: policy.reviewDays.on(today)),
                now.addingTimeInterval(Double(policy.holdDays.on(today)) * 86_400))
            var details = ["rows": "\(plan.sent.count)", "moved": "\(plan.moved.count)"]
            // what the signer gave their word for
            let confirmed = try db.rows(Statements.confirmed, id, plan.sent)
            if !confirmed.isEmpty { details["confirmed"] = confirmed.joined(separator: " ") }
            try db.log(
                AuditEntry(
                    action: .petitionSubmitted, petition: id, premises: petition.premises, details: details),
                by: caller, at: now)
            if petition.group != nil { try db.compareTwinsOfSiblings(of: id, by: caller, at: now) }
            return child
        }
    }

    /// Which rows of a draft would be submitted with `onlyFitting` now, and which would move to a child draft.
    ///
    /// Another petition may take the places before it is done.
    public func fitting(
        of petition: Petition, isConfirmed: Bool, by caller: Caller
    ) async throws(Refusal) -> SubmissionPlan {
        let today = room.clock.today
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.fitting(
                petition.id, at: petition.summary.premises, isConfirmed: isConfirmed,
                under: db.policy(petition.policy, petition.policyFingerprint), today)
        }
    }

    /// Withdraws a petition that is not decided; what it held is free again.
    ///
    /// - Throws: `.stateForbids`, `.versionStale`.
    public func withdraw(_ id: Int64, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.withdraw) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .withdraw)
            // what somebody signed is not taken back by somebody who may not sign
            if petition.state.isOpen && !caller.may(.submit) { throw Refusal(.notAllowed) }
            try db.giveUp(petition, as: .withdrawn, cause: "withdrawn", by: caller, at: now)
            try db.log(
                AuditEntry(action: .petitionWithdrawn, petition: id, premises: petition.premises), by: caller, at: now)
            if petition.group != nil { try db.compareTwinsOfSiblings(of: id, by: caller, at: now) }
        }
    }

    /// Lets submitted petitions expire that nobody reviewed in time, and returns how many.
    public func expire() async throws(Refusal) -> Int {
        let now = room.clock.now()
        let due = try await room.work { db in try db.rows(Statements.expiring, now) }
        var expired = 0
        var failure: Refusal?
        for id in due {
            // one that cannot expire must not keep the others from it
            do throws(Refusal) {
                expired += try await room.work { db in try db.expire(id, at: now) } ? 1 : 0
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return expired
    }

    /// Files the rows of a petition that expired or was withdrawn once more: a draft of all of them, with their own numbers.
    ///
    /// - Throws: `.stateForbids` for a petition in another state.
    public func renew(_ id: Int64, by caller: Caller) async throws(Refusal) -> Int64 {
        guard caller.may(.upload) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        return try await room.act(.childMade, on: id, as: caller) { db -> Int64 in
            let petition = try db.lock(id)
            guard petition.state.isRenewable else {
                throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue])
            }
            let rows = try db.rows(Statements.numbers, id)
            if rows.isEmpty { throw Refusal(.nothingToSubmit) }
            return try db.makeChild(of: petition, rows: rows, at: now, by: caller)
        }
    }
}

/// Which rows of a draft are submitted and which stay behind.
public struct SubmissionPlan: Hashable, Sendable {
    /// The rows that are submitted.
    public let sent: [Int]
    /// The rows that move to a child draft.
    public let moved: [Int]
}

extension Connection {
    /// All rows, or a refusal that names those that keep the petition from being sent.
    fileprivate func all(
        _ petition: LockedPetition, isConfirmed: Bool, under policy: Policy, _ today: Day
    ) throws -> SubmissionPlan {
        let blocked = try rows(Statements.blocked, petition.id, isConfirmed)
        if !blocked.isEmpty {
            let isFaulty = try !rows(Statements.blocked, petition.id, true).isEmpty
            throw Refusal(isFaulty ? .rowsBlocked : .warningsUnconfirmed, rows: blocked)
        }
        let old = try outOfBounds(petition.id, under: policy, today)
        if !old.isEmpty { throw Refusal(.rowsOutOfDate, rows: old) }
        let openElsewhere = try rows(Statements.othersHere, petition.id)
        if !openElsewhere.isEmpty { throw Refusal(.openHere, rows: openElsewhere) }
        let all = try rows(Statements.numbers, petition.id)
        let conflicts = try rows(Statements.conflicts, petition.id, all)
        if !conflicts.isEmpty { throw Refusal(.registerMoved, rows: conflicts) }
        return SubmissionPlan(sent: all, moved: [])
    }

    /// The rows that may be sent and fit, in the order in which places are given out.
    fileprivate func fitting(
        _ petition: Int64, at premises: Int64, isConfirmed: Bool, under policy: Policy, _ today: Day
    ) throws -> SubmissionPlan {
        let all = try rows(Statements.numbers, petition)
        let conflicts = Set(
            try rows(Statements.conflicts, petition, all) + rows(Statements.othersHere, petition)
                + outOfBounds(petition, under: policy, today))
        let candidates = try rows(Statements.fittingOrder, petition, isConfirmed).filter {
            !conflicts.contains($0.number)
        }
        let days = try rows(Statements.placesFree, premises)
        var allocation = Allocation(firstDay: days.first?.day ?? Day(number: 0), free: days.map(\.free))
        let sent = candidates.filter { allocation.take($0.days) }.map(\.number).sorted()
        let kept = Set(sent)
        return SubmissionPlan(sent: sent, moved: all.filter { !kept.contains($0) })
    }

    /// Rows whose days lie no more within what may be filed, since time went on after they were judged.
    private func outOfBounds(_ petition: Int64, under policy: Policy, _ today: Day) throws -> [Int] {
        try rows(
            Statements.outOfBounds, petition, today.adding(years: -policy.backDating.on(today)),
            today.adding(years: policy.horizon.on(today)))
    }

    /// Compares rows anew of which the register or another petition had said something: it may not be so any more.
    fileprivate func compareStale(in petition: LockedPetition, by caller: Caller, at now: Date) throws {
        let numbers = try rows(Statements.comparedRows, petition.id)
        if !numbers.isEmpty { try compareAgain(persons: [], rows: numbers, in: petition, by: caller, at: now) }
    }

    /// Lets a petition expire that is still due, unless somebody is busy with it.
    fileprivate func expire(_ id: Int64, at now: Date) throws -> Bool {
        guard try first(Statements.lockExpiring, id, now) != nil else { return false }
        let petition = try lock(id, version: nil, for: .expire)
        try giveUp(petition, as: .expired, cause: "expired", by: nil, at: now)
        try log(AuditEntry(action: .petitionExpired, petition: id, premises: petition.premises), by: nil, at: now)
        return true
    }

    /// Gives back what a petition holds, and says of each of its open rows what became of it.
    fileprivate func giveUp(
        _ petition: LockedPetition, as state: PetitionState, cause: String, by caller: Caller?, at now: Date
    ) throws {
        if petition.state.isOpen {
            guard try one(Statements.lockHeads, [petition.premises]) == 1 else { throw Refusal(.dayMissing) }
            let released = try one(Statements.releaseHolds, petition.id, cause, caller?.account, now)
            if released.granted != released.asked { throw Refusal(.dayMissing) }
        }
        try run(Statements.outcomeForAll, petition.id, RowOutcome.withdrawn, [Int]?.none)
        try run(Statements.setState, petition.id, state)
    }
}

private enum Statements {
    static let lockPersons = Statement<Int>("person/lock") { row in try row.decode("persons") }
    static let lockHeads = Statement<Int>("premises/lock") { row in try row.decode("heads") }
    static let takeHolds = Statement<Load>("hold/take") { row in try Load(row) }
    static let releaseHolds = Statement<Load>("hold/release") { row in try Load(row) }
    static let rowsOver = Statement<Int>("row/over_days") { row in try row.decode("row_number") }
    static let submit = Statement<Void>("petition/submit")
    static let setState = Statement<Void>("petition/set_state")
    static let expiring = Statement<Int64>("petition/expiring") { row in try row.decode("id") }
    static let lockExpiring = Statement<Int64>("petition/lock_expiring") { row in try row.decode("id") }
    static let outOfBounds = Statement<Int>("row/out_of_bounds") { row in try row.decode("number") }
    static let othersHere = Statement<Int>("hold/others") { row in try row.decode("number") }
    static let comparedRows = Statement<Int>("issue/compared_rows") { row in try row.decode("row_number") }
    static let blocked = Statement<Int>("row/blocked") { row in try row.decode("number") }
    static let conflicts = Statement<Int>("registration/conflicts_told") { row in try row.decode("row_number") }
    static let confirmed = Statement<String>("issue/confirmed") { row in try row.decode("confirmed") }
    static let numbers = Statement<Int>("row/numbers") { row in try row.decode("number") }
    static let fittingOrder = Statement<(number: Int, days: [Range<Day>])>("row/fitting_order") { row in
        (try row.decode("number"), try row.decode("days", as: DayRanges.self).ranges)
    }
    static let placesFree = Statement<(day: Day, free: Int)>("occupancy/places_free") { row in
        (try row.decode("day"), try row.decode("free"))
    }
    static let forgetRepairs = Statement<Void>("repair/forget_rows")
    static let outcomeForAll = Statement<Void>("row/outcome_for_all")
}
