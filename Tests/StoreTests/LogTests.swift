import Domain
import Store
import TestKit
import Testing

/// The log is read by those whom it was promised, and what pages say of a petition beforehand is what is done afterwards.
@Suite(.world)
struct LogTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    private func row(_ resident: Int, _ number: Int) -> JudgedRow { Resident(resident).row(number, from: today) }

    @Test func `an auditor reads every line, a head the institution's, and nobody else any`() async throws {
        let petition = try await world.approved([row(1, 2)])
        _ = try await world.approved(
            [Resident(2).row(2, from: today)], at: World.sanatorium, by: .sanatoriumHead, reviewer: .farReviewer)
        let log = world.store.log
        let all = try await log.lines(.init(), limit: 500, by: World.Person.auditor.caller).elements
        #expect(Set(all.compactMap(\.institution)).count > 1)
        let own = try await log.lines(.init(), limit: 500, by: World.Person.head.caller).elements
        #expect(!own.isEmpty)
        #expect(Set(own.map(\.institution)) == [World.Person.head.caller.institution])
        let decided = try await log.lines(
            .init(petition: petition, action: .petitionDecided, day: today), limit: 5, by: World.Person.head.caller)
        #expect(decided.elements.map(\.name) == [World.Person.reviewer.caller.name])
        #expect(
            try await refusal { try await log.lines(.init(), limit: 5, by: World.Person.clerk.caller) }?.code
                == .notAllowed)
        #expect(
            try await refusal { try await log.lines(.init(), limit: 5, by: World.Person.reviewer.caller) }?.code
                == .notAllowed)
    }

    @Test func `what would be submitted alone is what is submitted`() async throws {
        let draft = try await world.draft((0..<14).map { row($0, $0 + 2) })
        let petition = try await world.store.petitions.read(draft, by: World.Person.clerk.caller)
        let plan = try await world.store.petitions.fitting(
            of: petition, isConfirmed: true, by: World.Person.clerk.caller)
        #expect(plan.sent.count == 10 && plan.moved.count == 4)
        #expect(try await world.store.petitions.waiting(among: [draft], by: World.Person.clerk.caller) == [draft])
        let child = try #require(try await world.submit(draft, onlyFitting: true))
        let moved = try await world.store.petitions.rows(of: child, limit: 50, by: World.Person.clerk.caller)
        #expect(moved.elements.map(\.number) == plan.moved)
        #expect(try await world.store.petitions.read(child, by: World.Person.clerk.caller).summary.isSecond == false)
    }

    @Test func `rows that were returned come back as a second review`() async throws {
        let petition = try await world.submitted([row(1, 2), row(2, 3)])
        let decided = try await world.decide(
            petition,
            DecisionRequest(
                outcome: .approved, rows: [.init(number: 3, outcome: .returned, notes: [.init(column: nil, text: "!")])]
            ))
        let child = try #require(decided.child)
        #expect(try await world.store.petitions.read(child, by: World.Person.clerk.caller).summary.isSecond)
        let tally = try await world.store.petitions.tally(of: petition, by: World.Person.clerk.caller)
        #expect(
            Set(tally) == [
                .init(action: .arrive, outcome: .approved, rows: 1),
                .init(action: .arrive, outcome: .returned, rows: 1),
            ])
        try await world.submit(child)
        let queue = try await world.store.petitions.queue(limit: 5, by: World.Person.reviewer.caller)
        #expect(queue.elements.map(\.isSecond) == [true])
    }
}
