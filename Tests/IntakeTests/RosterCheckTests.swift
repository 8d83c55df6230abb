import Crypto
import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// A list of everybody who lives in a house, compared with the register on a real database.
@Suite(.world) struct RosterCheckTests {
    private let texts: Texts
    private let header =
        "ИИН,Фамилия,Имя,Вид регистрации,Дата начала проживания,Дата выезда,Вид документа,Номер документа,Дата выдачи документа,"
        + "Прежний адрес,Основание вселения,Адресный листок убытия,Квитанция об уплате госпошлины,Документ воинского учёта,"
        + "Дата отметки о воинском учёте,Здание"

    init() throws { texts = try Texts() }

    private func line(
        _ number: Int, name: String? = nil, iin: String? = nil, stay: String = "", until: String = "",
        building: String = ""
    ) -> String {
        let person = Resident(number)
        return "\(iin ?? person.iin.digits),Тестов,\(name ?? person.givenName),\(stay),23.11.2026,\(until),id_card,"
            + "0\(10_000_000 + number),01.01.2026,г. Алматы,Договор № 1,УБ-1,№ 1,ВБ 1,01.01.2026,\(building)"
    }

    private func checked(_ lines: [String], _ world: World) async throws -> Petition {
        let bytes = Array(([header] + lines).joined(separator: "\r\n").utf8)
        let (caller, uploads) = (World.Person.clerk.caller, world.store.uploads)
        let petition = NewPetition(
            premises: World.house, number: "7", dated: World.today, stay: .permanent, list: .roster)
        let upload = try await uploads.begin(petition, mediaType: "text/csv", by: caller)
        try await uploads.append(bytes, number: 0, to: upload, by: caller)
        let opened = try await uploads.complete(
            upload, bytes: bytes.count, sha256: Array(SHA256.hash(data: Data(bytes))), as: petition, by: caller)
        let worker = Worker(store: world.store, texts: texts, limits: Limits(), logger: .silent)
        while await worker.workOnce() {}
        return try await world.store.petitions.read(opened.petition, by: caller)
    }

    private func rows(_ petition: Petition, _ action: Action? = nil, _ world: World) async throws -> [StoredRow] {
        try await world.store.petitions.rows(
            of: petition.id, action: action, limit: 100, by: World.Person.clerk.caller
        ).elements
    }

    /// Four permanent residents, and one until the end of January.
    private func settle(_ world: World) async throws {
        let since = World.today.adding(days: -30)
        try await world.approved(
            (1...4).map { Resident($0).row($0 + 1, from: since) }
                + [Resident(5).row(6, .arrive, .temporary, from: since, until: day("2027-01-31"))])
    }

    @Test func `the draft is what makes the register say the same as the list, and no row is lost`() async throws {
        let world = try World.here()
        try await settle(world)
        let petition = try await checked(
            [
                line(1), line(2, name: "Тестова"), line(5, stay: "temporary", until: "31.05.2027"), line(8), line(9),
                "", line(3),
            ],
            world)
        let sums = try #require(petition.roster)
        #expect(sums.listed == 6)
        #expect(sums.unchanged == 2)
        #expect(sums.differing == 1)
        #expect(sums.extending == 1)
        #expect(sums.arriving == 2)
        #expect(sums.leaving == 1)
        let rowsTold = sums.arriving + sums.extending + sums.asked + sums.unread + sums.leftOut
        #expect(sums.listed == rowsTold)
        let personsTold = sums.found + sums.unsure + sums.leaving
        #expect(sums.registered == personsTold)
        // rows of the file and one drafted departure, without those for whom nothing changes
        let drafted = sums.listed - sums.leftOut + sums.leaving
        #expect(petition.counts.rows - petition.counts.blank == drafted)
        #expect(petition.counts == RowCounts(rows: 5, sound: 3, warned: 0, faulty: 1, blank: 1))
        #expect(try await rows(petition, .arrive, world).map(\.number) == [5, 6])
        #expect(try await rows(petition, .extend, world).map(\.number) == [4])

        let leaving = try await rows(petition, .depart, world)
        #expect(leaving.map(\.number) == [9])
        #expect(leaving.compactMap(\.iin) == [Resident(4).iin])
        #expect(leaving[0].values[.until] == "\(World.today)")
        let missing = try await world.store.petitions.issues(
            ofRows: [9], of: petition.id, by: World.Person.clerk.caller)
        #expect(missing.map(\.issue.code) == [.departureReasonRequired])

        let told = try await world.store.petitions.fileIssues(of: petition.id, by: World.Person.clerk.caller).map(
            \.issue
        )
        .filter { $0.code == .registerDataDiffers }
        #expect(told.compactMap(\.found) == ["Тестова"])
        #expect(told.compactMap { $0.arguments["registered"] } == [Resident(2).givenName])
        #expect(told.compactMap { $0.arguments["line"] } == ["3"])
    }

