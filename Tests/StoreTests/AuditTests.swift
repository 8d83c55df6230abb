import Domain
import Store
import TestKit
import Testing

/// One line in the log for every verb, none for a refusal, one for every look.
@Suite(.world)
struct AuditTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    private func lines(_ body: () async throws -> Void) async throws -> Int {
        let before = try await world.database.number("SELECT count(*) AS n FROM audit")
        try await body()
        return try await world.database.number("SELECT count(*) AS n FROM audit") - before
    }

    @Test func `every verb adds one line`() async throws {
        let (clerk, reviewer, keeper) = (
            World.Person.clerk.caller, World.Person.reviewer.caller, World.Person.keeper.caller
        )
        let (petitions, decisions) = (world.store.petitions, world.store.decisions)
        let draft = try await world.draft([Resident(1).row(2, from: today), Resident(2).row(3, from: today)])
        let judge: @Sendable (Policy, PetitionTerms) -> RowJudge = { RowJudge(policy: $0, terms: $1) }
        #expect(
            try await lines {
                try await petitions.repair(draft, row: 2, cells: [.room: "5"], version: nil, by: clerk, judge: judge)
            } == 1)
        #expect(try await lines { try await petitions.remove(draft, .numbers([2]), version: nil, by: clerk) } == 1)
        #expect(try await lines { try await world.submit(draft) } == 1)
        #expect(try await lines { try await decisions.claim(draft, version: nil, by: reviewer) } == 1)
        #expect(try await lines { try await decisions.claim(draft, version: nil, by: reviewer) } == 0)
        #expect(try await lines { try await decisions.release(draft, version: nil, by: reviewer) } == 1)
        // deciding an unclaimed petition claims it
        #expect(try await lines { try await world.decide(draft) } == 2)
        let other = try await world.draft([Resident(3).row(2, from: today)])
        #expect(try await lines { try await petitions.withdraw(other, version: nil, by: clerk) } == 1)
        let returned = try await world.submitted([Resident(4).row(2, from: today)])
        // the third line is the child's
        #expect(
            try await lines { try await world.decide(returned, DecisionRequest(outcome: .returned, note: "!")) } == 3)
        #expect(try await lines { try await world.store.institutions.setPlaces(11, of: World.house, by: keeper) } == 1)
        #expect(try await lines { _ = try await world.draft([]) } == 2)
    }

    @Test func `the signer's word for warnings is in the log, by kind, and the reviewer reads it`() async throws {
        let differs = { (row: Int) in Issue(.iinSexDiffers, at: .cell(row: row, column: .sex)) }
        let doubtful = Issue(.documentNumberFormat, at: .cell(row: 3, column: .documentNumber))
        let petition = try await world.draft([
            Resident(1).row(2, from: today, issues: [differs(2)]),
            Resident(2).row(3, from: today, issues: [differs(3), doubtful]), Resident(3).row(4, from: today),
        ])
        let unconfirmed = try await refusal { try await world.submit(petition, isConfirmed: false) }
        #expect(unconfirmed?.code == .warningsUnconfirmed && unconfirmed?.rows == [2, 3])
        try await world.submit(petition)
        let history = try await world.store.petitions.history(of: petition, by: World.Person.reviewer.caller)
        let signed = try #require(history.first { $0.action == "petition.submitted" })
        #expect(signed.details["confirmed"] == "iin.sex_differs:2 document.number_format:1")
    }

    @Test func `a refusal adds none and leaves nothing`() async throws {
        let full = try await world.draft((0..<11).map { Resident($0).row($0 + 2, from: today) })
        let petition = try await world.submitted([Resident(50).row(2, from: today)])
        let state =
            "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS state FROM (SELECT p::text FROM petition AS p UNION ALL SELECT h::text FROM hold AS h UNION ALL SELECT d::text FROM premises_day AS d) AS t"
        let before = try await world.database.rows(state)
        var refused: [RefusalCode?] = []
        let added = try await lines {
            refused.append(try await refusal { try await world.submit(full) }?.code)
            refused.append(
                try await refusal { try await world.decide(petition, DecisionRequest(outcome: .refused)) }?.code)
            refused.append(try await refusal { try await world.decide(petition, by: .farReviewer) }?.code)
            refused.append(try await refusal { try await world.submit(petition) }?.code)
        }
        #expect(refused == [.occupancyFull, .groundMissing, .notFound, .stateForbids])
        #expect(added == 0)
        #expect(try await world.database.rows(state) == before)
    }

    @Test func `every look at personal data is logged, with who and how many, never whose`() async throws {
        let petition = try await world.approved([Resident(1).row(2, from: today)])
        let (clerk, reviewer) = (World.Person.clerk.caller, World.Person.reviewer.caller)
        #expect(try await lines { _ = try await world.store.petitions.rows(of: petition, limit: 9, by: clerk) } == 1)
        #expect(try await lines { _ = try await world.store.petitions.rows([2], of: petition, by: reviewer) } == 1)
        #expect(
            try await lines { _ = try await world.store.register.search(iin: Resident(1).iin, limit: 9, by: reviewer) }
                == 1)
        #expect(
            try await lines {
                _ = try await world.store.register.search(premises: World.house, on: today, limit: 9, by: clerk)
            } == 1)
        let logged = try await world.database.rows("SELECT a::text AS line FROM audit AS a")
        #expect(logged.contains { $0.contains("look.register") })
        #expect(!logged.contains { $0.contains(Resident(1).iin.digits) || $0.contains("Тест") })
    }

    @Test func `the register is for those who may see it`() async throws {
        let keeper = World.Person.keeper.caller
        #expect(
            try await refusal { _ = try await world.store.register.search(limit: 9, by: keeper) }?.code == .notAllowed)
    }
}
