import Foundation
import Postgres
import TestKit
import Testing

@Suite(.database) struct TypeTests {
    enum Colour: String, Bindable, Readable, CaseIterable { case red, green }

    private func echo<T: Bindable & Readable & Equatable & Sendable>(_ value: T, as type: String) async throws {
        try await withPool(["echo": "SELECT $1::\(type) AS v"]) { pool in
            let back = try await pool.connection { connection in
                try connection.one(Statement<T>("echo") { row in try row.decode("v") }, value)
            }
            #expect(back == value)
        }
    }

    @Test func `numbers and truth come back as they went`() async throws {
        try await echo(true, as: "bool")
        try await echo(false, as: "bool")
        try await echo(Int16.min, as: "int2")
        try await echo(Int32.min, as: "int4")
        try await echo(Int64.min, as: "int8")
        try await echo(Int.max, as: "int8")
        try await echo(0.1 + 0.2, as: "float8")
        try await echo(-Double.infinity, as: "float8")
    }

    @Test(arguments: ["", "Қуаныш Әбілқасымұлы, Ұлытау ₸", "a\\b\"c'd\te\nf", "NULL", "𝄞"])
    func `text comes back as it went`(_ text: String) async throws {
        try await echo(text, as: "text")
    }

    @Test func `NULL comes back as nil and only into an optional`() async throws {
        try await echo(String?.none, as: "text")
        try await echo(Int64?.some(7), as: "int8")
        try await withPool(["null": "SELECT NULL::text AS secret"]) { pool in
            let error = try await failure {
                _ = try await pool.connection { connection in
                    try connection.one(Statement<String>("null") { row in try row.decode("secret") })
                }
            }
            #expect(error.kind == .decoding(column: "secret"))
            #expect(error.statement == "null")
        }
    }

    @Test func `arrays keep quotes, backslashes, empty texts and NULL apart`() async throws {
        try await echo([String](), as: "text[]")
        try await echo(["", "a,b", "{c}", "\"", "\\", "NULL", "null", " x ", "Ә"], as: "text[]")
        try await echo(["a", nil, "NULL"] as [String?], as: "text[]")
        try await echo([1, -2, 3], as: "int8[]")
        try await echo([true, false], as: "bool[]")
        try await echo([[1, 2], [255]] as [[UInt8]], as: "bytea[]")
    }

    @Test func `a megabyte of bytes comes back in either form`() async throws {
        let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await echo(bytes, as: "bytea")
        try await echo([UInt8](), as: "bytea")
        try await withPool(["echo": "SELECT $1::bytea AS v"]) { pool in
            let back = try await pool.connection { connection in
                try connection.one(Statement<[UInt8]>("echo", format: .bytes) { row in try row.decode("v") }, bytes)
            }
            #expect(back == bytes)
        }
    }

    @Test(arguments: [0, 0.25, -1, 1_700_000_000.123456, -2_000_000_000.5, 4_102_444_799.999999, -62_135_596_800])
    func `an instant comes back to the microsecond`(_ seconds: Double) async throws {
        let date = Date(timeIntervalSince1970: seconds)
        try await withPool(["date": "SELECT $1::timestamptz AS v, extract(epoch FROM $1::timestamptz)::text AS seconds"]
        ) {
            pool in
            let (back, epoch) = try await pool.connection { connection in
                try connection.one(
                    Statement<(Date, String)>("date") { row in (try row.decode("v"), try row.decode("seconds")) }, date)
            }
            #expect(abs(back.timeIntervalSince(date)) < 0.000_001)
            #expect(abs((Double(epoch) ?? .nan) - seconds) < 0.000_001)
        }
    }

    @Test func `identifiers and enums come back as they went`() async throws {
        try await echo(UUID(), as: "uuid")
        for colour in Colour.allCases { try await echo(colour, as: "text") }
        try await echo(Colour.allCases, as: "text[]")
    }

    @Test func `a word that is no case of the enum is refused with the column's name`() async throws {
        try await withPool(["word": "SELECT 'blue' AS colour"]) { pool in
            let error = try await failure {
                _ = try await pool.connection { connection in
                    try connection.one(Statement<Colour>("word") { row in try row.decode("colour") })
                }
            }
            #expect(error.kind == .decoding(column: "colour"))
            #expect(!"\(error)".contains("blue"))
        }
    }

    @Test func `a text with a NUL character is refused and not cut`() async throws {
        let error = try await failure { try await echo("a\0b", as: "text") }
        #expect(error.kind == .encoding)
    }

    @Test func `the server says what a statement takes and gives`() async throws {
        try await withPool { pool in
            let shape = try await pool.connection { connection in
                try connection.describe("SELECT $1::int8 AS a, $2::text AS b")
            }
            #expect(shape.parameters == [20, 25])
            #expect(shape.columns.map(\.name) == ["a", "b"])
            #expect(shape.columns.map(\.type) == [20, 25])
        }
    }
}
