import Foundation
import Testing

@testable import Tabular

/// Copies of files in which rows are marked: what was there is there, a column further, and the marks are where they belong.
@Suite struct MarkedCopyTests {
    private static let title = "Тиркеу: ошибки"

    private func marked(
        _ file: URL, headerRow: Int = 1, place: Int? = nil, _ marks: [RowMark], in folder: URL
    ) throws -> URL {
        let copy = folder.appending(path: "copy-\(UUID().uuidString)." + file.pathExtension)
        let column = MarkColumn(title: Self.title, headerRow: headerRow, place: place)
        var rest = marks[...]
        if file.pathExtension == "csv" {
            try CSVMarker(path: file.path).write(to: copy.path, column) { rest.popFirst() }
        } else {
            try XLSXMarker(path: file.path).write(to: copy.path, column) { rest.popFirst() }
        }
        return copy
    }

    private func part(_ name: String, of file: URL) throws -> String {
        var bytes: [UInt8] = []
        let isThere = try Archive(path: file.path, limits: .standard).read(name) { bytes.append(contentsOf: $0) }
        return isThere ? String(decoding: bytes, as: UTF8.self) : ""
    }

    @Test(arguments: [
        "openpyxl", "openpyxl-1904", "openpyxl-stream", "xlsxwriter", "xlsxwriter-1904", "xlsxwriter-stream",
    ])
    func `a program's workbook keeps its rows behind the new column`(name: String) throws {
        try withFolder { folder in
            let marks = [
                RowMark(
                    number: 3, lines: ["ошибка: ЖСН", "жолы: <2> & \"3\""], fill: .error,
                    cells: [
                        .init(column: 0, fill: .error, comment: "12 цифр"), .init(column: 4, text: "=1+1"),
                        .init(column: 9, fill: .warning, comment: "нет"),
                    ])
            ]
            let copy = try marked(ProgramTests.fixture(name + ".xlsx"), marks, in: folder)
            let rows = try xlsx(copy)
            #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
            for (row, expected) in zip(rows, ProgramTests.kazakh) {
                var expected = expected
                if row.number == 3 { expected[4] = "=1+1" }
                #expect(Array(row.cells.dropFirst()) == expected.trimmingEmpty, "row \(row.number)")
            }
            #expect(rows.map { $0.cells[0] } == [Self.title, "", "ошибка: ЖСН\nжолы: <2> & \"3\"", "", ""])
            let comments = try part("xl/comments1.xml", of: copy)
            #expect(comments.contains("ref=\"B3\"") && comments.contains("ref=\"K3\""))
        }
    }

    @Test func `a marked copy marked again has one such column, and nothing of the marks before`() throws {
        try withFolder { folder in
            let first = [
                RowMark(number: 2, lines: ["а"], fill: .error, cells: [.init(column: 1, fill: .error, comment: "к")]),
                RowMark(number: 4, lines: ["б"], fill: .note, cells: [.init(column: 0, fill: .note, comment: "л")]),
            ]
            let original = ProgramTests.fixture("openpyxl.xlsx")
            let copy = try marked(original, first, in: folder)
            let again = try marked(
                copy, place: 0,
                [
                    RowMark(
                        number: 4, lines: ["в"], fill: .warning, cells: [.init(column: 1, fill: .warning, comment: "м")]
                    )
                ],
                in: folder)
            let rows = try xlsx(again)
            #expect(rows.map { $0.cells[0] } == [Self.title, "", "", "в", ""])
            #expect(rows.map { Array($0.cells.dropFirst()) } == ProgramTests.kazakh.map(\.trimmingEmpty))
            let comments = try part("xl/comments1.xml", of: again)
            #expect(comments.contains("ref=\"B4\"") && !comments.contains("ref=\"C2\""))
            let clean = try marked(again, place: 0, [], in: folder)
            let cells = try part("xl/worksheets/sheet1.xml", of: clean).matches(of: /<c r="([B-Z]+\d)"(?: s="(\d+)")?/)
            let before = try part("xl/worksheets/sheet1.xml", of: original).matches(
                of: /<c r="([A-Z]+\d)"(?: s="(\d+)")?/)
            #expect(cells.map { $0.2 ?? "0" } == before.map { $0.2 ?? "0" })
        }
    }

