import Domain
import Foundation
import Postgres
import Store
import TestKit
import Testing

/// The policies that are kept, the one in force, what another would judge differently, and judging a draft again.
@Suite(.world)
struct StoredPolicyTests {
    private let world: World
    private let keeper = World.Person.keeper.caller
    private let clerk = World.Person.clerk.caller
    private var policies: Policies { world.store.policies }
    private static let make: JudgeMaker = { RowJudge(policy: $0, terms: $1) }

    init() throws { world = try World.here() }

    /// The shipped profile with a piece of its text changed: an operator's own file.
    private func edited(_ old: String, _ new: String, name: String = "egov-2017") throws -> PolicyFile {
        let text = String(decoding: PolicyFile.egov2017.bytes, as: UTF8.self)
            .replacing("\"name\": \"egov-2017\"", with: "\"name\": \"\(name)\"")
        try #require(text.contains(old))
        return try PolicyFile(Array(text.replacing(old, with: new).utf8))
    }

    /// A row as the checks judge it under today's policy of the world.
    private func row(_ number: Int, _ resident: Int, _ changes: [Column: String?] = [:]) -> JudgedRow {
        let person = Resident(resident)
        var cells: [Column: String] = [
            .action: "arrive", .iin: person.iin.digits, .surname: "Тестов", .givenName: "Асан",
            .birthDate: "\(person.birthDate)", .sex: "M", .documentType: "id_card", .documentNumber: "012345678",
            .documentIssuedOn: "2025-09-20", .stay: "permanent", .from: "\(World.today)",
            .previousAddress: "Алматы, Абай 1", .placementBasis: "12, 01.09.2025", .feeReceipt: "77",
            .militaryDocument: "123", .militaryMarkOn: "2025-09-01",
        ]
        for (column, text) in changes { cells[column] = text }
        let terms = PetitionTerms(kind: .hostel, dated: World.today, today: World.today)
        return Self.make(.egov2017, terms).judge(RowText(number: number, cells: cells))
    }

    @Test func `what ships is kept, and one of them is in force until somebody chooses`() async throws {
        let lines = try await policies.list(by: keeper)
        #expect(lines.map(\.kept.name).sorted() == ["egov-2017", "kz-2025"])
        #expect(lines.filter(\.isInForce).map(\.kept.name) == ["egov-2017"])
        #expect(lines.allSatisfy { $0.kept.isShipped && $0.chosenAt == nil })
        let asked = try await policies.inForce(by: nil)
        #expect(asked.policy == .egov2017)
    }

    @Test func `a choice counts for petitions filed after it, and earlier ones keep theirs`() async throws {
        let before = try await world.draft([row(2, 1, [.feeReceipt: nil])])
        let today = try #require(try await policies.named("kz-2025", by: keeper))
        try await policies.use(today.id, by: keeper)
        try await policies.use(today.id, by: keeper)
        let after = try await world.draft([row(2, 2)])
        #expect(try await world.store.petitions.read(before, by: clerk).policy == "egov-2017")
        let petition = try await world.store.petitions.read(after, by: clerk)
        #expect(petition.policy == "kz-2025")
        #expect(try await policies.policy(of: petition, by: clerk) == .kz2025)
        let choices = try await world.database.number("SELECT count(*) AS n FROM policy_choice")
        #expect(choices == 1)
        let told = try await world.database.number("SELECT count(*) AS n FROM audit WHERE action = 'policy.chosen'")
        #expect(told == 1)
    }

    @Test func `an edited file of the same name is another policy, and a petition keeps the text it was judged by`()
        async throws
    {
        let draft = try await world.draft([row(2, 1)])
        let kept = try await policies.keep(
            try edited(
                "\"hold_days\": [\n      {\"since\": \"1991-12-16\", \"value\": 14",
                "\"hold_days\": [\n      {\"since\": \"1991-12-16\", \"value\": 30"),
            by: keeper)
        #expect(kept.name == "egov-2017")
        #expect(!kept.isShipped)
        let again = try await policies.keep(.egov2017, by: keeper)
        #expect(again.id != kept.id)
        try await policies.use(kept.id, by: keeper)
        let petition = try await world.store.petitions.read(draft, by: clerk)
        #expect(try await policies.policy(of: petition, by: clerk) == .egov2017)
        #expect(try await !policies.isInForce(for: petition, by: clerk))
        let second = try await world.store.petitions.read(try await world.draft([row(2, 2)]), by: clerk)
        #expect(try await policies.policy(of: second, by: clerk).holdDays.on(World.today) == 30)
        #expect(try await policies.isInForce(for: second, by: clerk))
    }

