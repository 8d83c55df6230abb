public import Domain
internal import FoundationEssentials
internal import Postgres

/// What another policy would make of the petitions that are open.
public struct PolicyPreview: Sendable {
    /// A petition of which some rows would be judged differently.
    public struct Line: Sendable, Identifiable {
        /// Its number in the service.
        public let id: Int64
        /// The institution's own number of it.
        public let number: String
        /// Where it is.
        public let state: PetitionState
        /// Whose it is.
        public let institutionName: Name
        /// Its rows.
        public let rows: Int
        /// Rows with other issues.
        public let differing: Int
        /// Of these, rows that would be blocked and are not.
        public let blocked: Int
        /// Of these, rows that are blocked and would not be.
        public let freed: Int
    }

    /// The petitions that would be judged differently, in the order of their numbers.
    public internal(set) var lines: [Line] = []
    /// How many petitions were judged again.
    public internal(set) var petitions = 0
    /// How many rows these have.
    public internal(set) var rows = 0
    /// Whether there were more than were looked at.
    public internal(set) var isPart = false
}

extension Policies {
    /// Judges the rows of open petitions by another policy, and keeps nothing of it.
    ///
    /// - Parameter mostRows: after how many rows no further petition is begun; nil judges all.
    public func preview(
        of id: Int64, mostRows: Int? = nil, by caller: Caller, judge: @escaping JudgeMaker
    ) async throws(Refusal) -> PolicyPreview {
        try requireOperator(caller)
        let (candidate, today) = (try await read(id, by: caller), room.clock.today)
        var preview = PolicyPreview()
        var last: Int64 = 0
        while true {
            let after = last
            let batch = try await room.work { db in
                try db.rows(Statements.openPetitions, candidate.id, after, Self.batch)
            }
            for petition in batch {
                if let mostRows, preview.rows + petition.rows > mostRows, preview.petitions > 0 {
                    preview.isPart = true
                    return preview
                }
                let tally = try await room.work { db in
                    try db.compare(petition, with: candidate.policy, judge, today: today)
                }
                preview.petitions += 1
                preview.rows += petition.rows
                if tally.differing > 0 { preview.lines.append(PolicyPreview.Line(petition, tally)) }
            }
            guard let end = batch.last, batch.count == Self.batch else { return preview }
            last = end.id
        }
    }

    private static let batch = 100
}

extension Petitions {
    /// Judges all rows of a draft by the policy in force; returns how many, 0 when it is judged by that one already.
    ///
    /// - Throws: `.stateForbids` for what is no draft, `.versionStale`, `.notFound`.
    public func rejudge(
        _ id: Int64, version: Int? = nil, by caller: Caller, judge: @escaping JudgeMaker
    ) async throws(Refusal) -> Int {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let (now, today, fallback) = (room.clock.now(), room.clock.today, room.policy)
        return try await room.act(.petitionRejudged, on: id, as: caller) { db -> Int in
            let petition = try db.lock(id, version: version, for: .submit)
            let policy = try db.policyInForce(or: fallback)
            if petition.policyFingerprint == policy.fingerprint { return 0 }
            try db.one(Statements.setPolicy, id, policy.id)
            var rejudging = Rejudging(petition, try db.judge(of: db.lock(id), judge, today: today))
            var last = 0
            while true {
                let rows = try db.rows(
                    Statements.rows, id, RowState?.none, RowOutcome?.none, last, Rejudging.batch, Action?.none)
                _ = try rejudging.write(rows.map { Rejudging.Change(before: $0, text: $0.text) }, to: db)
                guard let end = rows.last, rows.count == Rejudging.batch else { break }
                last = end.number
            }
            try rejudging.finish(on: db, by: caller, at: now)
            try db.log(
                AuditEntry(
                    action: .petitionRejudged, petition: id,
                    details: [
                        "rows": "\(rejudging.count)", "policy": policy.name, "fingerprint": policy.fingerprint.short,
                        "former": petition.policyName,
                    ]), by: caller, at: now)
            return rejudging.count
        }
    }
}

/// An open petition with what judging its rows needs.
private struct OpenPetition: Sendable {
    let id: Int64
    let number: String
    let state: PetitionState
    let institution: Int64
    let institutionName: Name
    let kind: InstitutionKind
    let dated: Day
    let stay: Stay?
    let from: Day?
    let until: Day?
    let policyName: String
    let fingerprint: PolicyFingerprint?
    let rows: Int

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        number = try row.decode("number")
        state = try row.decode("state")
        institution = try row.decode("institution_id")
        institutionName = Name(
            kk: try row.decode("name_kk"), ru: try row.decode("name_ru"), en: try row.decode("name_en"))
        kind = try row.decode("kind")
        dated = try row.decode("dated")
        stay = try row.decode("stay")
        from = try row.decode("from_day")
        until = try row.decode("until_day")
        policyName = try row.decode("policy")
        fingerprint = try row.decode("fingerprint")
        rows = try row.decode("rows")
    }
}

/// How the rows of a petition would stand under another policy.
private struct DifferenceTally: Sendable {
    var differing = 0
    var blocked = 0
    var freed = 0

    mutating func add(_ old: JudgedRow, _ new: JudgedRow) {
        if old.issues.map(Finding.init) == new.issues.map(Finding.init) { return }
        differing += 1
        if new.state == .faulty, old.state != .faulty { blocked += 1 }
        if old.state == .faulty, new.state != .faulty { freed += 1 }
    }

    /// What an issue comes to for whoever mends it; a number in its sentence is no other judgement.
    private struct Finding: Hashable {
        let code: IssueCode
        let place: Issue.Place
        let severity: Issue.Severity

        init(_ issue: Issue) {
            code = issue.code
            place = issue.place
            severity = issue.severity
        }
    }
}

extension Connection {
    fileprivate func compare(
        _ petition: OpenPetition, with candidate: Policy, _ make: JudgeMaker, today: Day
    ) throws -> DifferenceTally {
        let terms = PetitionTerms(
            kind: petition.kind, dated: petition.dated, stay: petition.stay, from: petition.from,
            until: petition.until, today: today, buildings: try buildings(of: petition.institution))
        let remembered = try remembered(of: petition.institution)
        let old = make(try policy(petition.policyName, petition.fingerprint), terms).remembering(remembered)
        let new = make(candidate, terms).remembering(remembered)
        var tally = DifferenceTally()
        var last = 0
        while true {
            let rows = try rows(
                Statements.rows, petition.id, RowState?.none, RowOutcome?.none, last, Rejudging.batch, Action?.none)
            for row in rows { tally.add(old.judge(row.text), new.judge(row.text)) }
            guard let end = rows.last, rows.count == Rejudging.batch else { return tally }
            last = end.number
        }
    }
}

extension PolicyPreview.Line {
    fileprivate init(_ petition: OpenPetition, _ tally: DifferenceTally) {
        id = petition.id
        number = petition.number
        state = petition.state
        institutionName = petition.institutionName
        rows = petition.rows
        differing = tally.differing
        blocked = tally.blocked
        freed = tally.freed
    }
}

private enum Statements {
    static let openPetitions = Statement<OpenPetition>("policy/open_petitions") { row in try OpenPetition(row) }
    static let rows = Statement<StoredRow>("row/page") { row in try StoredRow(row) }
    static let setPolicy = Statement<Void>("petition/set_policy") { _ in }
}