    @Test func `once the reason is given and all is approved, the list compared again asks for nothing`() async throws {
        let world = try World.here()
        try await settle(world)
        let list = [line(1), line(2), line(3), line(5, stay: "temporary", until: "31.05.2027"), line(8)]
        let petition = try await checked(list, world)
        let words = texts.words
        let departing = try #require(try await rows(petition, .depart, world).first)
        try await world.store.petitions.repair(
            petition.id, row: departing.number, cells: [.departureReason: "left"], version: nil,
            by: World.Person.clerk.caller
        ) { RowJudge(policy: $0, terms: $1, words: words) }
        try await world.submit(petition.id)
        try await world.decide(petition.id)
        let again = try await checked(list + [""], world)
        let sums = try #require(again.roster)
        #expect(sums.unchanged == 5)
        #expect(sums.leaving == 0)
        #expect(again.counts.sound + again.counts.warned + again.counts.faulty == 0)
        #expect(try await world.store.occupancy.recount() == [])
    }

    @Test func `a list that would empty the house is doubted before anything else is said`() async throws {
        let world = try World.here()
        try await settle(world)
        let petition = try await checked([line(1), line(9)], world)
        let issues = try await world.store.petitions.fileIssues(of: petition.id, by: World.Person.clerk.caller).map(
            \.issue)
        #expect(issues.first?.code == .rosterManyDepartures)
        #expect(issues.first?.severity == .warning)
        #expect(issues.first?.arguments["leaving"] == "4")
        #expect(petition.roster?.leaving == 4)
    }

    @Test func `a row of another building is told and not compared`() async throws {
        let world = try World.here()
        try await settle(world)
        let petition = try await checked(
            [line(1), line(2), line(3), line(4), line(5), line(9, building: "wing")], world)
        #expect(petition.roster?.elsewhere == 1)
        #expect(petition.siblings.isEmpty)
        #expect(petition.counts.rows == 0)
        let issues = try await world.store.petitions.fileIssues(of: petition.id, by: World.Person.clerk.caller)
        #expect(issues.contains { $0.issue.code == .rosterOtherBuilding })
    }

    @Test func `a list without a header says so and compares nothing`() async throws {
        let world = try World.here()
        try await settle(world)
        let bytes = Array("a,b\r\n1,2\r\n".utf8)
        let (caller, uploads) = (World.Person.clerk.caller, world.store.uploads)
        let petition = NewPetition(premises: World.house, number: "8", dated: World.today, list: .roster)
        let upload = try await uploads.begin(petition, mediaType: "text/csv", by: caller)
        try await uploads.append(bytes, number: 0, to: upload, by: caller)
        let opened = try await uploads.complete(
            upload, bytes: bytes.count, sha256: Array(SHA256.hash(data: Data(bytes))), as: petition, by: caller)
        while await Worker(store: world.store, texts: texts, limits: Limits(), logger: .silent).workOnce() {}
        let read = try await world.store.petitions.read(opened.petition, by: caller)
        #expect(read.state == .draft)
        #expect(read.roster == nil)
        #expect(read.list == .roster)
    }
}