    @Test func `the text of a policy is never changed, and only an operator brings or chooses one`() async throws {
        for statement in ["UPDATE policy SET name = 'x'", "DELETE FROM policy", "DELETE FROM policy_choice"] {
            await #expect(throws: PostgresError.self) {
                try await world.database.raw(statement, as: "tirkeu_web")
            }
        }
        for person in World.Person.allCases where person != .keeper {
            await #expect(throws: Refusal.self) { try await policies.keep(.kz2025, by: person.caller) }
            await #expect(throws: Refusal.self) { try await policies.use(1, by: person.caller) }
            await #expect(throws: Refusal.self) {
                try await policies.preview(of: 1, by: person.caller, judge: Self.make)
            }
        }
    }

    @Test func `a preview says which open petitions would be judged differently, and changes nothing`() async throws {
        let faulty = try await world.draft([row(2, 1, [.feeReceipt: nil]), row(3, 2)])
        _ = try await world.draft([row(2, 3)])
        let sent = try await world.submitted([row(2, 4)])
        let strict = try edited(
            "\"paper\": \"departure_leaf\", \"actions\": [\"arrive\"], \"stays\": [\"permanent\"], \"cards\": [\"old\", \"none\"],",
            "\"paper\": \"departure_leaf\", \"actions\": [\"arrive\"],", name: "strict")
        let before = try await world.database.rows("SELECT * FROM petition_row")
        let today = try #require(try await policies.named("kz-2025", by: keeper))
        let lenient = try await policies.preview(of: today.id, by: keeper, judge: Self.make)
        #expect(lenient.petitions == 3)
        #expect(lenient.rows == 4)
        #expect(lenient.lines.map { [Int($0.id), $0.differing, $0.blocked, $0.freed] } == [[Int(faulty), 1, 0, 1]])
        let kept = try await policies.keep(strict, by: keeper)
        let blocking = try await policies.preview(of: kept.id, by: keeper, judge: Self.make)
        #expect(blocking.lines.map(\.blocked) == [1, 1, 1])
        #expect(blocking.lines.last?.id == sent)
        #expect(blocking.lines.last?.state == .submitted)
        let part = try await policies.preview(of: kept.id, mostRows: 1, by: keeper, judge: Self.make)
        #expect(part.isPart)
        #expect(part.petitions == 1)
        #expect(try await world.database.rows("SELECT * FROM petition_row") == before)
    }

    @Test func `a draft is judged again by the policy in force when its institution asks for it`() async throws {
        let draft = try await world.draft([row(2, 1, [.feeReceipt: nil]), row(3, 2)])
        let petitions = world.store.petitions
        #expect(try await petitions.rejudge(draft, by: clerk, judge: Self.make) == 0)
        #expect(try await petitions.read(draft, by: clerk).counts.faulty == 1)
        let today = try #require(try await policies.named("kz-2025", by: keeper))
        try await policies.use(today.id, by: keeper)
        #expect(try await petitions.rejudge(draft, by: clerk, judge: Self.make) == 2)
        let petition = try await petitions.read(draft, by: clerk)
        #expect(petition.counts.faulty == 0)
        #expect(petition.counts.sound == 2)
        #expect(petition.policy == "kz-2025")
        #expect(try await petitions.rejudge(draft, by: clerk, judge: Self.make) == 0)
        let told = try await world.database.number("SELECT count(*) AS n FROM audit WHERE action = 'petition.rejudged'")
        #expect(told == 1)
        let sent = try await world.submitted([row(2, 5)])
        let other = try #require(try await policies.named("egov-2017", by: keeper))
        try await policies.use(other.id, by: keeper)
        await #expect(throws: Refusal.self) { try await petitions.rejudge(sent, by: clerk, judge: Self.make) }
        await #expect(throws: Refusal.self) {
            try await petitions.rejudge(draft, by: World.Person.reviewer.caller, judge: Self.make)
        }
        await #expect(throws: Refusal.self) {
            try await petitions.rejudge(draft, by: World.Person.orphanageHead.caller, judge: Self.make)
        }
    }

    @Test func `a petition from before texts were kept is judged by the profile of its name`() async throws {
        let draft = try await world.draft([row(2, 1)])
        try await world.database.raw("UPDATE petition SET policy_id = NULL WHERE id = \(draft)")
        let petition = try await world.store.petitions.read(draft, by: clerk)
        #expect(try await policies.policy(of: petition, by: clerk) == .egov2017)
        try await world.submit(draft)
    }
}
