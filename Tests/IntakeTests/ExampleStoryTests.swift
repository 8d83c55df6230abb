import Crypto
import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// The examples of the rules that need a register or other petitions, on a real database.
@Suite(.world) struct ExampleStoryTests {
    private static let codes = IssueCode.allCases.filter { if case .story? = $0.example?.fails { true } else { false } }
    private let texts: Texts

    init() throws { texts = try Texts() }

    @Test(arguments: codes) func `a story fails with its code alone`(_ code: IssueCode) async throws {
        let example = try #require(code.example)
        let codes = try await found(example.fails)
        #expect(codes.subtracting(example.companions.map(\.rawValue)) == [code.rawValue])
    }

    @Test(arguments: codes) func `put right it passes without it`(_ code: IssueCode) async throws {
        #expect(!(try await found(try #require(code.example).passes).contains(code.rawValue)))
    }

    /// What checking the last petition finds, and what refuses its submission when nothing was found.
    private func found(_ situation: RuleExample.Situation) async throws -> Set<String> {
        guard case .story(let story) = situation else { return [] }
        let world = try World.here()
        for earlier in story.earlier {
            let place = earlier.isHere ? Place.here : .elsewhere
            let petition = try await file(earlier.rows, at: place, isRoster: false, world)
            if earlier.stage != .draft { try await world.submit(petition, by: place.person) }
            if earlier.stage == .approved { try await world.decide(petition, by: place.reviewer) }
        }
        if let places = story.places {
            try await world.store.institutions.setPlaces(places, of: World.house, by: World.Person.keeper.caller)
        }
        if !story.hasTitle {
            try await world.database.raw("UPDATE premises SET title_basis = NULL WHERE id = \(World.house)")
        }
        let petition = try await file(story.rows, at: .here, isRoster: story.isRoster, world)
        if let kind = story.askedScan {
            if story.hasScan { try await scan(kind, at: 2, of: petition, 1, world) }
            try await world.database.raw("SELECT attachments_require(\(petition), '{\(kind.rawValue)}', NULL)")
            // any act counts the rows anew
            try await scan(.other, at: nil, of: petition, 2, world)
        }
        let issues = try await world.store.petitions.issues(of: petition, limit: 100, by: World.Person.clerk.caller)
        let codes = Set(issues.elements.map(\.issue.code.rawValue))
        guard codes.isEmpty, !story.isRoster else { return codes }
        return Set([try await refusal { try await world.submit(petition) }?.code.rawValue].compactMap(\.self))
    }

    private func scan(
        _ kind: ScanKind, at row: Int?, of petition: Int64, _ content: UInt8, _ world: World
    ) async throws {
        let (scans, caller) = (world.store.attachments, World.Person.clerk.caller)
        let bundle = try await scans.begin(for: petition, by: caller)
        let upload = try await scans.stage([content], of: .pdf, in: bundle, by: caller)
        let received = ReceivedScan(
            upload: upload, bytes: 1, sha256: World.hash(Int(content)), row: row, kind: kind, name: "basis.pdf")
        _ = try await scans.attach([received], from: bundle, to: petition, version: nil, by: caller)
    }

    private enum Place {
        case here, elsewhere

        var premises: Int64 { self == .here ? World.house : World.orphanage }
        var person: World.Person { self == .here ? .clerk : .orphanageHead }
        var reviewer: World.Person { self == .here ? .reviewer : .districtReviewer }
    }

    private func file(
        _ rows: [RuleExample.Row], at place: Place, isRoster: Bool, _ world: World
    ) async throws -> Int64 {
        let columns = Column.allCases.filter { column in
            // a list of everybody asks for nothing
            (column != .action || !isRoster) && rows.contains { $0.cells[column] != nil }
        }
        let lines = rows.map { row in
            columns.map { column in
                let text = row.cells[column] ?? ""
                return column == .building && !text.isEmpty ? "wing" : text
            }
        }
        let header = columns.map { texts.label($0, in: .ru) }
        let bytes = Array(
            ([header] + lines).map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\r\n").utf8)
        let (caller, uploads) = (place.person.caller, world.store.uploads)
        let petition = NewPetition(
            premises: place.premises, number: "7", dated: RuleExample.today, list: isRoster ? .roster : .changes)
        let upload = try await uploads.begin(petition, mediaType: "text/csv", by: caller)
        try await uploads.append(bytes, number: 0, to: upload, by: caller)
        // the same list in another file
        let hash = Array(SHA256.hash(data: Data(UUID().uuidString.utf8)))
        let opened = try await uploads.complete(upload, bytes: bytes.count, sha256: hash, as: petition, by: caller)
        let worker = Worker(store: world.store, texts: texts, limits: Limits(), logger: .silent)
        while await worker.workOnce() {}
        return opened.petition
    }
}
