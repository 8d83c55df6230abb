import Domain
import Postgres
import Store
import TestKit
import Testing

/// What the roles of the database may not do, whatever the application asks for.
@Suite(.world)
struct GrantTests {
    private static let forbidden: [(role: String, sql: [String])] = [
        (
            "tirkeu_web",
            [
                "UPDATE premises_day SET held = 0",
                "UPDATE premises_head SET horizon = horizon",
                "INSERT INTO premises_day SELECT * FROM premises_day",
                "DELETE FROM premises_day",
                "UPDATE registration SET until_day = NULL",
                "DELETE FROM registration",
                "INSERT INTO registration SELECT * FROM registration",
                "DELETE FROM hold",
                "INSERT INTO hold SELECT * FROM hold",
                "UPDATE occupancy_entry SET held = held",
                "INSERT INTO occupancy_entry (premises_id) VALUES (1)",
                "DELETE FROM audit",
                "UPDATE audit SET action = ''",
                "TRUNCATE audit",
                "DELETE FROM petition",
                "UPDATE attachment SET kind = 'other'",
                "DELETE FROM upload_chunk",
                "DELETE FROM decision",
                "UPDATE row_outcome SET outcome = outcome",
                "DELETE FROM row_outcome",
                "ALTER TABLE petition DISABLE ROW LEVEL SECURITY",
                "CREATE TABLE mine (n int)",
            ]
        ),
        (
            "tirkeu_worker",
            [
                "UPDATE premises_day SET held = 0",
                "UPDATE registration SET until_day = NULL",
                "DELETE FROM audit",
                "UPDATE audit SET action = ''",
                "DELETE FROM hold",
                "INSERT INTO decision (petition_id) VALUES (1)",
                "SELECT register_enter(1, 1, '{}', now())",
                "SELECT premises_set_places(1, 1, '2026-01-01', 1, now())",
            ]
        ),
        (
            "tirkeu_auditor",
            [
                "DELETE FROM audit",
                "INSERT INTO audit (at, action) VALUES (now(), 'x')",
                "UPDATE registration SET until_day = NULL",
                "SELECT password FROM account",
                "SELECT bytes FROM upload_chunk",
                "SELECT found FROM petition_reading",
                "SELECT name FROM attachment",
                "SELECT premises_lock('{1}')",
                "SELECT token_hash FROM session",
            ]
        ),
    ]

    @Test func `a role is refused what is not its own`() async throws {
        let database = try World.here().database
        for (role, statements) in Self.forbidden {
            for sql in statements {
                let error = await #expect(throws: PostgresError.self) { try await database.raw(sql, as: role) }
                #expect(error?.sqlState == .insufficientPrivilege, "\(role): \(sql)")
            }
        }
    }

    @Test func `COPY into rows is the worker's alone`() async throws {
        let database = try World.here().database
        let error = await #expect(throws: PostgresError.self) {
            try await database.raw("COPY petition_row (petition_id, number) FROM PROGRAM 'true'", as: "tirkeu_web")
        }
        #expect(error?.sqlState != nil)
        let pool = database.pool(size: 1, role: "tirkeu_web") { _ in
            "COPY petition_row (petition_id, number) FROM STDIN"
        }
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
