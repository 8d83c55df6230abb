public import Domain
public import Logging
internal import Postgres

/// The stored world: every use case is one verb, and every verb one transaction.
public struct Store: Sendable {
    /// Who takes part, and who asks.
    public let accounts: Accounts
    /// Institutions, authorities and premises.
    public let institutions: Institutions
    /// Files as they come in.
    public let uploads: Uploads
    /// Checks of uploaded petitions: the worker's side.
    public let checks: Checks
    /// Petitions: what institutions do with them, and what pages show of them.
    public let petitions: Petitions
    /// Scans of papers.
    public let attachments: Attachments
    /// What petitions are judged by.
    public let policies: Policies
    /// What institutions' own spellings mean.
    public let remembered: Remembered
    /// What reviewers do with petitions.
    public let decisions: Decisions
    /// Places of days.
    public let occupancy: Occupancy
    /// Who is registered where.
    public let register: Register
    /// What was done and looked at.
    public let log: AuditLog
    /// Answers given before.
    public let answers: Answers

    private let room: Room
    private let readiness = Readiness()

    /// Opens the store; connections are made when they are needed.
    ///
    /// - Parameters:
    ///   - database: any libpq connection string whose login may take up the roles of Tirkeu.
    ///   - secret: the key of personal hashes; the same for every process on one database.
    ///   - policy: the policy that petitions are judged by until an operator chooses one.
    public init(
        database: String, secret: Secret, clock: Clock, policy: PolicyFile, limits: Limits, catalog: SQLCatalog,
        logger: Logger, connections: Int = 8
    ) {
        var web = PoolConfiguration(database, size: connections, role: "tirkeu_web")
        web.applicationName = "tirkeu-web"
        var worker = PoolConfiguration(database, size: 4, role: "tirkeu_worker")
        worker.applicationName = "tirkeu-worker"
        worker.statementTimeout = .seconds(600)
        worker.idleInTransactionTimeout = .seconds(600)
        let statements = catalog.statements
        room = Room(
            web: Pool(web, catalog: { statements[$0] }, logger: logger),
            worker: Pool(worker, catalog: { statements[$0] }, logger: logger), clock: clock, secret: secret,
            policy: policy, logger: logger)
        accounts = Accounts(room: room)
        institutions = Institutions(room: room)
        uploads = Uploads(room: room, limits: limits)
        checks = Checks(room: room)
        petitions = Petitions(room: room)
        attachments = Attachments(room: room, limits: limits)
        policies = Policies(room: room)
        remembered = Remembered(room: room)
        decisions = Decisions(room: room)
        occupancy = Occupancy(room: room)
        register = Register(room: room)
        log = AuditLog(room: room)
        answers = Answers(room: room)
    }

    /// Whether the database answers, within two seconds.
    public func isReady() async -> Bool { await readiness.isReady(room.web) }

    /// How the connections of both roles are used at this moment.
    public var pools: [PoolUse] { [PoolUse("web", room.web.occupancy), PoolUse("worker", room.worker.occupancy)] }

    /// Whether the key of personal hashes is the one that this database's persons are hashed with; the first key that asks is.
    public func hasItsKey() async throws(Refusal) -> Bool {
        let fingerprint = room.secret.fingerprint
        return try await room.transaction(as: nil) { db in
            try db.run(Statements.keepKey, fingerprint)
            return try db.one(Statements.key) == fingerprint
        }
    }

    /// Waits for running verbs, then closes the connections.
    public func close() async {
        await room.web.close()
        await room.worker.close()
    }
}

/// Asks the database whether it is there: one question at a time, however many want to know, and none waits for it for long.
private actor Readiness {
    private var asked: Task<Bool, Never>?

    func isReady(_ pool: Pool) async -> Bool {
        let question =
            asked
            ?? Task {
                let answer = try? await pool.connection { db in try db.one(Statements.one) == 1 }
                asked = nil
                return answer ?? false
            }
        asked = question
        // What comes first counts; a group of tasks would wait for both.
        let (answers, first) = AsyncStream.makeStream(of: Bool.self)
        Task { first.yield(await question.value) }
        let limit = Task {
            try await Task.sleep(for: .seconds(2))
            first.yield(false)
        }
        defer { limit.cancel() }
        return await answers.first { _ in true } ?? false
    }
}

private enum Statements {
    static let one = Statement<Int>("caller/ping") { row in try row.decode("one") }
    static let keepKey = Statement<Void>("secret/keep")
    static let key = Statement<[UInt8]>("secret/read") { row in try row.decode("fingerprint") }
}

/// How many connections of a role are in which state, and how many callers wait for one.
public struct PoolUse: Hashable, Sendable {
    /// The role.
    public let name: String
    /// Connections nobody uses.
    public let idle: Int
    /// Connections at work.
    public let leased: Int
    /// Connections being opened.
    public let connecting: Int
    /// Callers without one.
    public let waiting: Int

    init(_ name: String, _ occupancy: PoolOccupancy) {
        self.name = name
        idle = occupancy.idle
        leased = occupancy.leased
        connecting = occupancy.connecting
        waiting = occupancy.waiting
    }
}

/// Everything has a limit; an operator may change each.
public struct Limits: Hashable, Sendable {
    /// Bytes of an uploaded file.
    public var uploadBytes = 512 << 20
    /// Bytes of a request that is no upload.
    public var requestBytes = 1 << 20
    /// Uploads at once, an institution.
    public var uploads = 5
    /// Open petitions, an institution.
    public var openPetitions = 100
    /// Rows of a page.
    public var pageRows = 50
    /// Rows of a file.
    public var rows = 1_000_000
    /// Columns of a file.
    public var columns = 128
    /// Bytes of a cell.
    public var cellBytes = 4_096
    /// Bytes a workbook may have once inflated.
    public var inflatedBytes = 2 << 30
    /// Entries of a workbook's archive.
    public var entries = 200

    /// Bytes of one scan.
    public var scanBytes = 20 << 20
    /// Scans that come in one archive or request.
    public var scansAtOnce = 5_000
    /// Scans of a petition.
    public var petitionScans = 20_000
    /// Bytes of a petition's scans.
    public var petitionScanBytes = 2 << 30
    /// Bytes of an institution's scans.
    public var institutionScanBytes = 100 << 30

    /// The limits of the design, §9, and those of scans.
    public init() {}
}
