import Foundation
import Tabular
import Testing

@Suite struct JSONReaderTests {
    private func read(
        _ bytes: [UInt8], keys: [String] = [], chunk: Int = .max, limits: TabularLimits = .standard
    ) throws -> [(number: Int, cells: [String])] {
        var reader = JSONReader(keys: keys, limits: limits)
        var rows: [(number: Int, cells: [String])] = []
        var start = 0
        while start < bytes.count {
            let end = chunk < bytes.count - start ? start + chunk : bytes.count
            try reader.feed(Array(bytes[start..<end])) { rows.append(($0.number, $0.cells)) }
            start = end
        }
        try reader.finish { rows.append(($0.number, $0.cells)) }
        return rows
    }

    private func read(_ text: String, keys: [String] = []) throws -> [[String]] {
        try read(Array(text.utf8), keys: keys).map(\.cells)
    }

    private static let array = """
        \u{FEFF} [ {"iin" : "080512500123", "аты":"Гүл\\u043d\\u04d9р \\ud83d\\ude00\\n\\"\\\\\\/", "n":-1.50E+3},
        {"n":null,"аты":true,"iin":"","new":false}, {}, {"iin":0} ]

        """

    @Test func `objects are records, in an array or in lines, in chunks of any size`() throws {
        let expected = [
            ["iin", "аты", "n"], ["080512500123", "Гүлнәр 😀\n\"\\/", "-1.50E+3"], ["", "true", "", "false"], [], ["0"],
        ]
        let lines = Self.array.replacingOccurrences(of: "},", with: "}\n").filter { !"[]".contains($0) }
        for text in [Self.array, lines] {
            let bytes = Array(text.utf8)
            for chunk in [1, 2, 3, 5, 7, 64, .max] {
                let rows = try read(bytes, chunk: chunk)
                #expect(rows.map(\.number) == [0, 1, 2, 3, 4])
                #expect(rows.map(\.cells) == expected)
            }
        }
        let wide = Array(Self.array.data(using: .utf16LittleEndian) ?? Data())
        #expect(try read(wide).map(\.cells) == expected)
    }

    @Test func `keys that are known have their columns, others come behind`() throws {
        var reader = JSONReader(keys: ["iin", "name"])
        var rows: [[String]] = []
        try reader.feed(Array("[{\"x\":1,\"name\":\"A\"},{\"y\":2},{\"iin\":\"3\"}]".utf8)) { rows.append($0.cells) }
        try reader.finish { rows.append($0.cells) }
        #expect(rows == [["iin", "name", "x"], ["", "A", "1"], ["", "", "", "2"], ["3"]])
        #expect(reader.keys == ["iin", "name", "x", "y"])
    }

    @Test(arguments: [
        ("", TabularError.empty), (" \n", .empty), ("[]", .empty), ("[{},{\"a\":null}]", .empty),
        ("[{\"a\":1},7]", .unreadable(.notAnObject(row: 2))), ("\"a\"", .unreadable(.notAnObject(row: 1))),
        ("[{\"a\":1},{\"b\":1,\"a\":[1]}]", .unreadable(.nestedValue(row: 2, column: 0))),
        ("{\"a\":{}}", .unreadable(.nestedValue(row: 1, column: 0))),
        ("[{\"a\":1,\"b\":2,\"\\u0061\":3}]", .unreadable(.duplicateKey(row: 1, column: 0))),
        ("{\"a\":\"\\u0000\"}", .containsNUL(row: 1, column: 0)),
        ("{\"a\":\"\\ud800x\\udc00\"}", .notText(row: 1, column: 0)),
        ("{\"a\":\"\\udc00\"}", .notText(row: 1, column: 0)),
        ("{\"a\":1}{\"a\":2}", .unreadable(.damagedJSON(row: 1, offset: 7))),
        ("{\"a\":1},{\"a\":2}", .unreadable(.damagedJSON(row: 1, offset: 7))),
        ("[{\"a\":1} {\"a\":2}]", .unreadable(.damagedJSON(row: 1, offset: 9))),
        ("[{\"a\":1},]", .unreadable(.damagedJSON(row: 1, offset: 9))),
        ("[{\"a\":1},{\"a\":01}]", .unreadable(.damagedJSON(row: 2, offset: 15))),
        ("[{\"a\":1},{\"a\":tru}]", .unreadable(.damagedJSON(row: 2, offset: 17))),
        ("[{\"a\":\"x\ny\"}]", .unreadable(.damagedJSON(row: 1, offset: 8))),
        ("[{\"a\":1}", .unreadable(.damagedJSON(row: 1, offset: 8))),
        ("[{\"a\":1}]]", .unreadable(.damagedJSON(row: 1, offset: 9))),
    ])
    func `what cannot be read is refused by name, at its place`(text: String, error: TabularError) {
        for chunk in [1, 2, 100] {
            #expect(throws: error, "chunks of \(chunk)") { try read(Array(text.utf8), chunk: chunk) }
        }
    }

