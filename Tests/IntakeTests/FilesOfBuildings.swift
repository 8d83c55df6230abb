import Crypto
import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// Suites over files with the rows of several buildings, which the worker checks on a real database.
protocol FilesOfBuildings {
    var texts: Texts { get }
}

extension FilesOfBuildings {
    func departs(_ rows: [(Int, String)]) -> String {
        let lines = rows.map { "depart,\(Resident($0.0).iin.digits),Тестов,Тест,2026-11-23,left,\($0.1)" }
        return (["action,iin,surname,given_name,until,departure_reason,building"] + lines).joined(separator: "\r\n")
    }

    func arrives(_ rows: [(Int, String)]) -> String {
        let lines = rows.map { number, building in
            let person = Resident(number)
            return "\(person.iin.digits),Тестов,Тест,\(person.birthDate),id_card,0\(10_000_000 + number),"
                + "2026-01-01,permanent,2026-11-23,г. Алматы,Договор № 1,УБ-1,№ 1,ВБ 1,2026-01-01,\(building)"
        }
        let header =
            "iin,surname,given_name,birth_date,document_type,document_number,document_issued_on,stay,from,"
            + "previous_address,placement_basis,departure_leaf,fee_receipt,military_document,military_mark_on,building"
        return ([header] + lines).joined(separator: "\r\n")
    }

    func upload(
        _ content: String, at premises: Int64 = World.house, correcting draft: Int64? = nil, _ world: World
    ) async throws -> Opened {
        let bytes = Array(content.utf8)
        let (caller, uploads) = (World.Person.clerk.caller, world.store.uploads)
        let petition = NewPetition(premises: premises, number: "7", dated: World.today, corrects: draft)
        let upload = try await uploads.begin(petition, mediaType: "text/csv", by: caller)
        try await uploads.append(bytes, number: 0, to: upload, by: caller)
        return try await uploads.complete(
            upload, bytes: bytes.count, sha256: Array(SHA256.hash(data: Data(bytes))), as: petition, by: caller)
    }

    func worker(_ world: World) -> Worker {
        Worker(store: world.store, texts: texts, limits: Limits(), logger: .silent)
    }

    func checked(
        _ content: String, at premises: Int64 = World.house, correcting draft: Int64? = nil, _ world: World
    ) async throws -> Petition {
        let opened = try await upload(content, at: premises, correcting: draft, world)
        while await worker(world).workOnce() {}
        return try await read(opened.petition, world)
    }

    func read(_ id: Int64, _ world: World) async throws -> Petition {
        try await world.store.petitions.read(id, by: World.Person.clerk.caller)
    }

    func numbers(_ petition: Petition, _ world: World) async throws -> [Int] {
        try await world.store.petitions.rows(of: petition.id, limit: 100, by: World.Person.clerk.caller).elements.map(
            \.number)
    }

    /// The other petition of a file of two buildings.
    func sibling(of petition: Petition, _ world: World) async throws -> Petition {
        let first = try await read(petition.id, world)
        return try await read(try #require(first.siblings.last), world)
    }

    func codes(of id: Int64, _ world: World) async throws -> [IssueCode] {
        try await world.store.petitions.issues(of: id, limit: 50, by: World.Person.clerk.caller).elements.map(
            \.issue.code)
    }

    /// Changes cells of a row on the page, and gives the petition that holds it then.
    @discardableResult
    func repair(_ id: Int64, row: Int, _ cells: [Column: String], _ world: World) async throws -> Int64 {
        try await world.store.petitions.repair(
            id, row: row, cells: cells, version: nil, by: World.Person.clerk.caller, judge: judge)
    }

    var judge: JudgeMaker {
        let words = texts.words
        return { RowJudge(policy: $0, terms: $1, words: words) }
    }
}
