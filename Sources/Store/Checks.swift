public import Domain
public import FoundationEssentials
internal import Postgres

/// A job that a worker holds until its lease runs out.
public struct Lease: Hashable, Sendable {
    /// The job.
    public let job: Int64
    /// The petition to check.
    public let petition: Int64
    /// Its institution.
    public let institution: Int64
    /// Fences a worker that lost it.
    public let number: Int
    /// How often it was begun.
    public let attempts: Int
}

/// Checks that are not finished.
public struct JobCounts: Hashable, Sendable {
    /// Nobody does them.
    public let waiting: Int
    /// A worker does them.
    public let running: Int
}

/// The draft whose place a checked file takes, and the rows that are carried over from it.
public struct Correction: Sendable {
    /// The draft.
    public let former: Int64
    /// Rows of the file that are as they were.
    public let numbers: [Int]
    /// What their numbers were.
    public let formers: [Int]

    /// Describes a correction.
    public init(former: Int64, numbers: [Int], formers: [Int]) {
        self.former = former
        self.numbers = numbers
        self.formers = formers
    }
}

/// What a check found beside its rows.
public struct CheckResult: Sendable {
    /// Where each column stands in the file from 0.
    public var layout: [Column: Int]
    /// How the file was read; nil when nobody looked.
    public var reading: FileReading?
    /// Records below the header, blank ones included.
    public var rows: Int
    /// Blank ones.
    public var blank: Int
    /// Errors of the file as a whole.
    public var fileErrors: Int
    /// The row of the header; nil for what has none.
    public var headerRow: Int?
    /// Where the file has the column of an earlier marked copy, from 0.
    public var marksPlace: Int?
    /// The draft whose place it takes; nil when it takes none.
    public var correction: Correction?
    /// What comparing a roster with the register came to.
    public var roster: RosterSums?

    /// Nothing yet.
    public init(
        layout: [Column: Int] = [:], reading: FileReading? = nil, rows: Int = 0, blank: Int = 0, fileErrors: Int = 0,
        roster: RosterSums? = nil
    ) {
        self.roster = roster
        self.layout = layout
        self.reading = reading
        self.rows = rows
        self.blank = blank
        self.fileErrors = fileErrors
    }
}

/// The worker's side of petitions: jobs, and the one transaction that a check is.
public struct Checks: Sendable {
    let room: Room

    /// Seconds after which another worker may take a job whose worker fell silent.
    public static let leaseSeconds: TimeInterval = 30

    /// Calls to work: one whenever there may be a new job.
    public func calls() -> some AsyncSequence<Void, Never> & Sendable {
        room.worker.listen("tirkeu_job").map { _ in }
    }

    /// Takes the oldest job that nobody works on.
    public func claim() async throws(Refusal) -> Lease? {
        let now = room.clock.now()
        return try await room.work { db in
            try db.first(Statements.claim, now, now.addingTimeInterval(Self.leaseSeconds))
        }
    }

    /// Says that the worker is alive; false when the lease was lost.
    public func keep(_ lease: Lease) async throws(Refusal) -> Bool {
        let until = room.clock.now().addingTimeInterval(Self.leaseSeconds)
        return try await room.work { db in try db.run(Statements.keep, lease.job, lease.number, until) == 1 }
    }

    /// Lets another worker take the job at once, as a stopping worker does, or after a while when something was in the way.
    public func giveBack(_ lease: Lease, for pause: TimeInterval = 0) async throws(Refusal) {
        let until = pause > 0 ? room.clock.now().addingTimeInterval(pause) : nil
        try await room.work { db in try db.run(Statements.giveBack, lease.job, lease.number, until) }
        if until == nil { try await room.work { db in _ = try db.rows(Statements.wake) } }
    }

    /// Ends a job that must not be tried again; its petition becomes a draft with the one issue that says why.
    public func fail(_ lease: Lease, with issue: Issue) async throws(Refusal) {
        try await record(lease) { writer in
            writer.add([issue])
            return CheckResult(fileErrors: 1)
        }
    }

    /// What to check; nil when the petition is not waiting for a check any more.
    public func subject(_ lease: Lease) async throws(Refusal) -> CheckSubject? {
        let today = room.clock.today
        return try await room.work { db in
            let buildings = try db.buildings(of: lease.institution)
            guard let judged = try db.first(Statements.judgedBy, lease.petition) else { return nil }
            let policy = try db.policy(judged.name, judged.fingerprint)
            var subject = try db.first(
                Statement<CheckSubject>("check/subject") { row in
                    try CheckSubject(row, under: policy, today: today, buildings: buildings)
                }, lease.petition)
            if let institution = subject?.institution { subject?.remembered = try db.remembered(of: institution) }
            let taught = try db.rows(Statements.spellings, lease.institution)
            subject?.spellings = Dictionary(uniqueKeysWithValues: taught)
            return subject
        }
    }

