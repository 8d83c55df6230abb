import Domain
import Postgres
import Store
import TestKit
import Testing

/// What the roles of the database may not do, whatever the application asks for.
@Suite(.world)
struct GrantTests {
    @Test(arguments: [
        ("tirkeu_web", "UPDATE premises_day SET held = 0"), ("tirkeu_web", "UPDATE premises_head SET horizon = horizon"),
        ("tirkeu_web", "INSERT INTO premises_day SELECT * FROM premises_day"), ("tirkeu_web", "DELETE FROM premises_day"),
        ("tirkeu_web", "UPDATE registration SET until_day = NULL"), ("tirkeu_web", "DELETE FROM registration"),
        ("tirkeu_web", "INSERT INTO registration SELECT * FROM registration"), ("tirkeu_web", "DELETE FROM hold"),
        ("tirkeu_web", "INSERT INTO hold SELECT * FROM hold"), ("tirkeu_web", "UPDATE occupancy_entry SET held = held"),
        ("tirkeu_web", "INSERT INTO occupancy_entry SELECT * FROM occupancy_entry"), ("tirkeu_web", "DELETE FROM audit"),
        ("tirkeu_web", "UPDATE audit SET action = ''"), ("tirkeu_web", "TRUNCATE audit"), ("tirkeu_web", "DELETE FROM petition"),
        ("tirkeu_web", "DELETE FROM decision"), ("tirkeu_web", "UPDATE row_outcome SET outcome = outcome"),
        ("tirkeu_web", "DELETE FROM row_outcome"), ("tirkeu_web", "ALTER TABLE petition DISABLE ROW LEVEL SECURITY"),
        ("tirkeu_web", "CREATE TABLE mine (n int)"),
        ("tirkeu_worker", "UPDATE premises_day SET held = 0"), ("tirkeu_worker", "UPDATE registration SET until_day = NULL"),
        ("tirkeu_worker", "DELETE FROM audit"), ("tirkeu_worker", "UPDATE audit SET action = ''"),
        ("tirkeu_worker", "DELETE FROM hold"), ("tirkeu_worker", "INSERT INTO decision SELECT * FROM decision"),
        ("tirkeu_worker", "SELECT register_enter(1, 1, '{}', now())"), ("tirkeu_worker", "SELECT premises_set_places(1, 1, '2026-01-01', 1, now())"),
        ("tirkeu_auditor", "DELETE FROM audit"), ("tirkeu_auditor", "INSERT INTO audit (at, action) VALUES (now(), 'x')"),
        ("tirkeu_auditor", "UPDATE registration SET until_day = NULL"), ("tirkeu_auditor", "SELECT password FROM account"),
        ("tirkeu_auditor", "SELECT bytes FROM upload_chunk"), ("tirkeu_auditor", "SELECT premises_lock('{1}')"),
        ("tirkeu_auditor", "SELECT token_hash FROM session"),
    ])
    func `a role is refused`(role: String, sql: String) async throws {
        let database = try World.here().database
        let error = await #expect(throws: PostgresError.self) { try await database.raw(sql, as: role) }
        #expect(error?.sqlState == .insufficientPrivilege, "\(role): \(sql)")
    }

    @Test func `COPY into rows is the worker's alone`() async throws {
        let database = try World.here().database
        let error = await #expect(throws: PostgresError.self) {
            try await database.raw("COPY petition_row (petition_id, number) FROM PROGRAM 'true'", as: "tirkeu_web")
        }
        #expect(error?.sqlState != nil)
        let pool = database.pool(size: 1, role: "tirkeu_web") { _ in "COPY petition_row (petition_id, number) FROM STDIN" }
        let refused = await #expect(throws: PostgresError.self) {
            try await pool.connection { db in _ = try db.copyIn(Statement<Void>("test/copy")) { _ in } }
        }
        #expect(refused?.sqlState?.rawValue == "0A000")
        await pool.close()
    }

    @Test func `an auditor's login reads the log, the register and decisions, of everybody`() async throws {
        let world = try World.here()
        try await world.approved([Resident(1).row(2, from: World.today)])
        for table in ["audit", "registration", "decision", "petition", "row_outcome", "occupancy_entry", "premises"] {
            let seen = try await world.database.number("SELECT count(*) AS n FROM \(table)", as: "tirkeu_auditor")
            #expect(seen == (try await world.database.number("SELECT count(*) AS n FROM \(table)")), "\(table)")
            #expect(seen > 0)
        }
    }

    @Test func `every table that holds a tenant's rows is under row-level security`() async throws {
        let open = try await World.here().database.rows(
            """
            SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'institution_id'
            WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND c.relname <> 'account' AND c.relnamespace = 'public'::regnamespace
            """)
        #expect(open == [])
    }

    @Test func `functions that run with the owner's rights are nobody's but the roles'`() async throws {
        let open = try await World.here().database.rows(
            """
            SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
              AND (has_function_privilege('public', oid, 'execute') OR NOT coalesce(proconfig::text, '') LIKE '%search_path=public, pg_temp%')
            """)
        #expect(open == [])
    }
}
