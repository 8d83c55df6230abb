import Foundation
import Tabular
import Testing

@Suite(.enabled(if: Corpora.areHere, Corpora.missing)) struct XLSXCorpusTests {
    private func outcome(_ file: URL) -> Result<[[String]], any Error> { Result { try xlsx(file).map(\.cells) } }

    private func cells(_ name: String) throws -> [[String]] {
        try xlsx(Corpora.file("calamine/\(name).xlsx")).map(\.cells)
    }

    @Test func `every workbook of calamine reads or is refused by name`() throws {
        let files = try Corpora.files("calamine")
        #expect(files.count == 65)
        var refused: [String: String] = [:]
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            if case .failure(let error) = outcome(file) {
                refused[name] = try #require(error as? TabularError).code
            }
        }
        #expect(
            refused == [
                "empty_sheet": "empty", "issue127": "empty", "picture": "empty", "issue252": "unreadable",
                "pass_protected": "encrypted",
            ])
    }

    @Test func `workbooks of calamine read as they look`() throws {
        #expect(try cells("date").map { $0[0] } == ["2021-01-01", "2021-01-02", "255:10:10"])
        #expect(try cells("date_1904").prefix(2).map { $0[0] } == ["2021-01-01", "2021-01-02"])
        #expect(try cells("date_quoted_format")[0] == ["2021-01-01"])
        #expect(try cells("has_x000D_") == [["ABC\r\nDEF"]])
        #expect(try cells("has_x000D_inline") == [["ABC\r\nDEF"]])
        #expect(try cells("inlineStr_cdata") == [["Hello CDATA", "World"], ["12345", "NormalText"]])
        #expect(try cells("non_monotonic_si").prefix(2) == [["1", "2", "3"], ["2", "4", "6"]])
        #expect(try cells("strict_iso_paths")[0].prefix(2) == ["Item", "Thickness"])
        #expect(try cells("nonstandard-xml-ns-prefix") == [["a", "b"], ["1", "3"], ["2", "4"]])
        #expect(try cells("issue_391").prefix(3) == [["1"], ["2"], ["3"]])
        #expect(try cells("table_with_absolute_paths").prefix(2) == [["Item", "Name"], ["100", "North"]])
        #expect(try cells("rph") == [["課きく\u{3000}毛こ"]])
        #expect(try cells("richtext-namespaced")[0][0] == "inline string\nLine 2\nLine 3")
        #expect(try cells("string-ref") == [["col1"], ["-8086931554011838357"]])
        #expect(try cells("issue_530")[0].prefix(2) == ["报表导出人：", "于国栋"])
        #expect(try cells("empty_shared_string_value")[1] == ["Alice", "", "Active"])
    }

    private struct Sheet: Decodable {
        let rows: Int
        let first: [[String]]
        let last: [[String]]
    }

    /// The file beside holds what calamine itself reads of each sheet: how many rows have something in them, the first
    /// three and the last, each behind its number. It gives errors no text and trims text.
    @Test func `every sheet of calamine's workbooks reads as calamine reads it`() throws {
        let expected = try JSONDecoder().decode(
            [String: [String: Sheet]].self, from: Data(contentsOf: ProgramTests.fixture("calamine.json")))
        #expect(expected.count == 63)
        for (name, sheets) in expected {
            for (sheet, expected) in sheets {
                let rows = try plain("calamine/\(name).xlsx", sheet)
                #expect(rows.count == expected.rows, "\(name) \(sheet)")
                #expect(Array(rows.prefix(3)) == expected.first, "\(name) \(sheet)")
                #expect(Array(rows.suffix(1)) == expected.last, "\(name) \(sheet)")
            }
        }
    }

    private func plain(_ path: String, _ sheet: String) throws -> [[String]] {
        var limits = TabularLimits()
        limits.columns = 16_384
        var rows: [[String]] = []
        let reader = try XLSXReader(
            path: Corpora.file(path).path, limits: limits, sheet: sheet, showsHidden: true)
        do {
            try reader.read { record in
                let cells = (0..<record.count).map { column in
                    record.errors.contains(column)
                        ? "" : record.text(column).trimmingCharacters(in: .whitespacesAndNewlines)
                }
                if !cells.trimmingEmpty.isEmpty { rows.append(["\(record.number)"] + cells.trimmingEmpty) }
            }
        } catch TabularError.empty {}
        return rows
    }

    @Test func `error values are marked and keep their text`() throws {
        var texts: [String] = []
        try XLSXReader(path: Corpora.file("calamine/errors.xlsx").path).read { record in
            #expect(record.errors == Array(record.errors.indices))
            texts.append(record.text(0))
        }
        #expect(texts == ["#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A"])
    }

    @Test func `hidden sheets are known by name`() throws {
        let reader = try XLSXReader(path: Corpora.file("calamine/any_sheets.xlsx").path)
        #expect(reader.sheetName == "Visible")
        #expect(reader.hiddenSheets == ["Hidden", "VeryHidden"])
        #expect(reader.otherSheets.isEmpty)
    }

    @Test func `bombs, entities and fuzzers' finds of poi are refused by name or read`() throws {
        let files = try Corpora.files("poi")
        #expect(files.count == 29)
        for file in files {
            if case .failure(let error) = outcome(file) { #expect(error is TabularError, "\(file.lastPathComponent)") }
        }
        let refusals: [(String, TabularError)] = [
            ("poc-xmlbomb.xlsx", .unreadable(.documentType(.sharedStrings))),
            ("poc-xmlbomb-empty.xlsx", .unreadable(.documentType(.sharedStrings))),
            ("PackageRelsHasEntities.ooxml", .wrongKind(.docx)),
            ("protect.xlsx", .encrypted), ("60320-protected.xlsx", .encrypted), ("protected_sha512.xlsx", .encrypted),
        ]
        for (name, error) in refusals {
            #expect(throws: error, "\(name)") { try xlsx(Corpora.file("poi/\(name)")) }
        }
    }

    @Test func `broken archives of yauzl are refused by name`() throws {
        let files = try Corpora.files("yauzl")
        #expect(files.count == 24)
        for file in files {
            let error = #expect(throws: TabularError.self, "\(file.lastPathComponent)") { try xlsx(file) }
            let name = file.lastPathComponent
            if name.hasPrefix("absolute path") || name.hasPrefix("invalid relative path") {
                #expect(error == .unreadable(.unsafeName), "\(name)")
            }
            if name.hasPrefix("strong encryption") { #expect(error == .encrypted) }
        }
    }
}
