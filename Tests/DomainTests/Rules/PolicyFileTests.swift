import Domain
import Foundation
import Testing

/// Policy files: what ships can be read, and what is wrong with one is refused with its line.
@Suite struct PolicyFileTests {
    private let text = String(decoding: PolicyFile.egov2017.bytes, as: UTF8.self)

    private func faults(_ text: String) -> [String] {
        do {
            _ = try PolicyFile(Array(text.utf8))
            return []
        } catch {
            return error.faults.map { "\($0.line) \($0.code.rawValue)" }
        }
    }

    /// The faults of the shipped file with one piece of text changed, by the line of the change.
    private func faults(changing old: String, to new: String) throws -> [String] {
        let place = try #require(text.range(of: old), "\(old) is not in the file")
        let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
        return faults(text.replacingCharacters(in: place, with: new)).map { fault in
            let parts = fault.split(separator: " ")
            return "\((Int(parts[0]) ?? 0) - line) \(parts[1])"
        }
    }

    @Test(arguments: PolicyFile.shipped)
    func `what ships is sound, has a title in every language and a source for every value`(_ file: PolicyFile) throws {
        let policy = file.policy
        #expect(PolicyFile.named(policy.name) == file)
        #expect(Language.allCases.allSatisfy { policy.title[$0]?.isEmpty == false })
        #expect(policy.parameters.count == 23)
        for parameter in policy.parameters {
            #expect(parameter.entries.allSatisfy { !$0.source.isEmpty }, "\(parameter.name)")
            #expect(parameter.entries[0].since <= policy.from, "\(parameter.name)")
        }
        #expect(policy.documents.allSatisfy { !$0.source.isEmpty })
    }

    @Test(
        arguments: [
            ("\"identity_age\": [", "\"identity_ages\": [", ["-9 key_missing", "0 key_unknown"]),
            ("\"value\": 18,", "\"value\": \"18\",", ["0 value_wrong"]),
            ("\"value\": 18,", "\"value\": 18.5,", ["0 syntax"]),
            ("\"value\": 18,", "\"value\": 180,", ["0 value_wrong"]),
            ("\"value\": 18,", "", ["0 key_missing"]),
            ("\"value\": 18, ", "\"value\": 18, \"value\": 17, ", ["0 key_repeated"]),
            ("\"name\": \"egov-2017\"", "\"name\": \"Egov 2017\"", ["0 value_wrong"]),
            ("{\"from\": 17, \"to\": 27}", "{\"from\": 27, \"to\": 27}", ["0 value_wrong"]),
            ("\"hotel\": [\"temporary\"]", "\"hotels\": [\"temporary\"]", ["-11 kind_uncovered", "0 key_unknown"]),
            ("\"hotel\": [\"temporary\"]", "\"hotel\": []", ["0 value_wrong"]),
            ("\"hotel\": [\"temporary\"]", "\"hotel\": [\"for_ever\"]", ["0 code_unknown"]),
            ("[\"child_in_care\", ", "[\"child_in_care\", \"child_in_care\", ", ["0 code_repeated"]),
            ("{\"since\": \"2016-01-01\"", "{\"since\": \"2014-01-01\"", ["0 days_out_of_order"]),
            ("{\"since\": \"2016-01-01\"", "{\"since\": \"2015-01-01\"", ["0 days_overlap"]),
            ("{\"since\": \"2016-01-01\"", "{\"since\": \"2016-02-30\"", ["0 value_wrong"]),
            (
                "{\"since\": \"2016-01-01\"", "{\"since\": \"2016-01-01\", \"until\": \"2016-12-31\"",
                ["1 days_uncovered"]
            ),
            ("{\"since\": \"2016-01-01\"", "{\"since\": \"2016-01-01\", \"until\": \"2017-01-02\"", ["1 days_overlap"]),
            ("{\"since\": \"2016-01-01\"", "{\"since\": \"2016-01-01\", \"until\": \"2017-01-01\"", []),
            ("{\"since\": \"2015-01-01\"", "{\"since\": \"2015-01-02\"", ["0 days_uncovered"]),
            (
                "{\"since\": \"2026-01-01\"", "{\"since\": \"2026-01-01\", \"until\": \"2027-01-01\"",
                ["-12 days_uncovered"]
            ),
            ("\"paper\": \"fee\"", "\"paper\": \"fees\"", ["0 code_unknown"]),
            ("\"actions\": [\"depart\"]", "\"actions\": []", ["0 value_wrong"]),
            ("\"actions\": [\"depart\"]", "\"action\": [\"depart\"]", ["0 key_unknown"]),
            ("\"name\": \"egov-2017\"", "\"name\" \"egov-2017\"", ["0 syntax"]),
        ] as [(String, String, [String])])
    func `a faulty file is refused, and the line is named`(_ old: String, _ new: String, _ expected: [String]) throws {
        #expect(try faults(changing: old, to: new) == expected)
    }

    @Test func `a policy that contradicts itself is refused at the later value`() throws {
        let holds = "\"hold_days\": [\n      {\"since\": \"1991-12-16\", \"value\": 14"
        #expect(
            try faults(changing: holds, to: holds.replacing("14", with: "9")) == ["1 contradiction"])
        let majority = "\"majority_age\": [\n      {\"since\": \"1991-12-16\", \"value\": 18"
        #expect(try faults(changing: majority, to: majority.replacing("18", with: "15")) == ["1 contradiction"])
        let percent = "\"fee_percent\": [\n      {\n        \"since\": \"1991-12-16\",\n        \"value\": 10"
        #expect(
            try faults(changing: percent, to: percent.replacing("10", with: "0")).contains {
                $0.hasSuffix("contradiction")
            })
    }

    @Test func `the same line about a document twice is refused`() throws {
        let line = """
                {
                  "paper": "departure_reason", "actions": ["depart"],
                  "since": "2020-01-01", "source": "another", "confirmed": true
                },
            """
        let place = try #require(text.range(of: "\"documents\": [\n"))
        #expect(
            faults(text.replacingCharacters(in: place, with: "\"documents\": [\n\(line)\n")).map {
                $0.split(separator: " ")[1]
            } == ["line_repeated"])
    }

    @Test func `no file crashes the reader`() {
        #expect(faults("") == ["1 syntax"])
        #expect(faults("[]") != [])
        #expect(faults("{}").count == 5)
        #expect(faults(String(repeating: "[", count: 100_000)) == ["1 syntax"])
        #expect(faults("\n\n{\"name\": \"\\ud800\"}") == ["3 syntax"])
        #expect(throws: PolicyFaults.self) { try PolicyFile([0xFF, 0xFE]) }
        let bytes = PolicyFile.kz2025.bytes
        for cut in stride(from: 0, to: bytes.count - 2, by: 97) {
            #expect(throws: PolicyFaults.self) { try PolicyFile(Array(bytes[..<cut])) }
        }
    }

    @Test func `two policies are compared value by value and line by line`() {
        #expect(PolicyDifference(.egov2017, .egov2017).isEmpty)
        let difference = PolicyDifference(.egov2017, .kz2025)
        #expect(difference.parameters.map(\.old.name).contains("registration_age"))
        #expect(!difference.parameters.map(\.old.name).contains("review_days"))
        #expect(difference.addedDocuments.map(\.paper).contains(.ownerConsent))
        #expect(difference.removedDocuments.map(\.paper).contains(.arrivalLeaf))
    }
}