    /// The rows of a draft, and of its file's other buildings, by the hash of their cells, in its order.
    public func fingerprints(of petition: Int64) async throws(Refusal) -> [(fingerprint: Int64, number: Int)] {
        try await room.work { db in try db.rows(Statements.fingerprints, petition) }
    }

    /// One chunk of an upload's bytes; nil after the last.
    public func chunk(_ number: Int, of upload: Int64) async throws(Refusal) -> [UInt8]? {
        try await room.work { db in try db.first(Statements.chunk, upload, number) }
    }

    /// Says how far a check has come, beside its transaction.
    public func progress(_ lease: Lease, stage: String, bytes: Int, of total: Int, rows: Int) async throws(Refusal) {
        let now = room.clock.now()
        try await room.work { db in
            try db.run(Statements.progress, lease.petition, lease.institution, stage, bytes, total, rows, now)
        }
    }

    /// The one transaction of a check: rows and issues as `body` writes them, then the comparison with each other and the register,
    /// the sums, the forecast, the log and the end of the job. A worker whose lease was taken over meanwhile leaves nothing.
    public func record(
        _ lease: Lease, _ body: @escaping @Sendable (inout CheckWriter) async throws -> CheckResult
    ) async throws(Refusal) {
        let now = room.clock.now()
        do {
            try await room.worker.longTransaction { db in
                guard let subject = try db.first(Statements.owner, lease.petition), subject.state == .checking else {
                    throw Fenced()
                }
                try db.run(Statements.clearRows, lease.petition)
                try db.run(Statements.clearIssues, lease.petition)
                var writer = CheckWriter(
                    db: db, room: room,
                    encoder: RowEncoder(
                        petition: lease.petition, institution: subject.institution, authority: subject.authority),
                    premises: subject.premises)
                let result: CheckResult
                do {
                    result = try await body(&writer)
                    try await writer.send()
                    try await writer.drain()
                } catch {
                    // the batch on its way must have ended before the transaction is rolled back
                    try? await writer.drain()
                    throw error
                }
                try db.finish(
                    lease, result, comparing: writer.rowsToCompare, elsewhere: writer.rowsElsewhere, at: now)
            }
        } catch is Fenced {
            return
        } catch {
            throw room.refusal(for: error)
        }
    }
}

/// The worker lost its lease: whoever has it now does the work.
private struct Fenced: Error {}

extension Connection {
    fileprivate func finish(
        _ lease: Lease, _ result: CheckResult, comparing judged: [Int], elsewhere: [Int64: [Int]], at now: Date
    ) throws {
        var (rows, elsewhere) = (judged, elsewhere)
        if let correction = result.correction {
            rows = try carry(correction, into: lease.petition, beside: judged)
            for row in try carriedElsewhere(correction, of: lease.petition) {
                elsewhere[row.premises, default: []].append(row.number)
            }
        }
        try followScans(to: lease.petition, from: result.correction?.former)
        let parts = try split(lease.petition, result, into: elsewhere, at: now)
        // the drafts before it are closed first, so that it is not taken for their second
        if let correction = result.correction { try replace(correction, by: lease.petition, at: now) }
        for part in parts {
            try compare(parts.count == 1 ? rows : rows.filter(part.holds), of: part.petition, at: now)
            try settle(part.petition, part.result, at: now)
        }
        try run(Statements.progress, lease.petition, lease.institution, "done", 0, 0, result.rows, now)
        try log(
            AuditEntry(action: .petitionChecked, petition: lease.petition, details: ["rows": "\(result.rows)"]),
            by: nil, at: now)
        guard try run(Statements.finish, lease.job, lease.number, now, String?.none) == 1 else { throw Fenced() }
    }
}

extension Connection {
    /// Takes over the rows that are as they were, and gives all rows to compare with each other and the register.
    ///
    /// - Throws: `.versionStale` when the draft is none any more or lost a row meanwhile: the check begins anew.
    private func carry(_ correction: Correction, into petition: Int64, beside judged: [Int]) throws -> [Int] {
        guard let former = try first(Statements.owner, correction.former), former.state == .draft else {
            throw Refusal(.versionStale)
        }
        if correction.numbers.isEmpty { return judged }
        let rows = try one(
            Statements.carry, petition, correction.former, correction.numbers, correction.formers)
        guard let rows else { throw Refusal(.versionStale) }
        return rows
    }

    /// The rows that were carried over and belong to other buildings than the petition's.
    private func carriedElsewhere(
        _ correction: Correction, of petition: Int64
    ) throws -> [(premises: Int64, number: Int)] {
        if correction.numbers.isEmpty { return [] }
        return try rows(
            Statements.carriedElsewhere, petition, correction.former, correction.numbers, correction.formers)
    }

