import Foundation
import Postgres
import Store
import TestKit
import Testing

/// The SQL files against the schema, the Swift that names them, and the roles that run them.
@Suite(.world)
struct CatalogTests {
    /// What the worker runs; the rest is the web's, and what stands in `both` as well.
    private static let workers: Set = [
        "policy/open_petitions", "check/carry", "check/content", "petition/corrected", "row/fingerprints",
        "job/claim", "job/keep", "job/finish", "job/give_back", "check/subject", "check/known",
        "row/carried_elsewhere", "petition/replaced",
        "upload/chunk",
        "petition/checked", "reading/keep",
        "row/clear",
        "issue/clear", "petition/expiring", "petition/lock_expiring", "premises/ending", "premises/extend",
        "session/sweep", "upload/sweep",
        "idempotency/sweep", "occupancy/recount", "attachment/follow",
    ]
    private static let both: Set = [
        "petition/lock", "check/register", "check/progress", "petition/forecast", "premises/lock", "hold/release",
        "row/outcome_for_all", "petition/set_state", "audit/add", "job/wake", "issue/strangers",
        "remembered/of_institution", "spelling/of_institution", "premises/buildings", "petition/split",
        "registration/residents", "issue/twins_in_siblings", "issue/clear_register", "check/settle_states",
        "petition/recount", "row/page", "policy/in_force", "policy/content", "attachment/require",
    ]

    @Test func `every statement is prepared and allowed to the role that runs it`() async throws {
        let catalog = try SQLCatalog.bundled()
        let database = try World.here().database
        for role in ["tirkeu_web", "tirkeu_worker"] {
            let pool = database.pool(size: 1, role: role) { catalog.statements[$0] }
            try await pool.connection { db in
                try db.script("SET plan_cache_mode = force_generic_plan")
                for (name, sql) in catalog.statements.sorted(by: { $0.key < $1.key })
                where !name.hasPrefix("migration/") {
                    let isWorkers = Self.workers.contains(name) || name.hasSuffix("/copy")
                    guard (role == "tirkeu_worker") == isWorkers || Self.both.contains(name) else { continue }
                    if sql.contains("FROM STDIN") { continue }
                    do {
                        let parameters = try db.describe(sql).parameters.map { _ in "NULL" }.joined(separator: ", ")
                        let execute = parameters.isEmpty ? "one" : "one(\(parameters))"
                        // explaining starts the statement, and so asks for the rights that preparing does not
                        try db.script("PREPARE one AS \(sql); EXPLAIN EXECUTE \(execute); DEALLOCATE one")
                    } catch {
                        Issue.record("\(name) as \(role): \((error as? PostgresError)?.debugText ?? "\(error)")")
                        try? db.script("DEALLOCATE ALL")
                    }
                }
            }
            if role == "tirkeu_worker" {
                try await pool.connection { db in
                    _ = try db.copyIn(Statement<Void>("row/copy")) { copy in try copy.write(BinaryRows().bytes) }
                    _ = try db.copyIn(Statement<Void>("issue/copy")) { copy in try copy.write(BinaryRows().bytes) }
                }
            }
            await pool.close()
        }
    }

    @Test func `every file is named in Swift, and every name has its file`() throws {
        let sources = sourceRoot.appendingPathComponent("Sources/Store")
        let swift = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        #expect(swift.count > 10)
        var named: Set<String> = []
        for file in swift {
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: /Statement<(?:[^"\n]*)>\(\s*"([a-z_]+\/[a-z_]+)"/) {
                named.insert(String(match.1))
            }
        }
        let files = Set(try SQLCatalog.bundled().statements.keys)
        #expect(files.subtracting(named) == [], "nobody runs these files")
        #expect(named.subtracting(files) == [], "these names have no file")
    }

    @Test func `the constraints that refusals are named after exist, and migrations are numbered without a gap`()
        async throws
    {
        let database = try World.here().database
        let catalog = try SQLCatalog.bundled()
        #expect(catalog.migrations.map(\.number) == Array(1...catalog.migrations.count))
        let names = Set(
            try await database.rows(
                "SELECT conname::text AS name FROM pg_constraint UNION SELECT relname::text FROM pg_class WHERE relkind = 'i'"
            ))
        for constraint in [
            "petition_file_once", "hold_person_once", "premises_day_never_over", "registration_last_once",
            "decision_not_by_submitter",
            "decision_by_two", "decision_once", "account_login_once",
        ] {
            #expect(names.contains("{\"name\":\"\(constraint)\"}"), "refusals are named after \(constraint)")
        }
    }
}

/// The folder of the package.
let sourceRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
