import Postgres
import Synchronization
import TestKit
import Testing

@Suite(.database) struct CopyTests {
    private struct Refusal: Error {}

    @Test func `rows go in and come out with every awkward character`() async throws {
        let awkward = "tab\t line\nreturn\r back\\slash \"quoted\" \\N Ұ"
        try await withPersons { pool in
            let count = try await pool.transaction { connection in
                try connection.copyIn(.copyIn) { writer in
                    try writer.row("1", awkward)
                    try writer.row("2", nil)
                    try writer.row("3", "")
                }
            }
            #expect(count == 3)
            let names = Statement<String?>("person/names") { row in try row.decode("name") }
            #expect(try await pool.connection { try $0.rows(names) } == [awkward, nil, ""])
            let out = Mutex<[UInt8]>([])
            try await pool.connection { connection in
                try await connection.copyOut(.copyOut) { chunk in out.withLock { $0 += chunk } }
            }
            let text = String(decoding: out.withLock { $0 }, as: UTF8.self)
            #expect(text.hasSuffix("\n2\t\\N\n3\t\n"))
        }
    }

    @Test func `a stream of pieces goes in as it comes`() async throws {
        let pieces = AsyncStream<[UInt8]> { continuation in
            for number in 0..<10_000 { continuation.yield(Array("\(number)\tn".utf8)); continuation.yield([10]) }
            continuation.finish()
        }
        try await withPersons { pool in
            let count = try await pool.longTransaction { connection in
                try await connection.copyIn(.copyIn, chunks: pieces)
            }
            #expect(count == 10_000)
            let streamed = try await pool.longTransaction { connection in
                try await connection.copyIn(
                    .copyIn,
                    streaming: { writer in
                        for number in 10_000..<20_000 {
                            await Task.yield()
                            try writer.row("\(number)", "n")
                        }
                    })
            }
            #expect(streamed == 10_000)
            let bytes = Mutex(0)
            try await pool.connection { connection in
                try await connection.copyOut(.copyOut) { chunk in
                    #expect(chunk.last == 10)
                    bytes.withLock { $0 += chunk.count }
                }
            }
            var expected = 0
            for number in 0..<20_000 { expected += "\(number)\tn\n".utf8.count }
            #expect(bytes.withLock { $0 } == expected)
        }
    }

    @Test func `a COPY called off half-way leaves nothing and a usable connection`() async throws {
        try await withPersons(size: 1) { pool in
            let pid = try await pool.pid()
            await #expect(throws: Refusal.self) {
                try await pool.connection { connection in
                    try connection.copyIn(.copyIn) { writer in
                        for number in 0..<50_000 { try writer.row("\(number)", "n") }
                        throw Refusal()
                    }
                }
            }
            await #expect(throws: Refusal.self) {
                try await pool.connection { connection in
                    try await connection.copyIn(
                        .copyIn,
                        streaming: { writer in
                            try writer.row("1", "n")
                            await Task.yield()
                            throw Refusal()
                        })
                }
            }
            #expect(try await pool.personCount() == 0)
            #expect(try await pool.pid() == pid)
        }
    }

    @Test func `a line the server refuses ends the COPY with its state and without the line`() async throws {
        try await withPersons(size: 1) { pool in
            let pid = try await pool.pid()
            let error = try await failure {
                try await pool.connection { connection in
                    try connection.copyIn(.copyIn) { writer in
                        try writer.write("1\t2\t900101300017\n".utf8)
                        for number in 0..<200_000 { try writer.row("\(number)", "n") }
                    }
                }
            }
            #expect(error.sqlState == .badCopyFormat)
            #expect(error.statement == "person/copy_in")
            #expect(!String(reflecting: error).contains("900101300017"))
            #expect(try await pool.personCount() == 0)
            #expect(try await pool.pid() == pid)
        }
    }

    @Test func `a reader that gives up ends the COPY and the connection stays`() async throws {
        try await withPersons(size: 1) { pool in
            try await pool.connection { connection in
                try connection.copyIn(.copyIn) { writer in
                    for number in 0..<100_000 { try writer.row("\(number)", "n") }
                }
            }
            let pid = try await pool.pid()
            await #expect(throws: Refusal.self) {
                try await pool.connection { connection in
                    try await connection.copyOut(.copyOut) { _ in throw Refusal() }
                }
            }
            #expect(try await pool.pid() == pid)
        }
    }

    @Test func `a million rows' worth of copying can be cancelled`() async throws {
        try await withPersons(size: 1) { pool in
            let started = AsyncStream<Void>.makeStream()
            let task = Task {
                try await pool.longTransaction { connection in
                    try await connection.copyIn(
                        .copyIn,
                        streaming: { writer in
                            var number = 0
                            while true {
                                try writer.row("\(number)", "n")
                                number += 1
                                if number == 1000 { started.continuation.yield() }
                                if number.isMultiple(of: 100) { await Task.yield() }
                            }
                        })
                }
            }
            for await _ in started.stream { break }
            task.cancel()
            let error = try await failure { _ = try await task.value }
            #expect(error.kind == .cancelled)
            #expect(try await pool.personCount() == 0)
        }
    }
}
