import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// One petition's way from a file to the register, on a real database.
@Suite(.database(template: "practice", prepare: Practice.prepare))
struct Spine {
    @Test func `a file becomes a draft, a submission, a decision and registrations`() async throws {
        let practice = try await Practice.open()
        let petition = try await practice.upload(practice.sample(rows: 12))
        let draft = try await practice.store.petitions.read(petition, by: practice.clerk)
        #expect(draft.state == .draft)
        #expect(draft.counts == RowCounts(rows: 12, sound: 12, warned: 0, faulty: 0, blank: 0))
        #expect(draft.fits == true)

        _ = try await practice.store.petitions.submit(
            petition, version: draft.summary.version, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        try await practice.store.decisions.claim(petition, version: nil, by: practice.reviewer)
        let decided = try await practice.store.decisions.decide(
            petition,
            DecisionRequest(
                outcome: .approved,
                rows: [
                    .init(number: 3, outcome: .refused, ground: .documentsUnreliable),
                    .init(number: 4, outcome: .returned, notes: [.init(column: .documentNumber, text: "Серия?")]),
                ]), version: nil, by: practice.reviewer)
        #expect(decided.state == .decided)

        let after = try await practice.store.petitions.read(petition, by: practice.clerk)
        #expect(
            after.outcomes == OutcomeCounts(pending: 0, approved: 10, refused: 1, returned: 1, withdrawn: 0, moved: 0))
        #expect(after.children == [try #require(decided.child)])
        let child = try await practice.store.petitions.rows(
            of: try #require(decided.child), limit: 10, by: practice.clerk)
        #expect(child.elements.map(\.number) == [4])
        let registered = try await practice.store.register.search(
            premises: practice.premises, limit: 50, by: practice.clerk)
        #expect(registered.elements.count == 10)
        #expect(try await practice.store.occupancy.recount() == [])
        await practice.store.close()
    }

    @Test func `the file alone gives the same issues as the service`() async throws {
        let practice = try await Practice.open()
        let bytes = practice.sample(rows: 400, faults: 0.3)
        let petition = try await practice.upload(bytes)
        let stored = try await practice.store.petitions.issues(of: petition, limit: 2_000, by: practice.clerk).elements
            .map(\.issue)

        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).csv"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let outcome = FileCheck(
            policy: .egov2017, terms: PetitionTerms(kind: .hostel, dated: practice.today, today: practice.today),
            texts: practice.texts,
            limits: Limits()
        ).check(path)
        #expect(!outcome.issues.isEmpty)
        #expect(Set(stored) == Set(outcome.issues))
        #expect(stored.count == outcome.issues.count)
        let draft = try await practice.store.petitions.read(petition, by: practice.clerk)
        #expect(draft.counts == outcome.counts)
        await practice.store.close()
    }

    @Test func `a repaired cell is judged again, and the row it was a double of too`() async throws {
        let practice = try await Practice.open()
        var lines = String(decoding: practice.sample(rows: 3), as: UTF8.self).split(separator: "\r\n").map(String.init)
        let right = lines[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var wrong = right
        wrong[1] = String(lines[1].split(separator: ",", omittingEmptySubsequences: false)[1])
        lines[2] = wrong.joined(separator: ",")
        let petition = try await practice.upload(Array(lines.joined(separator: "\r\n").utf8))
        #expect(try await practice.store.petitions.read(petition, by: practice.clerk).counts.faulty == 2)
        let words = practice.texts.words
        try await practice.store.petitions.repair(
            petition, row: 3, cells: [.iin: right[1]], version: nil, by: practice.clerk
        ) {
            RowJudge(policy: $0, terms: $1, words: words)
        }
        let counts = try await practice.store.petitions.read(petition, by: practice.clerk).counts
        #expect(counts == RowCounts(rows: 3, sound: 3, warned: 0, faulty: 0, blank: 0))
        await practice.store.close()
    }

    @Test(arguments: [
        ("", IssueCode.fileEmpty), ("a,b\r\n1,2\r\n", .headerMissing), ("%PDF-1.7 …", .fileUnreadable),
        ("iin,action\r\n\"1", .fileUnreadable),
    ])
    func `a file that is none becomes a draft with the issue that says so`(content: String, code: IssueCode)
        async throws
    {
        let practice = try await Practice.open()
        let petition = try await practice.upload(Array(content.utf8))
        let draft = try await practice.store.petitions.read(petition, by: practice.clerk)
        #expect(draft.state == .draft)
        #expect(draft.counts.rows == 0)
        #expect(draft.summary.fileErrors > 0)
        let issues = try await practice.store.petitions.fileIssues(of: petition, by: practice.clerk)
        #expect(issues.contains { $0.issue.code == code })
        await #expect(throws: Refusal.self) {
            _ = try await practice.store.petitions.submit(
                petition, version: nil, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        }
        await practice.store.close()
    }
}
