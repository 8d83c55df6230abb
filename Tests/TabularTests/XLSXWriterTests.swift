import Foundation
import Tabular
import Testing

@Suite struct XLSXWriterTests {
    private func written(_ rows: [[Cell]], style: CellStyle = .plain) throws -> [(number: Int, cells: [String])] {
        try withFolder { folder in
            let file = folder.appending(path: "w.xlsx")
            let writer = try XLSXWriter(path: file.path)
            let sheet = try writer.sheet("Тізім")
            for (index, row) in rows.enumerated() { try sheet.write(row: index + 1, row, style: style) }
            try writer.close()
            return try xlsx(file)
        }
    }

    @Test(.enabled(if: Corpora.areHere, Corpora.missing))
    func `naughty strings come back as they went`() throws {
        let strings = try Corpora.naughtyStrings().filter { !$0.isEmpty }
        let rows = try written(strings.map { [.text($0), .text("x")] }, style: .text)
        for (string, row) in zip(strings, rows) { #expect(row.cells == [string, "x"], "row \(row.number)") }
        #expect(rows.count == strings.count)
    }

    @Test(arguments: [
        "_x000D_", "_x0041_x0042_", "a\r\nb", "\u{1}\u{1F}", "\u{FFFE}\u{FFFF}", " spaces ", "=1+1", "_x005F_x000D_",
        "007", "1.51231699007E11", "<&>\"'", "\t", "__x0041__",
    ])
    func `text that looks like something else stays text`(text: String) throws {
        #expect(try written([[.text(text)]])[0].cells == [text])
    }

    @Test func `typed cells come back as people read them`() throws {
        let rows = try written([
            [.number(151_231_699_007), .number(1.5), .truth(true), .blank, .day(year: 2026, month: 8, day: 31)],
            [.day(year: 1900, month: 3, day: 1), .text(""), .number(-2), .number(0.1), .number(1e15)],
        ])
        #expect(rows[0].cells == ["151231699007", "1.5", "TRUE", "", "2026-08-31"])
        #expect(rows[1].cells == ["1900-03-01", "", "-2", "0.1", "1000000000000000"])
    }

    @Test func `a template with everything in it is read from its first visible sheet`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "template.xlsx")
            let writer = try XLSXWriter(path: file.path)
            let lists = try writer.sheet("li'sts", isHidden: true)
            for (index, word) in ["arrive", "extend", "depart"].enumerated() {
                try lists.write(row: index + 1, [.text(word)])
            }
            let sheet = try writer.sheet("Rows")
            let other = try writer.sheet("Help")
            try sheet.column(0, width: 14, style: .text)
            try sheet.write(row: 1, [.text("iin"), .text("action")], style: .header)
            try sheet.write(row: 4, column: 1, .text("arrive"), style: .error)
            try sheet.note(row: 4, column: 1, "Why:\n\u{1}this")
            sheet.freeze(rows: 1, columns: 1)
            try sheet.autofilter(rows: 1...4, columns: 0...1)
            try sheet.choices(rows: 2...1_000, column: 1, from: "li'sts", column: 0, rows: 1...3)
            try sheet.choices(rows: 2...1_000, column: 2, ["M", "F"])
            try other.write(row: 1, [.text("help")], style: .wrapped)
            try writer.close()
            let reader = try XLSXReader(path: file.path)
            #expect(reader.sheetName == "Rows")
            #expect(reader.hiddenSheets == ["li'sts"])
            #expect(reader.otherSheets == ["Help"])
            var rows: [(Int, [String])] = []
            for _ in 0..<2 {
                rows = []
                try reader.read { rows.append(($0.number, $0.cells)) }
            }
            #expect(rows.map(\.0) == [1, 4])
            #expect(rows.map(\.1) == [["iin", "action"], ["", "arrive"]])
        }
    }

    @Test func `what cannot be written is refused by name`() throws {
        try withFolder { folder in
            let writer = try XLSXWriter(path: folder.appending(path: "none/w.xlsx").path)
            #expect(throws: TabularError.self) { try writer.sheet(String(repeating: "x", count: 32)) }
            let sheet = try writer.sheet("a")
            #expect(throws: TabularError.self) { try writer.sheet("A") }
            let long = String(repeating: "ы", count: 32_768)
            #expect(throws: TabularError.self) { try sheet.write(row: 1, [.text(long)]) }
            #expect(throws: TabularError.self) { try sheet.write(row: 1_048_577, [.text("x")]) }
            #expect(throws: TabularError.self) { try sheet.choices(rows: 1...2, column: 0, [long]) }
            #expect(throws: TabularError.self) { try writer.close() }
        }
    }
}
