import Foundation
import Store
import TestKit
import Testing

/// Bringing a database to the schema.
@Suite(.database)
struct MigrationTests {
    private let catalog: SQLCatalog
    private let database: TestDatabase

    init() throws {
        catalog = try .bundled()
        database = try #require(TestDatabase.current)
    }

    private func migrate(_ catalog: SQLCatalog) async throws -> [String] {
        try await Migrator(database: database.conninfo, catalog: catalog, logger: .silent).migrate()
    }

    @Test func `migrating twice is harmless`() async throws {
        #expect(try await migrate(catalog) == catalog.migrations.map(\.name))
        #expect(try await migrate(catalog) == [])
    }

    @Test func `two at once do it once`() async throws {
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { try await migrate(catalog) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied.sorted() == catalog.migrations.map(\.name))
    }

    @Test func `a migration that was changed after it had been applied is refused`() async throws {
        _ = try await migrate(catalog)
        let changed = try altered("migrations/\(catalog.migrations[0].name).sql") { $0 + "\n-- one more thing\n" }
        await #expect(throws: Migrator.Failure.changed(catalog.migrations[0].name)) { try await migrate(changed) }
    }

    @Test func `a database of a newer version is refused`() async throws {
        _ = try await migrate(catalog)
        try await database.raw("INSERT INTO migration (number, name, checksum) VALUES (9000, 'later', '')")
        let functions = try await functions()
        let other = try altered("functions/premises.sql") {
            $0.replacing("'only the operator administers'", with: "'no'")
        }
        await #expect(throws: Migrator.Failure.newer(9000)) { try await migrate(other) }
        await #expect(throws: Migrator.Failure.newer(9000)) { try await missing(other) }
        #expect(try await self.functions() == functions)
        #expect("\(Migrator.Failure.newer(9000))".contains("use a newer tirkeu"))
    }

    @Test func `functions are made again when they changed, and only then`() async throws {
        _ = try await migrate(catalog)
        let first = try await functions()
        _ = try await migrate(catalog)
        #expect(try await functions() == first, "they were written again")

        let changed = try altered("functions/premises.sql") {
            $0.replacing("'only the operator administers'", with: "'no'")
        }
        #expect(try await missing(changed) == ["functions"])
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { try await migrate(changed) } }
            for try await applied in group { #expect(applied == []) }
        }
        let second = try await functions()
        #expect(second != first)
        // of the four that came at once one has written them: each that writes leaves its own transaction's number
        #expect(Set(second.map(\.writer)).count == 1)
        #expect(try await database.number("SELECT count(*) AS n FROM function_set") == 2)
    }

    @Test func `an older binary does not put its older functions back`() async throws {
        _ = try await migrate(catalog)
        let newer = try altered("functions/premises.sql") {
            $0.replacing("'only the operator administers'", with: "'no'")
        }
        _ = try await migrate(newer)
        let functions = try await functions()
        await #expect(throws: Migrator.Failure.newerFunctions) { try await migrate(catalog) }
        await #expect(throws: Migrator.Failure.newerFunctions) { try await missing(catalog) }
        #expect(try await self.functions() == functions)
        #expect(try await migrate(newer) == [])
    }

    @Test func `what is missing is told and not done`() async throws {
        #expect(try await missing(catalog) == catalog.migrations.map(\.name))
        #expect(try await database.number("SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public'") == 0)
        _ = try await migrate(catalog)
        #expect(try await missing(catalog) == [])
    }

    private func missing(_ catalog: SQLCatalog) async throws -> [String] {
        try await Migrator(database: database.conninfo, catalog: catalog, logger: .silent).missing()
    }

    private struct Function: Hashable, Decodable {
        let name: String
        let text: String
        /// The transaction that wrote it.
        let writer: String
    }

    /// The functions of `sql/functions` as the database has them.
    private func functions() async throws -> [Function] {
        let made = catalog.functions.matches(of: /FUNCTION (\w+)\(/).map { "'\($0.1)'" }.joined(separator: ", ")
        return try await database.rows(
            """
            SELECT proname AS name, prosrc AS text, xmin::text AS writer FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND proname IN (\(made)) ORDER BY proname
            """
        ).map { try JSONDecoder().decode(Function.self, from: Data($0.utf8)) }
    }

    @Test func `a migration that fails leaves nothing behind`() async throws {
        let last = try #require(catalog.migrations.last)
        let broken = try altered("migrations/\(last.name).sql") { $0 + "\nSELECT nothing FROM nowhere;\n" }
        await #expect(throws: Migrator.Failure.self) { try await migrate(broken) }
        #expect(try await database.number("SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public'") == 0)
        #expect(try await migrate(catalog) == catalog.migrations.map(\.name))
    }

    @Test func `schema.sql is what the migrations make`() async throws {
        _ = try await migrate(catalog)
        let dumped = try await Cluster.shared.schema(of: database)
        let file = sourceRoot.appendingPathComponent("sql/schema.sql")
        // TIRKEU_WRITE_SCHEMA=1 swift test --filter schema.sql writes the file anew
        if ProcessInfo.processInfo.environment["TIRKEU_WRITE_SCHEMA"] == "1" {
            try Data(dumped.utf8).write(to: file)
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(dumped == committed, "sql/schema.sql is stale: TIRKEU_WRITE_SCHEMA=1 writes it anew")
    }

    /// The catalogue with one file changed.
    private func altered(_ name: String, _ change: (String) -> String) throws -> SQLCatalog {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("sql-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(
            at: sourceRoot.appendingPathComponent("sql").resolvingSymlinksInPath(), to: folder)
        let file = folder.appendingPathComponent(name)
        try Data(change(try String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        return try SQLCatalog(folder: folder)
    }
}
