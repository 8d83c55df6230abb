import Foundation
import Tabular
import Testing

@Suite struct TextEncodingTests {
    private func read(
        _ bytes: [UInt8], chunk: Int = .max, correction: CSVCorrection = CSVCorrection()
    ) throws -> (cells: [[String]], dialect: CSVDialect?) {
        var reader = CSVReader(correction: correction)
        var rows: [[String]] = []
        var start = 0
        while start < bytes.count {
            let end = chunk < bytes.count - start ? start + chunk : bytes.count
            try reader.feed(Array(bytes[start..<end])) { rows.append($0.cells) }
            start = end
        }
        try reader.finish { rows.append($0.cells) }
        return (rows, reader.dialect)
    }

    /// Bytes of a code page, by the letters they stand for.
    private func page(_ text: String, _ letters: [Character: UInt8]) -> [UInt8] {
        text.flatMap { character -> [UInt8] in
            if let byte = letters[character] ?? character.asciiValue { return [byte] }
            let value = character.unicodeScalars.first.map { Int($0.value) } ?? 0
            return [UInt8(value - 0x410 + 0xC0)]
        }
    }
    private static let kazakh: [Character: UInt8] = [
        "Қ": 0x8D, "қ": 0x9D, "Ұ": 0xA1, "ұ": 0xA2, "Ә": 0xA3, "Ө": 0xA5, "Ғ": 0xAA, "Ү": 0xAF, "І": 0xB2, "і": 0xB3,
        "ө": 0xB4, "ғ": 0xBA, "ә": 0xBC, "Ң": 0xBD, "ң": 0xBE, "ү": 0xBF, "Ё": 0xA8, "ё": 0xB8, "№": 0xB9, "Һ": 0x8E,
        "һ": 0x9E, "«": 0xAB, "»": 0xBB,
    ]
    private static let slavic: [Character: UInt8] = [
        "Ї": 0xAF, "ї": 0xBF, "є": 0xBA, "Є": 0xAA, "ў": 0xA2, "І": 0xB2, "і": 0xB3, "ґ": 0xB4,
    ]

    @Test func `Kazakh letters far behind Russian ones still decide the code page`() throws {
        let text = "аты;жолы\n" + String(repeating: "Иванов;Алматы\n", count: 20_000) + "Гүлнәр;Өскемен\n"
        let bytes = page(text, Self.kazakh)
        for chunk in [1_000, 65_536, Int.max] {
            let found = try read(bytes, chunk: chunk)
            #expect(found.dialect?.encoding == .kz1048)
            #expect(found.cells.count == 20_002)
            #expect(found.cells[20_000] == ["Иванов", "Алматы"])
            #expect(found.cells[20_001] == ["Гүлнәр", "Өскемен"])
        }
    }

    @Test(arguments: ["Төлеген", "ұл", "Үміт", "НҰРҒАЛИ", "Дүйсен", "ӘЖЕ", "Қ. Сәтбаев"])
    func `a word of Kazakh is enough`(word: String) throws {
        let found = try read(page("iin;аты\n1;\(word)\n", Self.kazakh))
        #expect(found.cells[1] == ["1", word])
        #expect(found.dialect?.encoding == .kz1048)
    }

    @Test(arguments: ["Україна", "Марії", "Воўк", "Київ"])
    func `Ukrainian and Belarusian letters after vowels are not taken for Kazakh`(word: String) throws {
        let found = try read(page("iin;имя\n1;\(word)\n", Self.slavic))
        #expect(found.cells[1] == ["1", word])
        #expect(found.dialect?.encoding == .windows1251)
    }

    @Test func `ASCII before the first Cyrillic letter says nothing, however long it is`() throws {
        let ascii = "iin,name\n" + String(repeating: "080512500123,Aigerim\n", count: 10_000)
        let legacy = try read(Array(ascii.utf8) + page("1,Иванов\n", Self.kazakh))
        #expect(legacy.cells[10_001] == ["1", "Иванов"])
        #expect(legacy.dialect?.encoding == .windows1251)
        let unicode = try read(Array((ascii + "1,Иванов\n").utf8))
        #expect(unicode.cells[10_001] == ["1", "Иванов"])
        #expect(unicode.dialect?.encoding == .utf8)
        #expect(try read(Array(ascii.utf8)).dialect?.encoding == .utf8)
    }

