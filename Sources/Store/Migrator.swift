internal import Crypto
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
        /// A script failed; the text is PostgreSQL's own and holds no data.
        case failed(script: String, reason: String)

        /// What an operator reads.
        public var description: String {
            switch self {
            case .changed(let name): "migration \(name) was changed after it had been applied"
            case .newer(let number):
                "the database has migration \(number), which this version does not know: use a newer tirkeu"
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

    /// Applies what is missing and returns the names of the migrations that were.
    ///
    /// Everything happens in one transaction under an advisory lock, so two starts at once do it once and a failure leaves nothing.
    ///
    /// - Throws: `Failure`.
    public func migrate() async throws -> [String] {
        let catalog = catalog
        do {
            let applied = try await pool.transaction(attempts: 1) { db in try Self.migrate(db, catalog) }
            await pool.close()
            return applied
        } catch {
            await pool.close()
            throw error
        }
    }

    private static func migrate(_ db: isolated Connection, _ catalog: SQLCatalog) throws -> [String] {
        try run("the lock", "SELECT pg_advisory_xact_lock(74110427)", db)
        try run("roles.sql", catalog.roles, db)
        try run("the record of migrations", record, db)
        let done = Dictionary(uniqueKeysWithValues: try db.rows(Statements.applied))
        if let unknown = done.keys.first(where: { number in !catalog.migrations.contains { $0.number == number } }) {
            throw Failure.newer(unknown)
        }
        var applied: [String] = []
        for migration in catalog.migrations {
            let checksum = checksum(of: migration.sql)
            if let known = done[migration.number] {
                if known != checksum { throw Failure.changed(migration.name) }
                continue
            }
            try run(migration.name, "SET LOCAL ROLE tirkeu_owner;\n\(migration.sql)", db)
            try run("the role", "RESET ROLE", db)
            try db.run(Statements.record, migration.number, migration.name, checksum)
            applied.append(migration.name)
        }
        try run(
            "functions",
            "SET LOCAL ROLE tirkeu_owner;\nSET LOCAL check_function_bodies = off;\n\(catalog.functions)\n;RESET ROLE",
            db)
        return applied
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
        """
}

private enum Statements {
    static let applied = Statement<(Int, String)>("migration/applied") { row in
        (try row.decode("number"), try row.decode("checksum"))
    }
    static let record = Statement<Void>("migration/record")
}
