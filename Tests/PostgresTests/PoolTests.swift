import Glibc
import Postgres
import TestKit
import Testing

@Suite(.database) struct PoolTests {
    @Test func `a statement is prepared once in a session`() async throws {
        try await withPool(size: 1) { pool in
            for _ in 0..<3 { _ = try await pool.pid() }
            #expect(try await pool.connection { try $0.one(.prepared) } == 1)
        }
    }

    @Test func `a session has the settings of the pool`() async throws {
        try await withPool(adjust: { configuration in
            configuration.role = "pg_read_all_data"
            configuration.statementTimeout = .milliseconds(1500)
            configuration.lockTimeout = .seconds(2)
        }) { pool in
            let settings = Statement<[String]>("session/settings") { row in
                [
                    try row.decode("zone"), try row.decode("statement_timeout"), try row.decode("lock_timeout"),
                    try row.decode("role"),
                ]
            }
            let found = try await pool.connection { try $0.one(settings) }
            #expect(found == ["UTC", "1500ms", "2s", "pg_read_all_data"])
        }
    }

    @Test func `a session that was ended is replaced before anybody notices`() async throws {
        try await withPool(size: 2) { pool in
            let pids = try await pool.connection { first in
                [try first.one(.pid), try await pool.pid()]
            }
            let other = try #require(TestDatabase.current).pool(size: 1) { testSQL[$0] }
            for pid in pids { try await other.connection { try $0.run(.end, pid) } }
            for pid in pids { try await eventually { try await other.connection { try $0.one(.alive, pid) } == 0 } }
            await other.close()
            for _ in 0..<4 {
                let pid = try await pool.pid()
                #expect(pid > 0)
            }
        }
    }

    @Test func `a connection lost in use is an error, thrown away and replaced`() async throws {
        try await withPool(size: 1) { pool in
            let pid = try await pool.pid()
            let error = try await failure {
                try await pool.connection { connection in _ = try connection.run(.end, pid) }
            }
            #expect(error.kind == .connectionLost)
            #expect(try await pool.pid() != pid)
            #expect(try await pool.connection { try $0.one(.prepared) } == 1)
        }
    }

    @Test func `a server that is frozen is hung up on after the statement's time, and another connection serves`()
        async throws
    {
        try await withPool(size: 1, adjust: { $0.statementTimeout = .milliseconds(500) }) { pool in
            let frozen = try await pool.pid()
            kill(Int32(frozen), SIGSTOP)
            defer { kill(Int32(frozen), SIGCONT) }
            let start = ContinuousClock.now
            #expect(try await failure { try await pool.pid() }.kind == .connectionLost)
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(try await pool.pid() != frozen)
        }
    }

    @Test func `a caller is refused when every connection stays in use`() async throws {
        try await withPool(size: 1, adjust: { $0.waitLimit = .seconds(2) }) { pool in
            try await pool.connection { connection in
                let error = try await failure { _ = try await pool.pid() }
                #expect(error.kind == .poolExhausted)
                #expect(pool.occupancy.waiting == 0)
            }
            let pid = try await pool.pid()
            #expect(pid > 0)
        }
    }

    @Test func `a caller that is cancelled while it waits leaves the queue`() async throws {
        try await withPool(size: 1) { pool in
            try await pool.connection { connection in
                let waiting = Task { try await pool.pid() }
                try await eventually { pool.occupancy.waiting == 1 }
                waiting.cancel()
                #expect(try await failure { _ = try await waiting.value }.kind == .cancelled)
                #expect(pool.occupancy.waiting == 0)
            }
        }
    }

    @Test func `cancelling the task cancels the query on the server and nobody else's`() async throws {
        try await withPool(size: 2) { pool in
            let (pids, continuation) = AsyncStream.makeStream(of: Int.self)
            let task = Task {
                try await pool.transaction { connection in
                    continuation.yield(try connection.one(.pid))
                    _ = try connection.run(.sleep)
                }
            }
            let pid = try #require(await pids.first { _ in true })
            try await eventually { try await pool.connection { try $0.one(.sleeping, pid) } == 1 }
            task.cancel()
            let error = try await failure { try await task.value }
            #expect(error.kind == .cancelled)
            #expect(error.statement == "session/sleep")
            #expect(try await pool.connection { try $0.one(.sleeping, pid) } == 0)
            for _ in 0..<50 { _ = try await pool.pid() }
        }
    }

