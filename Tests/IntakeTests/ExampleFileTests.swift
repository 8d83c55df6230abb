import CXlsx
import Domain
import Foundation
import Intake
import Store
import Testing
import Texts

/// The examples of the rules on files, written as their pages show them and read as any file.
@Suite struct ExampleFileTests {
    private static let codes = IssueCode.allCases.filter { if case .file? = $0.example?.fails { true } else { false } }
    private let texts: Texts

    init() throws { texts = try Texts() }

    @Test(arguments: codes, Language.allCases) func `a file fails with its code alone, and passes without it`(
        _ code: IssueCode, _ language: Language
    ) throws {
        let example = try #require(code.example)
        let told = texts.explanation(of: code, under: .egov2017, on: RuleExample.today, in: language)
        #expect(try found(example.fails, told.fails, example.terms()) == [code])
        #expect(try found(example.passes, told.passes, example.terms()) == [])
    }

    private func found(
        _ situation: RuleExample.Situation, _ told: RuleExplanation.Sample, _ terms: PetitionTerms
    ) throws -> [IssueCode] {
        guard case .file(let file) = situation else { return [] }
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).\(file.form == .table ? "csv" : "xlsx")"
        defer { try? FileManager.default.removeItem(atPath: path) }
        switch file.form {
        case .table: try Data(csv(told).utf8).write(to: URL(filePath: path))
        case .workbook: write(file, told, to: path)
        case .locked:
            let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
            try Data(ole + "EncryptedPackage".utf8.flatMap { [$0, 0] }).write(to: URL(filePath: path))
        case .picture: try Data("%PDF-1.7\n".utf8).write(to: URL(filePath: path))
        }
        let check = FileCheck(policy: .egov2017, terms: terms, texts: texts, limits: limits(file))
        var seen: Set<IssueCode> = []
        return check.check(path).issues.map(\.code).filter { seen.insert($0).inserted }
    }

    /// The limit that an example pretends is of what it has too much of.
    private func limits(_ file: RuleExample.File) -> Limits {
        var limits = Limits()
        guard let limit = file.limit else { return limits }
        switch file.form {
        case .workbook: limits.inflatedBytes = limit
        case _ where limit < 5: limits.rows = limit
        default: limits.columns = limit
        }
        return limits
    }

    private func csv(_ told: RuleExplanation.Sample) -> String {
        ([told.headings] + told.lines)
            .map { line in line.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\r\n" }
            .joined()
    }

    private func write(_ file: RuleExample.File, _ told: RuleExplanation.Sample, to path: String) {
        let book = workbook_new(path)
        let sheet = workbook_add_worksheet(book, nil)
        for (row, line) in ([told.headings] + told.lines).enumerated() {
            for (column, text) in line.enumerated() {
                worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), text, nil)
            }
        }
        var hidden = lxw_row_col_options(hidden: 1, level: 0, collapsed: 0)
        for row in file.hiddenRows { worksheet_set_row_opt(sheet, lxw_row_t(row - 1), 15, nil, &hidden) }
        for column in file.hiddenColumns {
            worksheet_set_column_opt(sheet, lxw_col_t(column), lxw_col_t(column), 10, nil, &hidden)
        }
        for name in file.otherSheets {
            worksheet_write_string(workbook_add_worksheet(book, name), 0, 0, "1", nil)
        }
        workbook_close(book)
    }
}
