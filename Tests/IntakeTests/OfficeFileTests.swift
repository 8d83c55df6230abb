import Domain
import Foundation
import Intake
import Store
import Testing
import Texts

/// Files as offices make them say the same as the plain file of the same people.
struct OfficeFileTests {
    private let texts: Texts
    private let day: Day
    private let plain: String

    init() throws {
        texts = try Texts()
        day = try #require(Day(iso: "2026-11-23"))
        let sample = Sample(.init(rows: 30, faults: 0.2, seed: 5, kind: .hostel, stay: .temporary, from: day))
        plain = String(decoding: sample.csv(), as: UTF8.self)
    }

    private var lines: [String] { plain.split(separator: "\r\n").map(String.init) }

    private func check(_ text: String, as ending: String = "csv") throws -> FileCheck.Outcome {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).\(ending)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let terms = PetitionTerms(kind: .hostel, dated: day, today: day)
        return FileCheck(policy: .egov2017, terms: terms, texts: texts, limits: Limits()).check(path)
    }

    @Test func `a letterhead above the header and the clerk's own numbering change no row but its number`() throws {
        let expected = try check(plain)
        let head = ["\"Общежитие «Кенши», г. Караганда\"", "", "Список жильцов на регистрацию", ""]
        let numbered = lines.enumerated().map { index, line in (index == 0 ? "№ п/п" : "\(index)") + "," + line }
        let outcome = try check((head + numbered).joined(separator: "\r\n"))
        #expect(outcome.counts == expected.counts)
        #expect(outcome.issues.map(\.code) == expected.issues.map(\.code))
        #expect(outcome.issues.compactMap(\.place.row) == expected.issues.compactMap { $0.place.row.map { $0 + 4 } })
    }

    @Test func `a full name in one column is taken apart, and that is said`() throws {
        let merged = lines.enumerated().map { index, line in
            var cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            cells[2] = index == 0 ? "ФИО" : cells[2...4].joined(separator: " ")
            cells.removeSubrange(3...4)
            return cells.joined(separator: ",")
        }
        let outcome = try check(merged.joined(separator: "\r\n"))
        #expect(outcome.isReadable)
        #expect(outcome.issues.first { $0.code == .headerFullName }?.found == "ФИО")
        #expect(outcome.counts.rows == 30)
        #expect(outcome.issues.count { $0.code == .nameMissing } <= (try check(plain)).counts.faulty)
    }

    @Test func `objects of JSON count from one, have no cells, and are judged alike`() throws {
        let people: [[String: String]] = [
            ["action": "arrive", "iin": "050114500001", "surname": "Сериков", "given_name": "Арман"], ["iin": "12"],
        ]
        let text = String(decoding: try JSONSerialization.data(withJSONObject: people), as: UTF8.self)
        let outcome = try check(text, as: "json")
        #expect(outcome.counts.rows == 2)
        #expect(Set(outcome.issues.compactMap(\.place.row)).isSubset(of: [1, 2]))
        #expect(outcome.issues.contains { $0.code == .iinLength && $0.place == .cell(row: 2, column: .iin) })
        #expect(outcome.issues.allSatisfy { $0.cell(in: outcome.layout) == nil })
    }

    @Test func `a spelling of a column beside another one of it is kept, only the same twice is refused`() throws {
        let twice = lines.enumerated().map { index, line in line + (index == 0 ? ",iin" : ",") }
        #expect(try check(twice.joined(separator: "\r\n")).issues.contains { $0.code == .headerDuplicated })
        let beside = lines.enumerated().map { index, line in line + (index == 0 ? ",Прописка" : ",Алматы") }
        let outcome = try check(beside.joined(separator: "\r\n"))
        #expect(!outcome.issues.contains { $0.code == .headerDuplicated })
        #expect(outcome.issues.contains { $0.code == .headerUnknown && $0.found == "Прописка" })
    }
}
