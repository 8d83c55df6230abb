import Foundation
import Logging
import Postgres
import TestKit
import Testing

/// SQL of these tests by name, as `sql/queries` has it for Store.
let testSQL: [String: String] = [
    "session/pid": "SELECT pg_backend_pid() AS pid",
    "session/prepared": "SELECT count(*) AS n FROM pg_prepared_statements WHERE name = 'session/pid'",
    "session/settings": """
    SELECT current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS statement_timeout,
           current_setting('lock_timeout') AS lock_timeout, current_user::text AS role
    """,
    "session/sleep": "SELECT pg_sleep(60)",
    "session/end": "SELECT pg_terminate_backend($1)",
    "session/alive": "SELECT count(*) AS n FROM pg_stat_activity WHERE pid = $1",
    "session/sleeping": """
    SELECT count(*) AS n FROM pg_stat_activity
     WHERE pid = $1 AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(60)%' AND state = 'active'
    """,
    "session/notify": "SELECT pg_notify($1, $2)",
    "person/insert": "INSERT INTO person (iin, name) VALUES ($1, $2)",
    "person/count": "SELECT count(*) AS n FROM person",
    "person/names": "SELECT name FROM person ORDER BY iin",
    "person/rename": "UPDATE person SET name = $2 WHERE iin = $1",
    "person/lock": "SELECT name FROM person WHERE iin = $1 FOR UPDATE",
    "person/copy_in": "COPY person (iin, name) FROM STDIN",
    "person/copy_out": "COPY (SELECT iin, name FROM person ORDER BY iin) TO STDOUT",
    "person/missing": "SELECT nothing FROM person",
]

extension Statement where Row == Int {
    static var pid: Self { Statement("session/pid") { row in try row.decode("pid") } }
    static var prepared: Self { Statement("session/prepared") { row in try row.decode("n") } }
    static var alive: Self { Statement("session/alive") { row in try row.decode("n") } }
    static var count: Self { Statement("person/count") { row in try row.decode("n") } }
    static var sleeping: Self { Statement("session/sleeping") { row in try row.decode("n") } }
}

extension Statement where Row == String {
    static var names: Self { Statement("person/names") { row in try row.decode("name") } }
    static var lock: Self { Statement("person/lock") { row in try row.decode("name") } }
}

extension Statement where Row == Void {
    static var insert: Self { Statement("person/insert") }
    static var rename: Self { Statement("person/rename") }
    static var copyIn: Self { Statement("person/copy_in") }
    static var copyOut: Self { Statement("person/copy_out") }
    static var sleep: Self { Statement("session/sleep") }
    static var end: Self { Statement("session/end") }
    static var notify: Self { Statement("session/notify") }
}

/// A pool on the test's database for the length of `body`; nothing may be left lent at its end.
func withPool(
    size: Int = 4, _ more: [String: String] = [:], adjust: (inout PoolConfiguration) -> Void = { _ in },
    _ body: (Pool) async throws -> Void
) async throws {
    let database = try #require(TestDatabase.current)
    var configuration = PoolConfiguration(database.conninfo, size: size, waitLimit: .seconds(30))
    adjust(&configuration)
    let pool = Pool(configuration, catalog: { testSQL[$0] ?? more[$0] }, logger: .silent)
    do {
        try await body(pool)
        #expect(pool.occupancy.leased == 0)
    } catch {
        await pool.close()
        throw error
    }
    await pool.close()
}

/// The same with a table of persons in it.
func withPersons(
    size: Int = 4, adjust: (inout PoolConfiguration) -> Void = { _ in }, _ body: (Pool) async throws -> Void
) async throws {
    try await withPool(size: size, adjust: adjust) { pool in
        try await pool.connection { connection in
            try connection.script("CREATE TABLE person (iin text CONSTRAINT person_iin_once PRIMARY KEY, name text)")
        }
        try await body(pool)
    }
}

/// Asks until the answer is yes; for what only the server's own view can show.
func eventually(_ isSo: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while try await !isSo() {
        try #require(ContinuousClock.now < deadline, "it did not come to that within 20 seconds")
        await Task.yield()
    }
}

/// The error `body` throws.
func failure<T>(_ body: () async throws -> T) async throws -> PostgresError {
    do {
        _ = try await body()
    } catch let error as PostgresError {
        return error
    }
    throw MissingFailure()
}

struct MissingFailure: Error {}

extension Pool {
    func pid() async throws -> Int { try await connection { try $0.one(.pid) } }
    func personCount() async throws -> Int { try await connection { try $0.one(.count) } }
}
