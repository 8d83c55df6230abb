import Foundation
import Tabular
import Testing

@Suite struct CSVReaderTests {
    @Test(.enabled(if: Corpora.areHere, Corpora.missing))
    func `every case of csv-spectrum reads as its authors expect`() throws {
        let cases = try Corpora.files("csv-spectrum/csvs")
        #expect(cases.count == 12)
        for file in cases {
            let name = file.deletingPathExtension().lastPathComponent
            // Its JSON is one object, of another row than the file's.
            if name == "location_coordinates" {
                #expect(try csv(Array(Data(contentsOf: file)))[1].cells[2...] == ["Modesto", "Stanislaus"])
                continue
            }
            let expected = try JSONDecoder().decode(
                [[String: String]].self, from: Data(contentsOf: Corpora.file("csv-spectrum/json/\(name).json")))
            let rows = try csv(Array(Data(contentsOf: file))).map(\.cells)
            let header = try #require(rows.first)
            let found = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
            #expect(found == expected, "\(name)")
        }
    }

    private static let hard =
        "\u{FEFF}a;\"b;\"\"b\"\"\";c\r\n\r\n\"x\r\ny\";қазақ ұл;\"z\"tail\r1;2\"2;3\n;;\n\"\";\"\";\"\""

    @Test func `a record split over chunks anywhere is the same record`() throws {
        let bytes = Array(Self.hard.utf8)
        let whole = try csv(bytes)
        #expect(whole.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(whole.map(\.cells)[0] == ["a", "b;\"b\"", "c"])
        #expect(whole.map(\.cells)[2] == ["x\r\ny", "қазақ ұл", "ztail"])
        #expect(whole.map(\.cells)[3] == ["1", "2\"2", "3"])
        for size in 1...bytes.count {
            #expect(try csv(bytes, chunk: size).map(\.cells) == whole.map(\.cells), "chunks of \(size)")
        }
        for split in 0...bytes.count {
            var reader = CSVReader()
            var rows: [[String]] = []
            try reader.feed(Array(bytes[..<split])) { rows.append($0.cells) }
            try reader.feed(Array(bytes[split...])) { rows.append($0.cells) }
            try reader.finish { rows.append($0.cells) }
            #expect(rows == whole.map(\.cells), "split at \(split)")
        }
    }

    @Test func `long files split over chunks of any size read the same`() throws {
        var text = "iin,name,\"note\"\n"
        for row in 0..<6_000 { text += "\(row),Әсел \(row % 7),\"line\n\"\"\(row)\"\"\"\r\n" }
        let bytes = Array(text.utf8)
        let whole = try csv(bytes)
        #expect(whole.count == 6_001)
        #expect(whole[6_000].cells == ["5999", "Әсел 0", "line\n\"5999\""])
        for size in [1, 7, 4_096, 65_535, 65_536, 65_537] {
            let rows = try csv(bytes, chunk: size)
            #expect(rows.elementsEqual(whole) { $0.cells == $1.cells && $0.number == $1.number }, "chunks of \(size)")
        }
    }

    @Test(arguments: [
        ("a,b;c,d\n", UInt8(ascii: ",")), ("a;b,b;c\n", UInt8(ascii: ";")), ("a\tb\tc,d\n", UInt8(ascii: "\t")),
        ("\"a,b,c\";d\n", UInt8(ascii: ";")), ("list\n\na;b\n", UInt8(ascii: ";")), ("alone\n", UInt8(ascii: ",")),
        ("\"x\"\"y,,,,\";b;c", UInt8(ascii: ";")), ("a", UInt8(ascii: ",")), ("a;b", UInt8(ascii: ";")),
    ])
    func `the separator is the most frequent one outside quotes in the first record that has any`(
        text: String, separator: UInt8
    ) throws {
        var reader = CSVReader()
        try reader.feed(Array(text.utf8)) { _ in }
        try reader.finish { _ in }
        #expect(reader.dialect?.separator == separator)
        #expect(reader.dialect?.isDeclared == false)
    }

    @Test(arguments: ["sep=|\r\n", "SEP=|\n", "\u{FEFF}sep=|\r"])
    func `a declared separator is obeyed and its line is no record`(line: String) throws {
        for size in [1, 2, 5, 100] {
            let rows = try csv(Array((line + "a|b,c\nd|e").utf8), chunk: size)
            #expect(rows.map(\.cells) == [["a", "b,c"], ["d", "e"]], "\(line) in chunks of \(size)")
            #expect(rows.map(\.number) == [1, 2])
        }
    }

    @Test func `records are numbered as the clerk's program numbers them`() throws {
        let rows = try csv(Array("h,h\n\n\"two\nlines\",x\n\n,\nlast,y\n".utf8))
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(rows[2].cells == ["two\nlines", "x"])
        #expect(rows[5].cells == ["last", "y"])
    }

    @Test(arguments: [
        ("", TabularError.empty), ("\u{FEFF}", .empty), ("\n\r\n , \n", .empty),
        ("a,b\n1,\"x\n2,3\n", .unclosedQuote(row: 2)), ("a,b\n1,\0", .containsNUL(row: 2, column: 1)),
        ("a,b\n1,\"\0\"", .containsNUL(row: 2, column: 1)),
    ])
    func `what cannot be read is refused by name`(text: String, error: TabularError) throws {
        for size in [1, 3, 1_000] {
            #expect(throws: error) { try csv(Array(text.utf8), chunk: size) }
        }
    }

    @Test(
        arguments: [
            [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0x80], [0xFE],
            [0xC3, 0x2C, 0xA9], [0x22, 0xC3, 0x22, 0xA9], [0xF0, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused with their cell`(bytes: [UInt8]) throws {
        let file = Array("iin,name,note\n1,Ә,".utf8) + bytes + Array("\n".utf8)
        for size in [1, 1_000] {
            let error = #expect(throws: TabularError.self) { try csv(file, chunk: size) }
            guard case .notText(row: 2, column: 2...3) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [[0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], [0, 0, 0xFE, 0xFF]] as [[UInt8]])
    func `UTF-32 has a name of its own`(bytes: [UInt8]) {
        #expect(throws: TabularError.utf32) { try csv(bytes) }
    }

    @Test func `each limit is kept and carried by its error`() throws {
        var limits = TabularLimits()
        limits.rows = 2
        limits.columns = 3
        limits.cellBytes = 4
        #expect(try csv("a\nb\nc\n", limits: limits).count == 3)
        #expect(throws: TabularError.tooManyRows(limit: 2)) { try csv("a\nb\nc\nd", limits: limits) }
        #expect(throws: TabularError.tooManyColumns(limit: 3, row: 2)) { try csv("a\n1,2,3,4", limits: limits) }
        #expect(throws: TabularError.cellTooLong(limit: 4, row: 1, column: 1)) { try csv("a,bcdef", limits: limits) }
        #expect(throws: TabularError.cellTooLong(limit: 4, row: 1, column: 0)) {
            var reader = CSVReader(limits: limits)
            let endless = [UInt8](repeating: UInt8(ascii: "\""), count: 1) + [UInt8](repeating: 0x61, count: 70_000)
            while true { try reader.feed(endless) { _ in } }
        }
    }

    @Test func `an error of the taker stops the reader and comes out`() throws {
        struct Enough: Error {}
        var reader = CSVReader()
        try reader.feed(Array("a,b\nc,d\n".utf8)) { _ in throw Enough() }
        #expect(throws: Enough.self) { try reader.finish { _ in throw Enough() } }
    }
}
