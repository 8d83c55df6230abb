import Foundation
import Tabular
import Testing

@Suite struct XLSXReaderTests {
    /// Reads a workbook twice: with the quotes that no program writes, so that expat sees every row, and with the usual ones, so
    /// that plain rows are read past it. Both find the same.
    private func read(
        _ maker: WorkbookMaker, limits: TabularLimits = .standard
    ) throws -> [(number: Int, cells: [String])] {
        var usual = maker
        let sheet = maker["xl/worksheets/sheet1.xml"]
        usual["xl/worksheets/sheet1.xml"] = sheet.replacingOccurrences(of: "'", with: "\"")
        let found = Result { try readBytes(maker.bytes(), limits: limits) }
        let plain = Result { try readBytes(usual.bytes(), limits: limits) }
        switch (found, plain) {
        case (.success(let left), .success(let right)):
            #expect(left.map(\.number) == right.map(\.number) && left.map(\.cells) == right.map(\.cells))
        case (.failure(let left), .failure(let right)):
            #expect(left as? TabularError == right as? TabularError)
        default: Issue.record("plain rows are read to another end")
        }
        return try found.get()
    }

    private func readBytes(
        _ bytes: [UInt8], limits: TabularLimits = .standard
    ) throws -> [(number: Int, cells: [String])] {
        try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            try Data(bytes).write(to: file)
            return try xlsx(file, limits: limits)
        }
    }

    @Test func `cells of every type come as text`() throws {
        let rows = """
            <row r='2' hidden='1'><c r='A2' t='s'><v>1</v></c><c r='C2' t='inlineStr'>
            <is><t>in</t><r><t>line</t></r></is></c>
            <c t='str'><f>A1</f><v>cached</v></c><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c>
            <c t='d'><v>2026-08-31T00:00:00Z</v></c><c t='d'><v>2026-08-31T10:11:12.5</v></c><c t='n'><v> 7 </v></c>
            <c><f>1+1</f></c></row><row/><row><c r='B4'><v>x</v></c></row>
            """
        let strings = ["<t>no</t>", "<r><t>ri</t></r><r><t xml:space='preserve'>ch </t></r><rPh><t>PH</t></rPh>"]
        let maker = WorkbookMaker(rows: rows, strings: strings)
        try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            try Data(maker.bytes()).write(to: file)
            var records: [Record] = []
            try XLSXReader(path: file.path, showsHidden: true).read { records.append($0) }
            #expect(records.map(\.number) == [2, 4])
            let line = [
                "rich ", "", "inline", "cached", "TRUE", "FALSE", "#N/A", "2026-08-31", "2026-08-31 10:11:12", "7", "",
            ]
            #expect(records[0].cells == line)
            #expect(records[0].errors == [6])
            #expect(records[0].uncomputed == [10])
            #expect(records[0].isHidden)
            #expect(records[1].cells == ["", "x"])
            #expect(records[1].text(99) == "")
        }
    }

    @Test(arguments: [
        ("1.51231699007E11", "151231699007"), ("151231699007", "151231699007"), ("151231699007.0", "151231699007"),
        ("0.1", "0.1"), ("1E-1", "0.1"), ("-0", "0"), ("5.0000000000000001E-1", "0.5"), ("1e15", "1000000000000000"),
        ("123456789012345678", "123456789012345678"), ("nan", "nan"), ("007", "7"), ("0", "0"), ("1e999", "1e999"),
    ])
    func `a number is written in plain digits`(stored: String, shown: String) throws {
        #expect(try read(WorkbookMaker(rows: "<row><c><v>\(stored)</v></c></row>"))[0].cells == [shown])
    }

    @Test(arguments: [
        ("46265", false, "2026-08-31"), ("44803", true, "2026-08-31"), ("1", false, "1900-01-01"),
        ("59", false, "1900-02-28"), ("60", false, "1900-02-29"), ("61", false, "1900-03-01"),
        ("0", true, "1904-01-01"),
        ("46265.5", false, "2026-08-31 12:00:00"), ("0.75", false, "18:00:00"), ("46265.999999", false, "2026-09-01"),
        ("2958465", false, "9999-12-31"), ("2958466", false, "2958466"), ("-1", false, "-1"), ("soon", false, "soon"),
    ])
    func `a date is written as its day`(stored: String, from1904: Bool, shown: String) throws {
        let styles = "<cellXfs count='2'><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
        let properties = from1904 ? "<workbookPr date1904='true'/>" : "<workbookPr/>"
        let maker = WorkbookMaker(
            rows: "<row><c s='1'><v>\(stored)</v></c></row>", styles: styles, properties: properties)
        #expect(try read(maker)[0].cells == [shown])
    }

    @Test(arguments: [
        ("dd.mm.yyyy", true), ("[Red]0.00", false), ("0&quot; days&quot;", false), ("General", false),
        ("[$-419]d mmmm yyyy&quot; г.&quot;;@", true), ("@", false), ("#,##0\\d", false), ("0_d", false),
    ])
    func `a format of one's own is a date when it shows one`(code: String, isDate: Bool) throws {
        let styles =
            "<numFmts><numFmt numFmtId='164' formatCode='\(code)'/></numFmts><cellXfs><xf numFmtId='164'/></cellXfs>"
        let maker = WorkbookMaker(rows: "<row><c s='0'><v>46265</v></c></row>", styles: styles)
        #expect(try read(maker)[0].cells[0].hasPrefix("2026-08-31") == isDate)
    }

    @Test(arguments: [
        ("164", "000000000000", "80512500123", "080512500123"), ("164", "[h]:mm", "1.25", "30:00:00"),
        ("46", "", "0.0625", "01:30:00"), ("164", "[s]", "10.632060185185185", "255:10:10"),
        ("164", "0000", "123456", "123456"), ("164", "0000", "1.5", "1.5"), ("164", "000", "-1", "-1"),
    ])
    func `a number is written as its format shows it, where that says more`(
        id: String, code: String, stored: String, shown: String
    ) throws {
        let format = code.isEmpty ? "" : "<numFmts><numFmt numFmtId='\(id)' formatCode='\(code)'/></numFmts>"
        // The formats come behind here, which the standard does not forbid.
        let maker = WorkbookMaker(
            rows: "<row><c><v>\(stored)</v></c></row>", styles: "<cellXfs><xf numFmtId='\(id)'/></cellXfs>" + format)
        #expect(try read(maker)[0].cells == [shown])
    }

    @Test func `rows in comments and character data are no rows, whatever stands around them`() throws {
        let row = { (number: Int) in
            "<row r='\(number)' spans='1:2' ht='15'><c r='A\(number)' s='0'><v>\(number)</v></c><c r='B\(number)' s='0'/></row>"
        }
        let rows =
            row(1) + "<!-- \(row(2)) -->" + row(3) + "<![CDATA[\(row(4))]]>" + row(5) + "<?pi \(row(6))?>\n" + row(7)
            + "<row r='8'><!-- \(row(9)) --><c r='A8'><v>8</v></c></row>" + row(10) + "<row r='11'/>"
            + "<row r='12'><c r='A12'><v>1</v><f>\(1)</f></c></row>" + row(13)
        #expect(try read(WorkbookMaker(rows: rows)).map(\.number) == [1, 3, 5, 7, 8, 10, 12, 13])
    }

    @Test(arguments: [
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>",
        "<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>", "<row r='1'><c r='A2'><v>1</v></c></row>",
        "<row r='0'><c><v>1</v></c></row>", "<row r='1048577'><c><v>1</v></c></row>",
        "<row r='1'><c r='XFE1'><v>1</v></c></row>", "<row r='1'><c t='s'><v>5</v></c></row>",
        "<row r='1' r='1'><c><v>1</v></c></row>", "<row r='1'><c><v>1</v></row>", "<row r='1'><c><v>1</c></v></row>",
        "<row r='1'><c r='EA1'><v>1</v></c></row>",
    ])
    func `a plain row is refused for what any row is refused for`(rows: String) throws {
        #expect(throws: TabularError.self) { try read(WorkbookMaker(rows: rows)) }
    }

    @Test func `a text beside an old number is the cell's`() throws {
        let cell = "<c t='inlineStr'><v>1.0</v><is><r><t>1.</t></r></is></c>"
        #expect(try read(WorkbookMaker(rows: "<row>\(cell)</row>"))[0].cells == ["1."])
    }

    @Test func `a workbook that inflates like a bomb is refused before it is inflated`() throws {
        // Eighteen million spaces, deflated to 17 KB by zlib at its best, in place of a sheet.
        var archive = WorkbookMaker(rows: "").bytes(deflatedSpaces: 18 << 20)
        #expect(throws: TabularError.unreadable(.compressedBeyondReason)) { try readBytes(archive) }
        // The same with a lie about its size costs no more than the lie.
        archive = WorkbookMaker(rows: "").bytes(deflatedSpaces: 18 << 20, declared: 1_000)
        try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            try Data(archive).write(to: file)
            let reader = try XLSXReader(path: file.path)
            #expect(throws: TabularError.unreadable(.damagedArchive)) { try reader.read { _ in } }
            #expect(reader.cost.inflatedBytes < 1 << 20)
        }
    }

    @Test func `absurd dimensions cost what is there, not what they claim`() throws {
        var maker = WorkbookMaker(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        let sheet = maker["xl/worksheets/sheet1.xml"]
        maker["xl/worksheets/sheet1.xml"] = sheet.replacingOccurrences(
            of: "<sheetData>",
            with: "<dimension ref='A1:XFD1048576'/><cols><col min='2' max='99999999' hidden='1'/></cols><sheetData>"
        ).replacingOccurrences(
            of: "</sheetData>",
            with: "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1'/>"
                + "<mergeCell ref='A9:A1'/><mergeCell ref='99'/><mergeCell ref='AAAA1:B2'/></mergeCells>")
        try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            try Data(maker.bytes()).write(to: file)
            let reader = try XLSXReader(path: file.path)
            try reader.read { #expect($0.cells == ["1"]) }
            #expect(reader.cost.rows == 1)
            #expect(reader.cost.cells == 1)
            #expect(reader.mergedCells.map(\.rows) == [1...1_048_576, 1...1])
            #expect(reader.hidden == XLSXHidden())
        }
    }

    @Test func `a sheet of which everything is hidden says so`() {
        let rows = "<row r='1' hidden='1'><c><v>1</v></c></row>"
        #expect(throws: TabularError.unreadable(.everythingHidden)) { try read(WorkbookMaker(rows: rows)) }
    }

    @Test(arguments: [
        ("<row r='0'/>", TabularError.Reason.badReference(row: 1)),
        ("<row r='1048577'/>", .badReference(row: 1)), ("<row r='x'/>", .badReference(row: 1)),
        ("<row r='3'/><row r='3'/>", .rowOutOfOrder(row: 3)), ("<row r='3'/><row r='2'/>", .rowOutOfOrder(row: 2)),
        ("<row r='1'><c r='B1'/><c r='A1'/></row>", .cellOutOfOrder(row: 1)),
        ("<row r='1'><c r='A1'/><c r='A1'/></row>", .cellOutOfOrder(row: 1)),
        ("<row r='1'><c r='XFE1'/></row>", .badReference(row: 1)),
        ("<row r='1'><c r='A2'/></row>", .badReference(row: 1)),
        ("<row r='1'><c r='AAAAAAAAAAAAAAAAAAAA1'/></row>", .badReference(row: 1)),
        ("<row r='1'><c r='1'/></row>", .badReference(row: 1)),
        ("<row><c t='s'><v>1</v></c></row>", .badSharedString(row: 1, column: 0)),
        ("<row><c t='s'><v>-1</v></c></row>", .badSharedString(row: 1, column: 0)),
        ("<row><c t='s'><v>99999999999999999999999</v></c></row>", .badSharedString(row: 1, column: 0)),
        ("<row><c>", .damagedXML(.sheet)), (String(repeating: "<a>", count: 70), .nestedTooDeep(.sheet)),
    ])
    func `a sheet that contradicts itself is refused by name`(rows: String, reason: TabularError.Reason) throws {
        #expect(throws: TabularError.unreadable(reason)) { try read(WorkbookMaker(rows: rows, strings: ["<t>a</t>"])) }
    }

    @Test func `a document type is refused in every part`() throws {
        let parts: [(String, TabularError.Part)] = [
            ("_rels/.rels", .relationships), ("xl/workbook.xml", .workbook),
            ("xl/_rels/workbook.xml.rels", .relationships),
            ("xl/worksheets/sheet1.xml", .sheet), ("xl/sharedStrings.xml", .sharedStrings), ("xl/styles.xml", .styles),
        ]
        for (name, part) in parts {
            var maker = WorkbookMaker(rows: "<row><c><v>1</v></c></row>")
            maker[name] = "<!DOCTYPE a [<!ENTITY x 'y'>]>" + maker[name]
            #expect(throws: TabularError.unreadable(.documentType(part)), "\(name)") { try read(maker) }
        }
    }

    @Test func `each limit is kept and carried by its error`() throws {
        var limits = TabularLimits()
        limits.rows = 1
        limits.columns = 2
        limits.cellBytes = 4
        limits.sharedStringBytes = 64
        let three = "<row><c><v>1</v></c></row><row><c/></row><row><c><v>1</v></c></row>"
        #expect(try read(WorkbookMaker(rows: three), limits: limits).map(\.number) == [1, 3])
        let cases: [(String, [String], TabularError)] = [
            (three + "<row><c><v>2</v></c></row>", [], .tooManyRows(limit: 1)),
            ("<row><c r='C1'><v>1</v></c></row>", [], .tooManyColumns(limit: 2, row: 1)),
            ("<row><c t='str'><v>12345</v></c></row>", [], .cellTooLong(limit: 4, row: 1, column: 0)),
            ("<row><c/><c t='s'><v>0</v></c></row>", ["<t>12345</t>"], .cellTooLong(limit: 4, row: 1, column: 1)),
            ("<row/>", Array(repeating: "", count: 17), .tooLarge(limit: 64)),
            ("<row><c r='XFD1' s='3'/></row>", [], .empty),
        ]
        for (rows, strings, error) in cases {
            #expect(throws: error) { try read(WorkbookMaker(rows: rows, strings: strings), limits: limits) }
        }
        limits.inflatedBytes = 1_000
        #expect(throws: TabularError.tooLarge(limit: 1_000)) { try read(WorkbookMaker(rows: three), limits: limits) }
        limits.entries = 6
        #expect(throws: TabularError.tooManyEntries(limit: 6)) { try read(WorkbookMaker(rows: three), limits: limits) }
        let attribute = String(repeating: "x", count: 3 << 20)
        #expect(throws: TabularError.unreadable(.damagedXML(.sheet))) {
            try read(WorkbookMaker(rows: "<row><c a='\(attribute)'/></row>"))
        }
    }

    @Test func `an archive made to do harm is refused before anything is inflated`() throws {
        let maker = WorkbookMaker(rows: "<row><c><v>1</v></c></row>")
        #expect(throws: TabularError.unreadable(.overlappingEntries)) {
            try readBytes(maker.bytes(lying: (index: 3, offset: 0, size: nil)))
        }
        #expect(throws: TabularError.unreadable(.overlappingEntries)) {
            try readBytes(maker.bytes(lying: (index: 0, offset: nil, size: 200)))
        }
        for name in ["../a", "/a", "a/../../b", "C:a", "a\\..\\b", "\\a", "a/.."] {
            var unsafe = maker
            unsafe.parts.append((name, "x"))
            #expect(throws: TabularError.unreadable(.unsafeName), "\(name)") { try read(unsafe) }
        }
        var twice = maker
        twice.parts.append(("XL/workbook.xml", "<workbook/>"))
        #expect(throws: TabularError.unreadable(.duplicateNames)) { try read(twice) }
    }

    @Test func `a hidden sheet is passed over, and all hidden is refused`() throws {
        var maker = WorkbookMaker(rows: "<row><c><v>1</v></c></row>")
        let shown = "<sheet name='One' sheetId='1' r:id='a'/>"
        let hidden = "<sheet name='H' sheetId='2' state='veryHidden' r:id='a'/>"
        let workbook = maker["xl/workbook.xml"]
        maker["xl/workbook.xml"] = workbook.replacingOccurrences(of: shown, with: hidden + shown)
        #expect(try read(maker).count == 1)
        maker["xl/workbook.xml"] = workbook.replacingOccurrences(of: shown, with: hidden)
        #expect(throws: TabularError.unreadable(.noVisibleSheet)) { try read(maker) }
    }

    @Test func `other kinds of files are named`() throws {
        var maker = WorkbookMaker(rows: "")
        maker.parts[2].name = "word/document.xml"
        #expect(throws: TabularError.wrongKind(.docx)) { try read(maker) }
        maker.parts[2].name = "xl/workbook.bin"
        #expect(throws: TabularError.wrongKind(.xlsb)) { try read(maker) }
        #expect(throws: TabularError.wrongKind(.pdf)) { try readBytes(Array("%PDF-1.7".utf8)) }
        #expect(throws: TabularError.empty) { try readBytes([]) }
        #expect(throws: TabularError.unreadable(.cannotOpen(errno: 2))) { try XLSXReader(path: "/nowhere/a.xlsx") }
    }
}
