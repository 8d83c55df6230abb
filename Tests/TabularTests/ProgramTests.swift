import Foundation
import Tabular
import Testing

/// The same rows as different programs write them, read to the same cells. The files of `Fixtures` were made by Python's
/// csv, openpyxl and xlsxwriter; what LibreOffice, Google Sheets, Excel and 1C write is written down as they do.
@Suite struct ProgramTests {
    static let kazakh = [
        ["ЖСН", "Тегі", "Аты", "Туған күні", "Мекенжай", "Ескерту"],
        ["080512500123", "Әбдіғали", "Ерлан", "2008-05-12", "Алматы, Абай 5; 7-пәтер", "\"Үміт\" ЖШС"],
        ["090101600045", "Қуанышбек", "Гүлнәр", "2009-01-01", "Өскемен, Һ. Ғабдуллин 1", "екі\nжол"],
        ["100229500077", "Ёлкин", "Пётр", "2010-02-28", "Семей", "№ 7 «Жұлдыз»"],
        ["110303600099", "Іңкәр", "Дана", "2011-03-03", "", ""],
    ]
    static let russian = [
        ["ИИН", "Фамилия", "Имя", "Дата рождения", "Адрес", "Примечание"],
        ["080512500123", "Иванов", "Пётр", "12.05.2008", "г. Алматы, ул. Абая, д. 5; кв. 7", "ТОО «Уют»"],
        ["090101600045", "Ёлкина", "Анна", "01.01.2009", "Семей", "справка № 7 – есть"],
        ["100228500077", "Щукин-Объедков", "Эдуард", "28.02.2010", "", ""],
    ]

    static func fixture(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    }

    struct Text: Sendable, CustomTestStringConvertible {
        let name: String
        let encoding: TextEncoding
        let separator: Character
        var isMarked = false
        var isDeclared = false
        var escape = CSVDialect.QuoteEscape.doubled
        var rows = ProgramTests.kazakh
        var first = 1
        var testDescription: String { name }
    }

    static let texts = [
        Text(name: "python-utf8-comma", encoding: .utf8, separator: ","),
        Text(name: "python-utf8-bom-semicolon", encoding: .utf8, separator: ";", isMarked: true),
        Text(name: "python-kz1048-semicolon", encoding: .kz1048, separator: ";"),
        Text(name: "python-kz1048-tab-lf", encoding: .kz1048, separator: "\t"),
        Text(name: "python-utf16le-tab", encoding: .utf16LittleEndian, separator: "\t", isMarked: true),
        Text(name: "python-utf16be-bar", encoding: .utf16BigEndian, separator: "|", isMarked: true),
        Text(name: "python-utf16le-unmarked", encoding: .utf16LittleEndian, separator: ";"),
        Text(name: "python-utf16be-unmarked", encoding: .utf16BigEndian, separator: ","),
        Text(name: "python-backslash", encoding: .utf8, separator: ",", escape: .backslash),
        Text(name: "python-cr", encoding: .kz1048, separator: ";"),
        Text(name: "python-sep-line", encoding: .kz1048, separator: "|", isDeclared: true),
        Text(name: "python-cp1251-semicolon", encoding: .windows1251, separator: ";", rows: russian),
        Text(name: "python-cp1251-titles", encoding: .windows1251, separator: ";", rows: russian, first: 4),
    ]

