public import Logging
public import Postgres
public import Testing

/// A database of one test.
public struct TestDatabase: Sendable {
    /// The database of the running test, under the trait `.database`.
    @TaskLocal public static var current: TestDatabase?

    /// Its name in the cluster.
    public let name: String
    /// How libpq reaches it, as the superuser.
    public let conninfo: String
    private let administration: Pool

    init(name: String, conninfo: String, administration: Pool) {
        self.name = name
        self.conninfo = conninfo
        self.administration = administration
    }

    /// Drops it, whoever is still connected.
    public func drop() async throws {
        try await administration.connection { [name] connection in
            try connection.script("DROP DATABASE \(name) WITH (FORCE)")
        }
    }

    /// A pool on it with a logger that says nothing; the caller closes it.
    public func pool(
        size: Int = 4, role: String? = nil, catalog: @escaping @Sendable (String) -> String?
    ) -> Pool {
        let configuration = PoolConfiguration(conninfo, size: size, waitLimit: .seconds(30), role: role)
        return Pool(configuration, catalog: catalog, logger: .silent)
    }

    /// Runs SQL of a test's own, as the superuser or as `role`.
    public func raw(_ sql: String, as role: String? = nil) async throws {
        let pool = pool(size: 1, role: role) { _ in nil }
        do {
            try await pool.connection { connection in try connection.script(sql) }
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }
}

extension Logger {
    /// A logger that says nothing.
    public static var silent: Logger { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }
}

/// Gives each test of a suite, or one test, a database of its own and drops it afterwards.
public struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    /// Runs a test on its database.
    typealias Stage = @Sendable (TestDatabase, @Sendable () async throws -> Void) async throws -> Void

    private let template: (name: String, prepare: @Sendable (TestDatabase) async throws -> Void)?
    private let stage: Stage

    init(
        template: (name: String, prepare: @Sendable (TestDatabase) async throws -> Void)? = nil,
        stage: @escaping Stage = { _, test in try await test() }
    ) {
        self.template = template
        self.stage = stage
    }

    /// Every test of the suite, also in suites inside it.
    public var isRecursive: Bool { true }

    /// Runs the test with `TestDatabase.current` set.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        if let template { try await Cluster.shared.template(template.name, prepare: template.prepare) }
        try await Gate.shared.through {
            let database = try await Cluster.shared.database(template: template?.name)
            do {
                try await TestDatabase.$current.withValue(database) { try await stage(database, function) }
            } catch {
                try await database.drop()
                throw error
            }
            try await database.drop()
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// An empty database.
    public static var database: Self { DatabaseTrait() }

    /// A copy of the template `name`, which `prepare` fills once in this process.
    public static func database(
        template name: String, prepare: @escaping @Sendable (TestDatabase) async throws -> Void
    ) -> Self {
        DatabaseTrait(template: (name, prepare))
    }
}