    @Test func `cancelling at any moment never harms the next lease`() async throws {
        try await withPool(size: 1) { pool in
            for round in 0..<200 {
                let task = Task {
                    try await pool.connection { connection in
                        for _ in 0..<20 { _ = try connection.one(.pid) }
                    }
                }
                for _ in 0..<(round % 20) { await Task.yield() }
                task.cancel()
                _ = await task.result
                let pid = try await pool.pid()
                #expect(pid > 0)
            }
        }
    }

    @Test func `statement and lock timeouts end what takes too long`() async throws {
        try await withPersons(adjust: { configuration in
            configuration.statementTimeout = .milliseconds(300)
            configuration.lockTimeout = .milliseconds(50)
        }) { pool in
            let slow = try await failure {
                try await pool.connection { connection in _ = try connection.run(.sleep) }
            }
            #expect(slow.sqlState == .queryCanceled)
            try await pool.connection { connection in _ = try connection.run(.insert, "1", "a") }
            try await pool.longTransaction { holder in
                _ = try holder.one(.lock, "1")
                let locked = try await failure {
                    try await pool.transaction { connection in _ = try connection.one(.lock, "1") }
                }
                #expect(locked.sqlState == .lockNotAvailable)
            }
        }
    }

    @Test func `the second host answers when the first one is dead`() async throws {
        let database = try #require(TestDatabase.current)
        let directory = try #require(database.conninfo.split(separator: " ").first).dropFirst("host=".count)
        try await withPool(adjust: { configuration in
            configuration.connectionString =
                "host=/nowhere,\(directory) user=postgres dbname=\(database.name) target_session_attrs=read-write"
        }) { pool in
            let pid = try await pool.pid()
            #expect(pid > 0)
        }
    }

    @Test func `an unreachable server is refused with a reason and a bad string without its password`() async throws {
        try await withPool(adjust: { configuration in
            configuration.connectionString = "host=/nowhere"
            configuration.waitLimit = .milliseconds(300)
        }) { pool in
            let error = try await failure { try await pool.connection { _ in } }
            #expect(error.kind == .cannotConnect)
            #expect(error.debugText?.contains("/nowhere") == true)
        }
        try await withPool(adjust: { configuration in
            configuration.connectionString = "postgres://user:hunter2@[host/db"
            configuration.waitLimit = .milliseconds(300)
        }) { pool in
            let error = try await failure { try await pool.connection { _ in } }
            #expect(error.kind == .cannotConnect)
            #expect(!String(reflecting: error).contains("hunter2"))
        }
    }

    @Test func `closing waits for what is lent and refuses what comes after`() async throws {
        try await withPool(size: 2) { pool in
            let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
            let (go, goOn) = AsyncStream.makeStream(of: Void.self)
            let lent = Task {
                try await pool.connection { connection in
                    continuation.yield()
                    for await _ in go { break }
                    return try connection.one(.pid)
                }
            }
            for await _ in begun { break }
            let closing = Task { await pool.close() }
            try await eventually {
                do {
                    _ = try await pool.pid()
                    return false
                } catch let error as PostgresError where error.kind == .poolClosed {
                    return true
                }
            }
            goOn.yield()
            #expect(try await lent.value > 0)
            await closing.value
            let left = pool.occupancy
            #expect(left.idle + left.leased + left.connecting == 0)
        }
    }
}

@Suite(.database) struct ListenTests {
    @Test func `notifications arrive, also after the connection was lost`() async throws {
        try await withPool { pool in
            var stream = pool.listen("Job \"x\"").makeAsyncIterator()
            #expect(await stream.next()?.cause == .listening)
            try await pool.connection { connection in _ = try connection.run(.notify, "Job \"x\"", "жаңа") }
            let sent = await stream.next()
            #expect(sent?.payload == "жаңа")
            #expect(sent?.cause == .sent)
            try await pool.connection { connection in
                try connection.script(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE query LIKE 'LISTEN%' AND datname = current_database()
                    """)
            }
            #expect(await stream.next()?.cause == .listening)
            try await pool.connection { connection in _ = try connection.run(.notify, "Job \"x\"", "2") }
            #expect(await stream.next()?.payload == "2")
            await pool.close()
            #expect(await stream.next() == nil)
        }
    }
}