    @Test(arguments: texts)
    func `each dialect reads to the same rows`(text: Text) throws {
        let bytes = try Array(Data(contentsOf: Self.fixture(text.name + ".csv")))
        for size in [1, 3, 64, 1 << 20] {
            var reader = CSVReader()
            var rows: [(number: Int, cells: [String])] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                try reader.feed(Array(bytes[start..<min(start + size, bytes.count)])) {
                    rows.append(($0.number, $0.cells))
                }
            }
            try reader.finish { rows.append(($0.number, $0.cells)) }
            #expect(rows.dropFirst(text.first - 1).map(\.cells) == text.rows)
            #expect(rows.map(\.number) == Array(1..<(text.first + text.rows.count)))
            let dialect = try #require(reader.dialect)
            #expect(dialect.encoding == text.encoding)
            #expect(dialect.separator == text.separator.asciiValue)
            #expect(dialect.hasByteOrderMark == text.isMarked)
            #expect(dialect.isDeclared == text.isDeclared)
            #expect(dialect.quoteEscape == text.escape)
            #expect(reader.raggedRecords == 0)
        }
    }

    @Test(arguments: [
        "openpyxl", "openpyxl-1904", "openpyxl-stream", "xlsxwriter", "xlsxwriter-1904", "xlsxwriter-stream",
    ])
    func `each program's workbook reads to the same rows`(name: String) throws {
        let rows = try xlsx(Self.fixture(name + ".xlsx"))
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
        for (row, expected) in zip(rows, Self.kazakh) {
            #expect(row.cells == expected.trimmingEmpty, "row \(row.number)")
        }
    }

    @Test func `what a workbook hides is left out, counted and said`() throws {
        let file = Self.fixture("openpyxl-hidden.xlsx").path
        let reader = try XLSXReader(path: file)
        #expect(reader.sheetName == "Көрінетін")
        #expect(reader.hiddenSheets == ["Жасырын"])
        #expect(reader.otherSheets == ["Анықтама"])
        var rows: [Record] = []
        try reader.read { rows.append($0) }
        #expect(rows.map(\.number) == [1, 2, 3, 5, 6, 7])
        #expect(rows.map(\.hiddenBefore) == [0, 0, 0, 1, 0, 0])
        let head = Self.kazakh[0]
        #expect(rows[1].cells == Array(head[..<2]) + [""] + Array(head[2...]))
        #expect(rows[2].cells[..<4] == ["080512500123", "Әбдіғали", "", "Ерлан"])
        #expect(reader.hidden.rows == 1)
        #expect(reader.hidden.rowRanges == [4...4])
        #expect(reader.hidden.columns == [2])
        #expect(reader.hidden.cells == 2)
        #expect(reader.mergedCells.map(\.rows) == [1...1])
        #expect(reader.mergedCells.map(\.columns) == [0...5])
        let all = try XLSXReader(path: file, showsHidden: true)
        rows = []
        try all.read { rows.append($0) }
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5, 6, 7])
        #expect(rows.map(\.isHidden) == [false, false, false, true, false, false, false])
        #expect(rows[1].text(2) == "жасырын")
        let other = try XLSXReader(path: file, sheet: "Анықтама")
        #expect(other.sheetName == "Анықтама")
        #expect(other.otherSheets == ["Көрінетін"])
        #expect(throws: TabularError.unreadable(.missingPart(.sheet))) { try XLSXReader(path: file, sheet: "no") }
    }

    @Test(arguments: ["LibreOffice", "Google Sheets", "Excel strict", "1C"])
    func `what other programs write reads the same`(program: String) throws {
        let maker = try #require(Self.others[program])
        let rows = try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            try Data(maker.bytes()).write(to: file)
            return try xlsx(file)
        }
        #expect(rows.map(\.number) == [1, 2])
        #expect(rows.map(\.cells) == [["ЖСН", "Туған күні", "Аты"], ["080512500123", "2008-05-12", "Ерлан\r\nқызы"]])
    }

    private static let others: [String: WorkbookMaker] = {
        let strings = [
            "<t xml:space='preserve'>ЖСН</t>", "<t>Туған күні</t>", "<t>Аты</t>", "<t>Ерлан_x000D_\nқызы</t>",
        ]
        let formats = "<numFmts count='1'><numFmt numFmtId='164' formatCode='000000000000'/>"
        let libre = WorkbookMaker(
            rows: """
                <row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" \
                collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c>\
                <c r="C1" s="0" t="s"><v>2</v></c></row><row r="2" hidden="false"><c r="A2" s="1" t="n">\
                <v>80512500123</v></c><c r="B2" s="2" t="n"><f aca="false">DATE(2008,5,12)</f><v>39580</v></c>\
                <c r="C2" s="0" t="s"><v>3</v></c></row>
                """, strings: strings,
            styles: formats + "<numFmt numFmtId='165' formatCode='dd\\.mm\\.yyyy'/></numFmts><cellStyleXfs count='1'>"
                + "<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>"
                + "<xf numFmtId='165'/></cellXfs>")
        var google = WorkbookMaker(
            rows: """
                <row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" t="s">\
                <v>2</v></c><c r="D1" s="1"/></row><row r="2"><c r="A2" s="1" t="inlineStr"><is>\
                <t>080512500123</t></is></c><c r="B2" s="2"><v>39580.0</v></c><c r="C2" t="s"><v>3</v></c></row>\
                <row r="1000"><c r="A1000" s="1"/></row>
                """, strings: strings,
            styles: "<numFmts><numFmt numFmtId='164' formatCode='yyyy&quot;-&quot;mm&quot;-&quot;dd'/></numFmts>"
                + "<cellXfs><xf numFmtId='0'/><xf numFmtId='49'/><xf numFmtId='164'/></cellXfs>")
        google["xl/worksheets/sheet1.xml"] = google["xl/worksheets/sheet1.xml"].replacingOccurrences(
            of: "<worksheet ", with: "<worksheet xmlns:mx='http://schemas.microsoft.com/office/mac/excel/2008/main' ")
        var strict = WorkbookMaker(
            rows: """
                <row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s">\
                <v>2</v></c></row><row r="2"><c r="A2" t="str"><v>080512500123</v></c><c r="B2" t="d">\
                <v>2008-05-12</v></c><c r="C2" t="s"><v>3</v></c></row>
                """, strings: strings)
        for index in strict.parts.indices {
            strict.parts[index].text = strict.parts[index].text
                .replacingOccurrences(of: WorkbookMaker.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replacingOccurrences(
                    of: WorkbookMaker.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
        }
        var accounts = WorkbookMaker(
            rows: """
                <row r="1" ht="11.25" customHeight="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
                <c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s">\
                <v>5</v></c><c r="C2" t="s"><v>3</v></c></row>
                """, strings: strings + ["<t>080512500123</t>", "<t>2008-05-12</t>"])
        // 1C names this part with a capital, and its relationship without.
        accounts.parts[5].name = "xl/SharedStrings.xml"
        return ["LibreOffice": libre, "Google Sheets": google, "Excel strict": strict, "1C": accounts]
    }()
}

extension [String] {
    var trimmingEmpty: [String] { Array(self[..<((lastIndex { !$0.isEmpty } ?? -1) + 1)]) }
}
