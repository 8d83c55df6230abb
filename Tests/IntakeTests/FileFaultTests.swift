import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// A file that cannot be read says where, as far as that is known.
@Suite struct FileFaultTests {
    @Test(arguments: [
        ("{\"iin\": \"1\"}\n{iin: \"2\"}\n", "damaged_json", "2"), ("[{\"iin\": 1}, 7]", "not_an_object", "2"),
        ("{iin", "damaged_json", "1"), ("[1,2", "not_an_object", "1"),
        ("iin,surname\n1,\"a\n", "unclosed_quote", "2"),
    ])
    func `a fault has its reason and its row`(_ text: String, _ reason: String, _ row: String) throws {
        let issue = try #require(try check(text).first)
        #expect(issue.code == .fileUnreadable)
        #expect(issue.arguments["reason"] == reason)
        #expect(issue.arguments["row"] == row)
        let told = try Texts().message(issue, in: .ru)
        #expect(told.contains("строка \(row)"), "\(told)")
    }

    @Test func `a cell that is too long is named`() throws {
        let issue = try #require(
            try check("iin,surname\n1,a\n2,\(String(repeating: "b", count: 5_000))\n").first { $0.place == .file })
        #expect(issue.arguments["reason"] == "cell_too_long")
        #expect(issue.found == "B3")
        #expect(
            try Texts().message(issue, in: .en) == "The file could not be read: the text of a cell is too long, row 3.")
    }

    private func check(_ text: String) throws -> [Domain.Issue] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let texts = try Texts()
        let terms = PetitionTerms(kind: .hostel, dated: World.today, today: World.today)
        return FileCheck(policy: .egov2017, terms: terms, texts: texts, limits: Limits()).check(path).issues
    }
}