    @Test(
        arguments: [
            // "José" in Latin-1, "Иванов" in IBM 866, "Иванов Пётр" in KOI8-R, and UTF-8 with one byte lost.
            [0x4A, 0x6F, 0x73, 0xE9], [0x88, 0xA2, 0xA0, 0xAD, 0xAE, 0xA2],
            [0xE9, 0xD7, 0xC1, 0xCE, 0xCF, 0xD7, 0x20, 0xF0, 0xA3, 0xD4, 0xD2],
            Array("Иванов".utf8.dropLast()), Array("Қуан".utf8) + [0xFF] + Array("ышбек".utf8),
        ] as [[UInt8]])
    func `what is no Cyrillic of ours is refused with its cell, never read as something else`(bytes: [UInt8]) {
        #expect(throws: TabularError.notText(row: 2, column: 1)) {
            try read(Array("iin,name\n1,".utf8) + bytes + Array("\n".utf8))
        }
    }

    @Test func `broken UTF-16 is refused with its cell`() {
        let half: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x00, 0xD8, 0x2C, 0, 0x62, 0]
        #expect(throws: TabularError.notText(row: 1, column: 1)) { try read(half) }
        #expect(throws: TabularError.notText(row: 1, column: 1)) { try read(half.dropLast(5)) }
        #expect(throws: TabularError.containsNUL(row: 1, column: 0)) { try read([0xFE, 0xFF, 0, 0x61, 0, 0]) }
    }

    @Test func `a correction is obeyed`() throws {
        let bytes = page("имя;жол|ы\nТөле;a\\\"b\n", Self.kazakh)
        let told = try read(
            bytes, correction: CSVCorrection(encoding: .windows1251, separator: UInt8(ascii: "|")))
        #expect(told.cells == [["имя;жол", "ы"], ["Тґле;a\\\"b"]])
        #expect(told.dialect?.encoding == .windows1251)
        #expect(throws: TabularError.notText(row: 1, column: 0)) {
            try read(bytes, correction: CSVCorrection(encoding: .utf8))
        }
        let declared = try read(Array("sep=;\na,b;c\n".utf8), correction: CSVCorrection(separator: UInt8(ascii: ",")))
        #expect(declared.cells == [["a", "b;c"]])
        #expect(declared.dialect?.isDeclared == true)
        let doubled = try read(
            Array("\"a\\\"b\",c\n".utf8), correction: CSVCorrection(quoteEscape: .doubled))
        #expect(doubled.cells == [["a\\b\"", "c"]])
        let sixteen = try read([0x61, 0, 0x3B, 0, 0x04, 0x04], correction: CSVCorrection(encoding: .utf16LittleEndian))
        #expect(sixteen.cells == [["a", "Є"]])
    }

    @Test(arguments: [
        ("\"say \\\"hi\\\", ok\",x\n", ["say \"hi\", ok", "x"], CSVDialect.QuoteEscape.backslash),
        ("\"C:\\\",x\n", ["C:\\", "x"], .doubled), ("\"C:\\\"\n", ["C:\\"], .doubled), ("\"C:\\\"", ["C:\\"], .doubled),
        ("\"a\\\\\",x\n", ["a\\\\", "x"], .doubled), ("\"a\\\"\"b\",x\n", ["a\\\"b", "x"], .doubled),
        ("\"\\\"a\\\\\\\"\",\"\"\"b\"\n", ["\"a\\\"", "\"b"], .backslash), ("a\\\"b,c\n", ["a\\\"b", "c"], .doubled),
        ("\"\\n\",c\n", ["\\n", "c"], .doubled),
    ])
    func `a backslash before a quote is an escape when text follows`(
        text: String, cells: [String], escape: CSVDialect.QuoteEscape
    ) throws {
        for chunk in [1, 2, 3, 100] {
            let found = try read(Array(text.utf8), chunk: chunk)
            #expect(found.cells == [cells])
            #expect(found.dialect?.quoteEscape == escape)
        }
        #expect(throws: TabularError.unclosedQuote(row: 1)) { try read(Array("\"a\\".utf8)) }
    }

    @Test(arguments: [
        ("Список, дом №1\nИИН;Имя;Адрес\n1;Анна;Абая 5, кв. 7\n2;Пётр;Абая 5, кв. 8\n", ";"),
        ("имя;адрес\nа;Алматы, Абай, 5, 7, а\nб;Алматы, Абай, 5, 8, а\n", ";"),
        ("a|b|c\n1|2,5|3\n", "|"), ("a\tb\n1,5\t2,5\n3,5\t4,5\n", "\t"),
        ("a;b;c;;;\n1,0;2,0;3,0\n1,0;2,0;3,0;\n", ";"), ("a,b,c\n1,2\n1,2,3,4\n1,2,3\n", ","),
        ("a;b\n\"x;y,z,\"\"\";1\n", ";"),
    ])
    func `the separator is the one that cuts the rows alike`(text: String, separator: Character) throws {
        #expect(try read(Array(text.utf8)).dialect?.separator == separator.asciiValue)
    }

    @Test func `rows of another length are counted, blank ones are not`() throws {
        var reader = CSVReader()
        try reader.feed(Array("a,b,c\n1,2\n\n,\n1,2,3,4\n1,2,3\n".utf8)) { _ in }
        try reader.finish { _ in }
        #expect(reader.raggedRecords == 2)
    }
}
