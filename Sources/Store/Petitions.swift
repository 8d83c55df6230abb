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
    ///   `.openHere`, `.occupancyFull` with the rows and days.
    public func submit(
        _ id: Int64, version: Int?, isConfirmed: Bool, onlyFitting: Bool, by caller: Caller
    ) async throws(Refusal) -> Int64? {
        guard caller.may(.submit) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            let policy = try petition.policy()
            if petition.fileErrors > 0 { throw Refusal(.rowsBlocked) }
            _ = try db.one(Statements.lockPersons, id)
            guard try db.one(Statements.lockHeads, [petition.premises]) == 1 else { throw Refusal(.dayMissing) }

            let plan =
                onlyFitting
                ? try db.fitting(petition, isConfirmed: isConfirmed)
                : try db.all(petition, isConfirmed: isConfirmed)
            if plan.sent.isEmpty { throw Refusal(.nothingToSubmit) }
            let held = try db.one(Statements.takeHolds, id, plan.sent, caller.account, now)
            if held.granted != held.asked {
                throw Refusal(
                    held.daysOver.isEmpty ? .dayMissing : .occupancyFull,
                    rows: try db.rows(Statements.rowsOver, id, held.daysOver), days: held.daysOver)
            }
            // only now does the child's forecast see what its parent took
            let child = try db.move(plan.moved, of: petition, at: now, by: caller)
            try db.run(
                Statements.submit, id, caller.account, now, today.adding(days: policy.reviewDays.on(today)),
                now.addingTimeInterval(Double(policy.holdDays.on(today)) * 86_400))
            try db.log(
                AuditEntry(
                    action: .petitionSubmitted, petition: id, premises: petition.premises,
                    details: ["rows": "\(plan.sent.count)", "moved": "\(plan.moved.count)"]), by: caller, at: now)
            return child
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
            try db.giveUp(petition, as: .withdrawn, cause: "withdrawn", by: caller, at: now)
            try db.log(
                AuditEntry(action: .petitionWithdrawn, petition: id, premises: petition.premises), by: caller, at: now)
        }
    }

    /// Lets submitted petitions expire that nobody reviewed in time, and returns how many.
    public func expire() async throws(Refusal) -> Int {
        let now = room.clock.now()
        let due = try await room.work { db in try db.rows(Statements.expiring, now) }
        for id in due {
            try await room.work { db in
                guard let petition = try? db.lock(id, version: nil, for: .expire) else { return }
                try db.giveUp(petition, as: .expired, cause: "expired", by: nil, at: now)
                try db.log(
                    AuditEntry(action: .petitionExpired, petition: id, premises: petition.premises), by: nil, at: now)
            }
        }
        return due.count
    }

    /// Changes cells of one row of a draft and judges it, and those it shares an IIN with, again.
    ///
    /// - Parameter judge: makes the judge of the petition's terms under its policy.
    /// - Throws: `.stateForbids`, `.versionStale`, `.notFound`.
    public func repair(
        _ id: Int64, row number: Int, cells: [Column: String], version: Int?, by caller: Caller,
        judge: @escaping @Sendable (Policy, PetitionTerms) -> RowJudge
    ) async throws(Refusal) {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            guard let before = try db.first(Statements.rowsByNumber, id, [number]) else { throw Refusal(.notFound) }
            var text = before.text
            for (column, cell) in cells { text[column] = cell }
            let terms = petition.terms(today: today, buildings: try db.buildings(of: petition.institution))
            let judged = judge(try petition.policy(), terms).judge(text)
            try db.replace(judged, in: petition, formerly: before.iin)
            try db.moveToTheirBuildings([judged], of: petition, at: now, by: caller)
            try db.log(
                AuditEntry(
                    action: .rowRepaired, petition: id, object: "\(number)",
                    details: ["columns": cells.keys.map(\.rawValue).sorted().joined(separator: " ")]), by: caller,
                at: now)
        }
    }

    /// Takes one row out of a draft.
    public func remove(_ id: Int64, row number: Int, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            guard let before = try db.first(Statements.rowsByNumber, id, [number]) else { throw Refusal(.notFound) }
            try db.run(Statements.clearIssues, id, [number])
            try db.run(Statements.remove, id, number)
            try db.compareAgain(persons: [before.iin].compactMap(\.self), in: petition)
            try db.log(AuditEntry(action: .rowRemoved, petition: id, object: "\(number)"), by: caller, at: now)
        }
    }
}