    /// The corrected draft, and those of its file's other buildings that the new file knows, give their places to what follows them.
    private func replace(_ correction: Correction, by petition: Int64, at now: Date) throws {
        for pair in try rows(Statements.replaced, petition, correction.former) {
            // another building may have been submitted while we waited for it
            guard try lock(pair.former).state == .draft else { continue }
            if pair.former != correction.former { try followScans(to: pair.successor, from: pair.former) }
            let counts = try one(Statements.corrected, pair.successor, pair.former)
            try log(
                AuditEntry(
                    action: .petitionCorrected, petition: pair.successor, object: "\(pair.former)",
                    details: [
                        "same": "\(counts.same)", "changed": "\(counts.changed)", "new": "\(counts.new)",
                        "gone": "\(counts.gone)",
                    ]), by: nil, at: now)
            try close(pair.former, replacedBy: pair.successor, by: nil, at: now)
        }
        try compareTwinsOfSiblings(of: correction.former, by: nil, at: now)
    }
}

extension Checks {
    /// How many checks wait, and how many are done at this moment.
    public func counts() async throws(Refusal) -> JobCounts {
        let now = room.clock.now()
        return try await room.work { db in try db.one(Statements.count, now) }
    }
}

extension Connection {
    /// Compares rows with each other, the register and other petitions.
    private func compare(_ rows: [Int], of petition: Int64, at now: Date) throws {
        if rows.isEmpty { return }
        _ = try one(Statements.register, petition, rows)
        try logStrangers(in: petition, rows: rows, by: nil, at: now)
    }

    /// Says of a checked petition how its rows stand and whether they fit.
    private func settle(_ petition: Int64, _ result: CheckResult, at now: Date) throws {
        try requireScans(in: try lock(petition), rows: nil)
        try run(
            Statements.checked, petition, Layout(result.layout), result.rows, result.blank, result.fileErrors, now,
            result.headerRow, result.marksPlace, result.roster.map(RosterValue.init))
        _ = try one(Statements.content, petition)
        if let reading = result.reading {
            try run(Statements.keepReading, petition, JSONValue(reading), reading.namedSheet)
        }
        try run(Statements.forecast, petition)
    }
}

private enum Statements {
    static let carry = Statement<[Int]?>("check/carry") { row in try row.decode("rows", as: [Int]?.self) }
    static let content = Statement<Int>("check/content") { row in try row.decode("issues") }
    static let corrected = Statement<DifferenceCounts>("petition/corrected") { row in try DifferenceCounts(row) }
    static let carriedElsewhere = Statement<(premises: Int64, number: Int)>("row/carried_elsewhere") { row in
        (try row.decode("premises_id"), try row.decode("number"))
    }
    static let replaced = Statement<(former: Int64, successor: Int64)>("petition/replaced") { row in
        (try row.decode("former"), try row.decode("successor"))
    }
    static let fingerprints = Statement<(fingerprint: Int64, number: Int)>("row/fingerprints") { row in
        (try row.decode("fingerprint"), try row.decode("number"))
    }
    static let count = Statement<JobCounts>("job/count") { row in
        JobCounts(waiting: try row.decode("waiting"), running: try row.decode("running"))
    }
    static let claim = Statement<Lease>("job/claim") { row in
        Lease(
            job: try row.decode("id"), petition: try row.decode("petition_id"),
            institution: try row.decode("institution_id"),
            number: try row.decode("lease"), attempts: try row.decode("attempts"))
    }
    static let keep = Statement<Void>("job/keep")
    static let giveBack = Statement<Void>("job/give_back")
    static let finish = Statement<Void>("job/finish")
    static let wake = Statement<Void>("job/wake") { _ in }
    static let chunk = Statement<[UInt8]>("upload/chunk", format: .bytes) { row in try row.decode("bytes") }
    static let progress = Statement<Void>("check/progress")
    static let register = Statement<Int>("check/register") { row in try row.decode("issues") }
    static let checked = Statement<Void>("petition/checked")
    static let keepReading = Statement<Void>("reading/keep")
    static let spellings = Statement<(String, HeaderMeaning)>("spelling/of_institution") { row in
        (try row.decode("spelling"), HeaderMeaning(name: try row.decode("meaning")) ?? .unused)
    }
    static let forecast = Statement<Void>("petition/forecast")
    static let judgedBy = Statement<(name: String, fingerprint: PolicyFingerprint?)>("check/subject") { row in
        (try row.decode("policy"), try row.decode("fingerprint"))
    }
    static let clearRows = Statement<Void>("row/clear")
    static let clearIssues = Statement<Void>("issue/clear")
    static let owner = Statement<(institution: Int64, authority: Int64, premises: Int64, state: PetitionState)>(
        "petition/lock"
    ) { row in
        (
            try row.decode("institution_id"), try row.decode("authority_id"), try row.decode("premises_id"),
            try row.decode("state")
        )
    }
}
