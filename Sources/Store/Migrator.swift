internal import Crypto
internal import Domain
internal import FoundationEssentials
public import Logging
internal import Postgres

/// Brings a database to the schema of this binary: roles, numbered migrations forward only, then the functions.
public struct Migrator: Sendable {
    /// Why a database was not migrated.
    public enum Failure: Error, Hashable, CustomStringConvertible {
        /// A migration that was applied earlier has another text now.
        case changed(String)
        /// The database has a migration that this binary does not know.
        case newer(Int)
        /// The database has had the functions of this binary, and newer ones since.
        case newerFunctions
        /// A script failed; the text is PostgreSQL's own and holds no data.
        case failed(script: String, reason: String)

        /// What an operator reads.
        public var description: String {
            switch self {
            case .changed(let name): "migration \(name) was changed after it had been applied"
            case .newer(let number):
                "the database has migration \(number), which this version does not know: use a newer tirkeu"
            case .newerFunctions:
                "the functions of the database are newer than those of this version: use a newer tirkeu"
            case .failed(let script, let reason): "\(script) failed: \(reason)"
            }
        }
    }

    private let pool: Pool
    private let catalog: SQLCatalog

    /// Makes a migrator.
    ///
    /// - Parameter database: a connection string of a login that may make roles.
    public init(database: String, catalog: SQLCatalog, logger: Logger) {
        var configuration = PoolConfiguration(database, size: 1)
        configuration.applicationName = "tirkeu-migrate"
        configuration.statementTimeout = nil
        configuration.lockTimeout = .seconds(30)
        let statements = catalog.statements
        pool = Pool(configuration, catalog: { statements[$0] }, logger: logger)
        self.catalog = catalog
    }

    /// Applies what is missing and returns the names of the migrations that were; afterwards the migrator is spent.
    ///
    /// Everything happens in one transaction under an advisory lock, so two starts at once do it once and a failure leaves nothing.
    ///
    /// - Throws: `Failure`.
    public func migrate() async throws -> [String] {
        let catalog = catalog
        return try await once { pool in
            try await pool.transaction(attempts: 1) { db in try Self.migrate(db, catalog) }
        }
    }

    /// What `migrate` would do: the names of migrations, or `functions` when only these have changed. Nothing is done, and afterwards
    /// the migrator is spent.
    ///
    /// - Throws: `Failure` when the database is none that this binary may work on, migrated or not.
    public func missing() async throws -> [String] {
        let catalog = catalog
        return try await once { pool in
            do {
                return try await pool.transaction(readOnly: true) { db in
                    let missing = try Self.missing(db, catalog)
                    if missing.isEmpty, try !Self.isInForce(Self.checksum(of: catalog.functions), db) {
                        return ["functions"]
                    }
                    return missing.map(\.name)
                }
            } catch SQLState.undefinedTable {
                return catalog.migrations.map(\.name)
            }
        }
    }

    private func once<T: Sendable>(_ work: (Pool) async throws -> T) async throws -> T {
        do {
            let result = try await work(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    private static func migrate(_ db: isolated Connection, _ catalog: SQLCatalog) throws -> [String] {
        try run("the lock", "SELECT pg_advisory_xact_lock(74110427)", db)
        try run("roles.sql", catalog.roles, db)
        try run("the record of migrations", record, db)
        let missing = try missing(db, catalog)
        for migration in missing {
            try run(migration.name, "SET LOCAL ROLE tirkeu_owner;\n\(migration.sql)", db)
            try run("the role", "RESET ROLE", db)
            try db.run(Statements.record, migration.number, migration.name, checksum(of: migration.sql))
        }
        let functions = checksum(of: catalog.functions)
        let isInForce = try isInForce(functions, db)
        // a migration may have made functions too, and their rights are said with the others'
        if !isInForce || !missing.isEmpty {
            try run(
                "functions",
                "SET LOCAL ROLE tirkeu_owner;\nSET LOCAL check_function_bodies = off;\n\(catalog.functions)\n;RESET ROLE",
                db)
        }
        if !isInForce { try db.run(Statements.keepFunctions, functions) }
        try keepPolicies(db)
        return missing.map(\.name)
    }

    /// The migrations that were not applied yet.
    private static func missing(
        _ db: isolated Connection, _ catalog: SQLCatalog
    ) throws -> [SQLCatalog.Migration] {
        let done = Dictionary(uniqueKeysWithValues: try db.rows(Statements.applied))
        let known = Set(catalog.migrations.map(\.number))
        if let unknown = done.keys.filter({ !known.contains($0) }).max() { throw Failure.newer(unknown) }
        return try catalog.migrations.filter { migration in
            guard let applied = done[migration.number] else { return true }
            if applied != checksum(of: migration.sql) { throw Failure.changed(migration.name) }
            return false
        }
    }

    /// Whether the database has these functions; that it had them once and has others now means that they are too old for it.
    private static func isInForce(_ functions: String, _ db: isolated Connection) throws -> Bool {
        let sets = try db.rows(Statements.functionSets)
        if sets.last == functions { return true }
        if sets.contains(functions) { throw Failure.newerFunctions }
        return false
    }

    /// Keeps the texts of the policies that ship: petitions that are judged by one must find it when a later version ships another.
    private static func keepPolicies(_ db: isolated Connection) throws {
        try run("the role", "SET LOCAL ROLE tirkeu_owner", db)
        for file in PolicyFile.shipped {
            try db.run(
                Statements.keepPolicy, file.policy.name, PolicyFingerprint(of: file), file.text, Int64?.none, Date())
        }
        try run("the role", "RESET ROLE", db)
    }

    private static func run(_ name: String, _ sql: String, _ db: isolated Connection) throws {
        do {
            try db.script(sql)
        } catch {
            throw Failure.failed(script: name, reason: error.debugText ?? "\(error)")
        }
    }

    private static func checksum(of sql: String) -> String {
        SHA256.hash(data: Data(sql.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static let record = """
        GRANT USAGE, CREATE ON SCHEMA public TO tirkeu_owner;
        CREATE TABLE IF NOT EXISTS migration (
            number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        GRANT SELECT ON migration TO tirkeu_web, tirkeu_worker;
        """
}

private enum Statements {
    static let applied = Statement<(Int, String)>("migration/applied") { row in
        (try row.decode("number"), try row.decode("checksum"))
    }
    static let record = Statement<Void>("migration/record")
    static let functionSets = Statement<String>("migration/function_sets") { row in try row.decode("checksum") }
    static let keepFunctions = Statement<Void>("migration/keep_functions")
    static let keepPolicy = Statement<Void>("policy/keep")
}
