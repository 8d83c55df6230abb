import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// What was mended once is read by itself in the institution's next file.
@Suite(.database(template: "practice", prepare: Practice.prepare))
struct RememberedTests {
    @Test
    func `the next file is read as the clerk explained the last one, with a note, and from the start after forgetting`()
        async throws
    {
        let practice = try await Practice.open()
        let first = try await practice.upload(file(practice, "бумажка", seed: 1), number: "1")
        let mistake = Mistake(.wordUnknown, in: .documentType, found: .text("бумажка"))
        let words = practice.texts.words
        let done = try await practice.store.petitions.repair(
            first, all: mistake, .value("id_card"), isRemembered: true, version: nil, by: practice.clerk
        ) { RowJudge(policy: $0, terms: $1, words: words) }
        #expect((done.rows, done.isRemembered) == (3, true))
        #expect(try await faulty(first, practice) == 0)

        let second = try await practice.upload(file(practice, "БУМАЖКА", seed: 2), number: "2")
        #expect(try await faulty(second, practice) == 0)
        let notes = try await practice.store.petitions.issues(
            of: second, code: .valueRemembered, limit: 9, by: practice.clerk
        ).elements.map(\.issue)
        #expect(notes.count == 3)
        #expect(notes.allSatisfy { $0.found == "БУМАЖКА" && $0.read == "id_card" && $0.severity == .note })

        let known = try #require(try await practice.store.remembered.list(by: practice.clerk).first)
        try await practice.store.remembered.forget(known.id, by: practice.clerk)
        let third = try await practice.upload(file(practice, "бумажка", seed: 3), number: "3")
        #expect(try await faulty(third, practice) == 3)
        await practice.store.close()
    }

    private func faulty(_ petition: Int64, _ practice: Practice) async throws -> Int {
        try await practice.store.petitions.read(petition, by: practice.clerk).counts.faulty
    }

    private func file(_ practice: Practice, _ word: String, seed: UInt64) -> [UInt8] {
        let text = String(decoding: practice.sample(rows: 3, seed: seed), as: UTF8.self)
        return Array(text.replacing(/,(id_card|birth_certificate|passport|residence_permit),/, with: ",\(word),").utf8)
    }
}
