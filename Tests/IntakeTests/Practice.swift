import Crypto
import Domain
import Foundation
import Intake
import Logging
import Store
import TestKit
import Texts

/// A small world: an authority, a hostel with one building of 60 places, its clerk and a reviewer.
struct Practice {
    let store: Store
    let texts: Texts
    let clerk: Caller
    let reviewer: Caller
    let premises: Int64
    let today = Domain.Clock.fixed(Day(iso: "2026-11-23") ?? Day(number: 0)).today

    static func prepare(_ database: TestDatabase) async throws {
        _ = try await Migrator(database: database.conninfo, catalog: .bundled(), logger: .silent).migrate()
        let store = try store(on: database)
        let authority = try await store.institutions.addAuthority(
            name: Name(kk: "Алматы ПД", ru: "ДП Алматы", en: "Almaty Police"), territory: ["75"], by: nil)
        let operatorAccount = try await store.accounts.add(
            NewAccount(person: try IIN("151231699007"), login: "operator", name: "Operator", role: .operator),
            password: "practice-password", by: nil)
        let keeper = Caller(
            account: operatorAccount, name: "", role: .operator, institution: nil, authority: nil, maySubmit: false,
            language: .en)
        let institution = try await store.institutions.add(
            bin: try BIN("170140990019"), kind: .hostel, name: Name(kk: "Жатақхана", ru: "Общежитие", en: "Hostel"),
            by: keeper)
        _ = try await store.institutions.addPremises(
            NewPremises(
                name: "1", addressKK: "Абай көшесі 1", addressRU: "ул. Абая 1", kato: "750000000", titleBasis: "own",
                places: 60),
            of: institution, by: keeper)
        _ = try await store.accounts.add(
            NewAccount(
                person: try IIN("550505499004"), login: "clerk", name: "Clerk", role: .clerk, institution: institution,
                maySubmit: true),
            password: "practice-password", by: keeper)
        _ = try await store.accounts.add(
            NewAccount(
                person: try IIN("410722399007"), login: "reviewer", name: "Reviewer", role: .reviewer,
                authority: authority),
            password: "practice-password", by: keeper)
        await store.close()
    }

    static func open() async throws -> Practice {
        guard let database = TestDatabase.current else { preconditionFailure("the suite has the database trait") }
        let store = try store(on: database)
        let nobody = Caller(
            account: 0, name: "", role: .operator, institution: nil, authority: nil, maySubmit: false, language: .en)
        let accounts = try await store.accounts.list(by: nobody)
        let premises = try await store.institutions.premises(by: nobody)
        let caller = { (login: String) throws -> Caller in
            guard let account = accounts.first(where: { $0.login == login }) else { throw Refusal(.notFound) }
            return Caller(
                account: account.id, name: account.name, role: account.role, institution: account.institution,
                authority: account.authority, maySubmit: account.maySubmit, language: .ru)
        }
        return Practice(
            store: store, texts: try Texts(), clerk: try caller("clerk"), reviewer: try caller("reviewer"),
            premises: premises[0].id)
    }

    private static func store(on database: TestDatabase) throws -> Store {
        Store(
            database: database.conninfo, secret: Secret(key: Array(repeating: 7, count: 32)),
            clock: .fixed(Day(iso: "2026-11-23") ?? Day(number: 0)), policy: .egov2017, limits: Limits(),
            catalog: try .bundled(), logger: Logger(label: "store"))
    }

    func sample(rows: Int, faults: Double = 0, seed: UInt64 = 1) -> [UInt8] {
        Sample(.init(rows: rows, faults: faults, seed: seed, kind: .hostel, stay: .temporary, from: today)).csv()
    }

    /// Uploads a file and lets the worker check it.
    func upload(
        _ bytes: [UInt8], number: String = "1", stay: Stay? = nil, correcting draft: Int64? = nil
    ) async throws -> Int64 {
        let petition = try await send(bytes, number: number, stay: stay, correcting: draft)
        while await worker.workOnce() {}
        return petition
    }

    /// Uploads a file, and no worker checks it yet.
    func send(
        _ bytes: [UInt8], number: String = "1", stay: Stay? = nil, correcting draft: Int64? = nil
    ) async throws -> Int64 {
        let petition = NewPetition(premises: premises, number: number, dated: today, stay: stay, corrects: draft)
        let upload = try await store.uploads.begin(petition, mediaType: "text/csv", by: clerk)
        for (index, start) in stride(from: 0, to: bytes.count, by: Uploads.chunkBytes).enumerated() {
            let chunk = Array(bytes[start..<min(start + Uploads.chunkBytes, bytes.count)])
            try await store.uploads.append(chunk, number: index, to: upload, by: clerk)
        }
        let opened = try await store.uploads.complete(
            upload, bytes: bytes.count, sha256: Array(SHA256.hash(data: Data(bytes))), as: petition, by: clerk)
        return opened.petition
    }

    /// The marked copy of a petition's file, as the clerk downloads it.
    func download(_ id: Int64) async throws -> (bytes: [UInt8], ending: String) {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let petition = try await store.petitions.read(id, by: clerk)
        let ending = try await Workbook(store: store, texts: texts, limits: Limits()).write(
            petition, to: path, by: clerk, in: .ru)
        return (Array(try Data(contentsOf: URL(fileURLWithPath: path))), ending)
    }

    var worker: Worker { Worker(store: store, texts: texts, limits: Limits(), logger: .silent) }
}