    @Test func `every workbook of calamine that reads is copied to the same rows, or said to be beyond marking`() throws
    {
        guard Corpora.areHere else { return }
        var beyond: [String: String] = [:]
        try withFolder { folder in
            for file in try Corpora.files("calamine") {
                guard let before = try? xlsx(file) else { continue }
                let name = file.deletingPathExtension().lastPathComponent
                let marks = before.map { row in
                    RowMark(
                        number: row.number, lines: ["№ \(row.number)"], fill: .error,
                        cells: [.init(column: row.cells.count - 1, fill: .error, comment: "\(row.number)")])
                }
                do {
                    let copy = try marked(file, headerRow: before[0].number, marks, in: folder)
                    let after = try xlsx(copy)
                    #expect(after.map(\.number) == before.map(\.number), "\(name)")
                    #expect(after.map { $0.cells.dropFirst().map(\.self) } == before.map(\.cells), "\(name)")
                    #expect(
                        after.dropFirst().map { $0.cells[0] } == before.dropFirst().map { "№ \($0.number)" }, "\(name)")
                } catch let reason as NotMarkable {
                    beyond[name] = reason.reason
                }
            }
        }
        let plain = "no styles"
        #expect(
            beyond == [
                "inlineStr_cdata": plain, "nonstandard-xml-ns-prefix": plain, "empty_shared_string_value": plain,
                "strict_iso_paths": "strict OOXML",
            ])
    }

    @Test func `references move with their cells`() throws {
        let shift = ColumnShift(count: 1, sheet: "Лист 1")
        for (before, after) in [
            ("A1", "B1"), ("A1:XFD9", "B1:XFD9"), ("$A:$C B2", "$B:$D C2"), ("1:5", "1:5"), ("", ""), ("нет", "нет"),
        ] { #expect(shift.references(before) == after) }
        for (before, after) in [
            ("$A$1:B2+1E5", "$B$1:C2+1E5"), ("SUM(A:A)*LOG10(A1)", "SUM(B:B)*LOG10(B1)"), ("\"A1\"&A1", "\"A1\"&B1"),
            ("Other!A1:B2", "Other!A1:B2"), ("'Лист 1'!A1:B2,A1", "'Лист 1'!B1:C2,B1"), ("[1]Лист!A1", "[1]Лист!A1"),
            ("Table1[A1]+A1", "Table1[A1]+B1"), ("TRUE+AND(A1)", "TRUE+AND(B1)"), ("5:5", "5:5"),
            ("ABCD1+A1048577", "ABCD1+B1048577"),
        ] { #expect(shift.formula(before, isOfSheet: true) == after) }
        #expect(shift.formula("'Лист 1'!$A$1:$C$9,A1", isOfSheet: false) == "'Лист 1'!$B$1:$D$9,A1")
        #expect(ColumnShift(count: 1, sheet: "It's").formula("'It''s'!A1", isOfSheet: false) == "'It''s'!B1")
    }

    @Test(arguments: [
        "python-utf8-comma", "python-kz1048-semicolon", "python-utf16le-tab", "python-sep-line", "python-cr",
    ])
    func `a CSV file of any dialect is copied to UTF-8 with its separator`(name: String) throws {
        try withFolder { folder in
            let marks = [
                RowMark(number: 2, lines: ["=ошибка", "вторая"], cells: [.init(column: 3, text: "12.05.2008; \"х\"")])
            ]
            let copy = try marked(ProgramTests.fixture(name + ".csv"), marks, in: folder)
            let bytes = Array(try Data(contentsOf: copy))
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let rows = try csv(bytes)
            #expect(rows.map(\.cells[0]) == [Self.title, "'=ошибка · вторая", "", "", ""])
            var expected = ProgramTests.kazakh
            expected[1][3] = "12.05.2008; \"х\""
            #expect(rows.map { Array($0.cells.dropFirst()) } == expected)
            let again = try marked(copy, place: 0, [RowMark(number: 5, lines: ["иначе"])], in: folder)
            #expect(try csv(Array(Data(contentsOf: again))).map(\.cells[0]) == [Self.title, "", "", "", "иначе"])
        }
    }
}