/// Which rows go and which stay behind.
private struct Plan {
    var sent: [Int]
    var moved: [Int]
}

extension Connection {
    /// All rows, or a refusal that names those that keep the petition from being sent.
    fileprivate func all(_ petition: LockedPetition, isConfirmed: Bool) throws -> Plan {
        let blocked = try rows(Statements.blocked, petition.id, isConfirmed)
        if !blocked.isEmpty { throw Refusal(petition.faulty > 0 ? .rowsBlocked : .warningsUnconfirmed, rows: blocked) }
        let all = try rows(Statements.numbers, petition.id)
        let conflicts = try rows(Statements.conflicts, petition.id, all)
        if !conflicts.isEmpty { throw Refusal(.registerMoved, rows: conflicts) }
        return Plan(sent: all, moved: [])
    }

    /// The rows that may be sent and fit, in the order in which places are given out.
    fileprivate func fitting(_ petition: LockedPetition, isConfirmed: Bool) throws -> Plan {
        let all = try rows(Statements.numbers, petition.id)
        let conflicts = Set(try rows(Statements.conflicts, petition.id, all))
        let candidates = try rows(Statements.fittingOrder, petition.id, isConfirmed).filter {
            !conflicts.contains($0.number)
        }
        let days = try rows(Statements.placesFree, petition.premises)
        var allocation = Allocation(firstDay: days.first?.day ?? Day(number: 0), free: days.map(\.free))
        let sent = candidates.filter { allocation.take($0.days) }.map(\.number).sorted()
        let kept = Set(sent)
        return Plan(sent: sent, moved: all.filter { !kept.contains($0) })
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

    fileprivate func replace(_ judged: JudgedRow, in petition: LockedPetition, formerly: IIN?) throws {
        let number = judged.text.number
        try run(Statements.clearIssues, petition.id, [number])
        try replaceRow(judged, in: petition.id)
        for issue in judged.issues {
            try run(
                Statements.addIssue, petition.id, number, issue.place.column, issue.severity, issue.code, issue.found,
                Texts(issue.arguments))
        }
        try compareAgain(persons: [formerly, judged.reading.iin].compactMap(\.self), alsoRow: number, in: petition)
    }

    /// Finds anew what comparing with other rows and the register finds of some persons.
    fileprivate func compareAgain(persons: [IIN], alsoRow number: Int? = nil, in petition: LockedPetition) throws {
        var numbers = Set(try rows(Statements.samePerson, petition.id, persons))
        if let number { numbers.insert(number) }
        let sorted = numbers.sorted()
        if !sorted.isEmpty {
            try run(Statements.clearRegister, petition.id, sorted)
            try run(Statements.settleStates, petition.id, sorted)
            _ = try one(Statements.compare, petition.id, sorted)
        }
        try run(Statements.recount, petition.id)
        try run(Statements.forecast, petition.id)
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
    static let blocked = Statement<Int>("row/blocked") { row in try row.decode("number") }
    static let conflicts = Statement<Int>("registration/conflicts") { row in try row.decode("row_number") }
    static let numbers = Statement<Int>("row/numbers") { row in try row.decode("number") }
    static let fittingOrder = Statement<(number: Int, days: [Range<Day>])>("row/fitting_order") { row in
        (try row.decode("number"), try row.decode("days", as: DayRanges.self).ranges)
    }
    static let placesFree = Statement<(day: Day, free: Int)>("occupancy/places_free") { row in
        (try row.decode("day"), try row.decode("free"))
    }
    static let outcomeForAll = Statement<Void>("row/outcome_for_all")
    static let rowsByNumber = Statement<StoredRow>("row/by_numbers") { row in try StoredRow(row) }
    static let remove = Statement<Void>("row/remove")
    static let samePerson = Statement<Int>("row/same_person") { row in try row.decode("number") }
    static let clearIssues = Statement<Void>("issue/clear_rows")
    static let clearRegister = Statement<Void>("issue/clear_register")
    static let addIssue = Statement<Void>("issue/add")
    static let compare = Statement<Int>("check/register") { row in try row.decode("issues") }
    static let settleStates = Statement<Void>("check/settle_states")
    static let recount = Statement<Void>("petition/recount")
    static let forecast = Statement<Void>("petition/forecast")
}
