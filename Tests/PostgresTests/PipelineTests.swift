import Postgres
import TestKit
import Testing

@Suite(.database) struct PipelineTests {
    @Test func `answers come in the order of the statements`() async throws {
        try await withPersons { pool in
            try await pool.connection { connection in
                var names: Pipeline.Entry<String>?
                let results = try connection.pipeline { pipeline in
                    for number in 0..<500 { pipeline.add(.insert, "\(1000 + number)", "n\(number)") }
                    names = pipeline.add(.names)
                    pipeline.add(.rename, "1007", "x")
                }
                #expect(results.affected.count == 502)
                #expect(results.affected.prefix(500).allSatisfy { $0 == 1 })
                #expect(results[try #require(names)] == (0..<500).map { "n\($0)" })
                #expect(results.affected.last == 1)
            }
        }
    }

    @Test func `an error undoes the batch, is named, and leaves the connection usable`() async throws {
        try await withPersons(size: 1) { pool in
            let pid = try await pool.pid()
            let error = try await failure {
                try await pool.connection { connection in
                    try connection.pipeline { pipeline in
                        pipeline.add(.insert, "1", "a")
                        pipeline.add(.insert, "1", "again")
                        pipeline.add(.rename, "1", "never")
                    }
                }
            }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.statement == "person/insert")
            #expect(try await pool.personCount() == 0)
            #expect(try await pool.pid() == pid)
        }
    }

    @Test func `megabytes both ways do not lock up`() async throws {
        let text = String(repeating: "ә", count: 100_000)
        try await withPool(["echo": "SELECT $1::text AS v"]) { pool in
            let lengths = try await pool.connection { connection in
                let echo = Statement<Int>("echo") { row in try row.decode("v", as: String.self).utf8.count }
                var entries: [Pipeline.Entry<Int>] = []
                let results = try connection.pipeline { pipeline in
                    for _ in 0..<100 { entries.append(pipeline.add(echo, text)) }
                }
                return entries.flatMap { results[$0] }
            }
            #expect(lengths == Array(repeating: 200_000, count: 100))
        }
    }
}
