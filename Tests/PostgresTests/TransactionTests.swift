import Foundation
import Postgres
import Synchronization
import TestKit
import Testing

@Suite(.database) struct TransactionTests {
    private struct Refusal: Error {}

    @Test func `what a body did stays when it returns and goes when it throws`() async throws {
        try await withPersons { pool in
            try await pool.transaction { connection in
                _ = try connection.run(.insert, "1", "a")
            }
            await #expect(throws: Refusal.self) {
                try await pool.transaction { connection in
                    try connection.run(.insert, "2", "b")
                    throw Refusal()
                }
            }
            #expect(try await pool.connection { try $0.rows(.names) } == ["a"])
        }
    }

    @Test func `a body that swallows an error cannot believe it was committed`() async throws {
        try await withPersons { pool in
            let error = try await failure {
                try await pool.transaction { connection in
                    try connection.run(.insert, "1", "a")
                    _ = try? connection.run(.insert, "1", "again")
                }
            }
            #expect(error.constraint == "person_iin_once")
            #expect(try await pool.personCount() == 0)
        }
    }

    @Test func `a read-only transaction does not write`() async throws {
        try await withPersons { pool in
            let error = try await failure {
                try await pool.transaction(readOnly: true) { connection in
                    _ = try connection.run(.insert, "1", "a")
                }
            }
            #expect(error.sqlState == .readOnlyTransaction)
        }
    }

    @Test func `after a serialization failure the whole body runs again`() async throws {
        try await withPersons { pool in
            try await pool.connection { connection in _ = try connection.run(.insert, "1", "a") }
            let other = try #require(TestDatabase.current).pool(size: 1) { testSQL[$0] }
            let runs = RunCounter()
            try await pool.transaction(isolation: .repeatableRead) { connection in
                _ = try connection.one(.names)
                // The snapshot is taken; now somebody else writes the row this transaction is about to write.
                if runs.next() == 1 {
                    let done = DispatchSemaphore(value: 0)
                    Task.detached {
                        try? await other.connection { other in _ = try other.run(.rename, "1", "theirs") }
                        done.signal()
                    }
                    done.wait()
                }
                try connection.run(.rename, "1", "mine")
            }
            #expect(runs.count == 2)
            #expect(try await pool.connection { try $0.one(.names) } == "mine")
            await other.close()
        }
    }

    @Test func `two transactions in a deadlock both get done`() async throws {
        try await withPersons(adjust: { $0.lockTimeout = nil }) { pool in
            try await pool.connection { connection in
                try connection.run(.insert, "1", "a")
                try connection.run(.insert, "2", "b")
            }
            let runs = RunCounter()
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [("1", "2"), ("2", "1")] {
                    group.addTask {
                        try await pool.transaction { connection in
                            _ = try connection.one(.lock, first)
                            // Only the first two runs have to meet; the one that runs again goes alone.
                            if runs.next() <= 2 { meeting.arriveAndWait() }
                            _ = try connection.one(.lock, second)
                        }
                    }
                }
                try await group.waitForAll()
            }
            // Four when both see the deadlock at the same moment and both give way.
            #expect((3...4).contains(runs.count))
        }
    }

    @Test func `attempts come to an end`() async throws {
        try await withPersons { pool in
            let runs = RunCounter()
            let error = try await failure {
                try await pool.transaction(attempts: 3) { connection in
                    _ = runs.next()
                    try connection.script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$")
                }
            }
            #expect(error.sqlState == .serializationFailure)
            #expect(runs.count == 3)
        }
    }

    @Test func `a connection lost during COMMIT leaves the outcome unknown`() async throws {
        try await withPersons { pool in
            // A deferred trigger ends the session in the middle of COMMIT.
            try await pool.connection { connection in
                try connection.script(
                    """
                    CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON person DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION hang_up()
                    """)
            }
            let error = try await failure {
                try await pool.transaction { connection in _ = try connection.run(.insert, "1", "a") }
            }
            #expect(error.kind == .commitUnknown)
            #expect(try await pool.personCount() == 0)
        }
    }
}

/// Counts the runs of a body.
final class RunCounter: Sendable {
    private let runs = Mutex(0)
    var count: Int { runs.withLock { $0 } }
    func next() -> Int {
        runs.withLock { runs in
            runs += 1
            return runs
        }
    }
}

/// Two threads wait for each other, once.
final class Meeting: Sendable {
    private let first = DispatchSemaphore(value: 0)
    private let arrivals = Mutex(0)

    func arriveAndWait() {
        let isSecond = arrivals.withLock { arrivals in
            arrivals += 1
            return arrivals == 2
        }
        if isSecond { first.signal() } else { first.wait() }
    }
}
