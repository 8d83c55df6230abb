import Foundation
import Postgres
import TestKit
import Testing

@Suite(.database) struct ErrorTests {
    @Test func `a violated constraint is named and the person is not`() async throws {
        let iin = "900101300017"
        try await withPersons { pool in
            let error = try await failure {
                try await pool.connection { connection in
                    try connection.run(.insert, iin, "Қайрат")
                    try connection.run(.insert, iin, "Қайрат")
                }
            }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "person_iin_once")
            #expect(error.table == "person")
            #expect(error.statement == "person/insert")
            for text in ["\(error)", String(reflecting: error), error.localizedDescription] {
                #expect(!text.contains(iin))
                #expect(!text.contains("Қайрат"))
            }
        }
    }

    @Test func `an error can be caught by its state`() async throws {
        try await withPersons { pool in
            do {
                try await pool.connection { connection in
                    try connection.script("INSERT INTO person VALUES (NULL, '')")
                }
                Issue.record("NULL was taken")
            } catch SQLState.notNullViolation {}
        }
    }

    @Test func `wrong SQL keeps its message for the operator, a wrong value does not`() async throws {
        try await withPersons { pool in
            let wrongSQL = try await failure {
                try await pool.connection { try $0.run(Statement("person/missing")) }
            }
            #expect(wrongSQL.debugText?.contains("nothing") == true)
            let unknown = try await failure {
                try await pool.connection { try $0.run(Statement("no/such")) }
            }
            #expect(unknown.kind == .unknownStatement)
        }
        try await withPool(["number": "SELECT $1::int4"]) { pool in
            let wrongValue = try await failure {
                try await pool.connection { connection in
                    try connection.run(Statement("number"), "Қайрат")
                }
            }
            #expect(wrongValue.sqlState == .invalidTextRepresentation)
            #expect(wrongValue.debugText == nil)
        }
    }

    @Test func `one row means one row`() async throws {
        try await withPersons { pool in
            try await pool.connection { connection in
                #expect(try connection.first(.names) == nil)
                #expect(throws: PostgresError.self) { try connection.one(.names) }
                try connection.run(.insert, "1", "a")
                #expect(try connection.one(.names) == "a")
                try connection.run(.insert, "2", "b")
                #expect(throws: PostgresError.self) { try connection.first(.names) }
                #expect(try connection.rows(.names) == ["a", "b"])
                #expect(try connection.run(.rename, "2", "c") == 1)
                #expect(try connection.run(.rename, "3", "c") == 0)
            }
        }
    }
}