    @Test func `each limit is kept and carried by its error`() throws {
        var limits = TabularLimits()
        limits.rows = 2
        limits.columns = 2
        limits.cellBytes = 4
        func refusal(_ text: String) -> TabularError? {
            do { _ = try read(Array(text.utf8), limits: limits) } catch { return error as? TabularError }
            return nil
        }
        #expect(refusal("{\"a\":1}\n{\"a\":1}\n") == nil)
        #expect(refusal("{\"a\":1}\n{\"a\":1}\n{}") == .tooManyRows(limit: 2))
        #expect(refusal("{\"a\":1,\"b\":1,\"c\":1}") == .tooManyColumns(limit: 2, row: 1))
        #expect(refusal("{\"a\":1,\"b\":12345}") == .cellTooLong(limit: 4, row: 1, column: 1))
        #expect(refusal("{\"a\":\"12345\"}") == .cellTooLong(limit: 4, row: 1, column: 0))
        #expect(refusal("{\"abcde\":1}") == .cellTooLong(limit: 4, row: 1, column: 0))
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
        #expect(throws: TabularError.unreadable(.notAnObject(row: 1))) { try read(deep) }
    }

    @Test(.enabled(if: Corpora.areHere, Corpora.missing))
    func `JSONTestSuite is read where it is right and refused where it is wrong`() throws {
        let files = try Corpora.files("json-test-suite")
        #expect(files.count == 318)
        for file in files {
            let name = file.lastPathComponent
            let bytes = try Array(Data(contentsOf: file))
            let error = refusal(bytes)
            if name.hasPrefix("n_") { #expect(error != nil, "\(name)") }
            if name.hasPrefix("y_") { #expect(error?.isOfShape != false, "\(name): \(String(describing: error))") }
            // The suite's arrays of one value become that value of an object.
            guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2 else { continue }
            let wrapped = Array("[{\"k\":".utf8) + bytes.dropFirst().dropLast() + Array("}]".utf8)
            let inner = refusal(wrapped)
            if name.hasPrefix("n_") { #expect(inner != nil, "\(name) as a value") }
            if name.hasPrefix("y_"), !name.hasPrefix("y_array") {
                #expect(inner?.isOfShape != false, "\(name) as a value: \(String(describing: inner))")
            }
        }
    }

    private func refusal(_ bytes: [UInt8]) -> TabularError? {
        do {
            _ = try read(bytes)
            return nil
        } catch {
            if !(error is TabularError) { Issue.record("\(error)") }
            return error as? TabularError
        }
    }
}

extension TabularError {
    /// Right JSON that is no table: nothing in it, values in values, a key twice, a character no table has.
    fileprivate var isOfShape: Bool {
        switch self {
        case .empty, .containsNUL, .unreadable(.notAnObject), .unreadable(.nestedValue), .unreadable(.duplicateKey):
            true
        default: false
        }
    }
}
