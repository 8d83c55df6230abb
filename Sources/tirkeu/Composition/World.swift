internal import Domain
internal import Intake
internal import Logging
internal import Store
internal import Texts

/// Everything put together: the one place where parts are made and handed to each other.
struct World: Sendable {
    let settings: Settings
    let connectionString: String
    let catalog: SQLCatalog
    let texts: Texts
    let secret: Secret
    let store: Store
    let scratch: Scratch
    let logger: Logger

    /// Puts a Tirkeu together; connections are made when they are needed.
    ///
    /// - Throws: what is missing beside the program, or in the folder of data.
    init(_ settings: Settings, connectionString: String) throws {
        self.settings = settings
        self.connectionString = connectionString
        logger = Self.logger(settings.logLevel)
        catalog = try SQLCatalog.bundled()
        texts = try Texts()
        secret = try Self.secret(in: settings.data)
        scratch = try Self.scratch(in: settings.data)
        store = Store(
            database: connectionString, secret: secret, clock: .system, policy: settings.policy,
            limits: settings.limits,
            catalog: catalog, logger: logger)
    }

    /// Puts a Tirkeu together on the database of the settings, does some work with it, and takes it apart again.
    static func with<Result>(
        _ settings: Settings, _ console: Console, _ work: (World) async throws -> Result
    ) async throws -> Result {
        try await Database.with(settings, console) { database in
            let world = try World(settings, connectionString: database.connectionString)
            // a cluster that we started ourselves has nobody else to bring it to this version
            if database.cluster != nil { _ = try await world.migrate() }
            do {
                try await world.requireItsKey()
                let result = try await work(world)
                await world.store.close()
                return result
            } catch {
                await world.store.close()
                throw error
            }
        }
    }

    /// Brings the database to the schema of this program; returns the names of the migrations that were applied.
    func migrate() async throws -> [String] { try await migrator(logger).migrate() }

    /// Refuses to go on with a database that is not of the schema of this program.
    func requireItsSchema() async throws {
        // what goes wrong is said once, in the command's own words
        let silent = Logger(label: "schema") { _ in SwiftLogNoOpLogHandler() }
        let missing = try await migrator(silent).missing()
        if !missing.isEmpty {
            throw OperatorError(
                "the database is older than this version: it lacks \(missing.joined(separator: ", "))",
                advice: "tirkeu migrate")
        }
    }

    private func migrator(_ logger: Logger) -> Migrator {
        Migrator(database: connectionString, catalog: catalog, logger: logger)
    }

    /// Refuses to go on with another key than the database's persons are hashed with: one person would count as two.
    func requireItsKey() async throws {
        if try await store.hasItsKey() { return }
        throw OperatorError(
            "\(settings.data.secret) is not the key that this database's accounts were made with",
            advice: "copy secret.key from the first tirkeu's folder of data")
    }

    /// A store on the same database whose clock stands somewhere else.
    func store(at clock: Clock) -> Store {
        Store(
            database: connectionString, secret: secret, clock: clock, policy: settings.policy, limits: settings.limits,
            catalog: catalog, logger: logger)
    }

    /// A worker on a store.
    ///
    /// - Parameter isQuiet: whether it tells problems only.
    func worker(on store: Store, isQuiet: Bool = false) -> Worker {
        var logger = logger
        if isQuiet { logger.logLevel = max(logger.logLevel, .warning) }
        return Worker(store: store, texts: texts, limits: settings.limits, scratch: scratch, logger: logger)
    }

    private static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "tirkeu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    private static func scratch(in data: DataFolder) throws(OperatorError) -> Scratch {
        do {
            return try Scratch(below: data.scratch)
        } catch {
            throw OperatorError("\(data.scratch) cannot be made", advice: "does it belong to another account?")
        }
    }

    private static func secret(in data: DataFolder) throws(OperatorError) -> Secret {
        do {
            return try Secret.kept(at: data.secret)
        } catch {
            throw OperatorError("\(data.secret) cannot be read or made", advice: "does it belong to another account?")
        }
    }
}
