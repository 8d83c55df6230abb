import Domain
import Store
import TestKit
import Testing

/// A petition's whole way, and what the register and the days say of it.
@Suite(.world)
struct LifeTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    private func registered(_ resident: Resident, by person: World.Person = .chief) async throws -> [Registration] {
        try await world.store.register.search(iin: resident.iin, limit: 50, by: person.caller).elements
    }

    @Test func `rows become a draft, a submission, a decision, registrations and a child of what came back`()
        async throws
    {
        let rows = (1...5).map { Resident($0).row($0 + 1, from: today) }
        let petition = try await world.draft(rows, blank: 2)
        let draft = try await world.store.petitions.read(petition, by: World.Person.clerk.caller)
        #expect(draft.state == .draft)
        #expect(draft.counts == RowCounts(rows: 7, sound: 5, warned: 0, faulty: 0, blank: 2))
        #expect(draft.fits == true)

        #expect(try await world.submit(petition) == nil)
        #expect(try await world.occupancy(today).held == 5)
        try await world.store.decisions.claim(petition, version: nil, by: World.Person.reviewer.caller)
        let decided = try await world.decide(
            petition,
            DecisionRequest(
                outcome: .approved,
                rows: [
                    .init(number: 3, outcome: .refused, ground: .documentsUnreliable),
                    .init(
                        number: 4, outcome: .returned,
                        notes: [.init(column: .documentNumber, text: "Серия?"), .init(column: nil, text: "Ещё")]),
                ]))
        #expect(decided.state == .decided)

        let after = try await world.store.petitions.read(petition, by: World.Person.clerk.caller)
        #expect(
            after.outcomes == OutcomeCounts(pending: 0, approved: 3, refused: 1, returned: 1, withdrawn: 0, moved: 0))
        #expect(after.children == [try #require(decided.child)])
        let child = try await world.store.petitions.read(try #require(decided.child), by: World.Person.clerk.caller)
        #expect(child.state == .draft)
        #expect(child.summary.parent == petition)
        #expect(child.counts == RowCounts(rows: 1, sound: 1, warned: 0, faulty: 0, blank: 0))
        #expect(
            try await world.store.petitions.rows(of: child.id, limit: 5, by: World.Person.clerk.caller).elements.map(
                \.number) == [4])
        let notes = try await world.store.petitions.notes(of: petition, by: World.Person.clerk.caller)
        #expect(notes.map(\.text).sorted() == ["Ещё", "Серия?"])
        #expect(notes.contains { $0.row == 4 && $0.column == .documentNumber })

        let days = try await world.occupancy(today)
        #expect((days.held, days.registered, days.free) == (0, 3, 7))
        let found = try await world.store.register.search(
            premises: World.house, on: today, limit: 50, by: World.Person.clerk.caller)
        #expect(found.elements.map(\.iin) == [1, 4, 5].map { Resident($0).iin })
        #expect(found.elements.allSatisfy { $0.petition == petition && $0.until == nil })
        #expect(try await world.store.register.count(at: World.house, on: today, by: World.Person.clerk.caller) == 3)
    }

    @Test func `a new permanent registration ends the former one the same day`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        let moving = today.adding(days: 30)
        try await world.approved([person.row(2, from: moving)], at: World.wing)
        let known = try await registered(person)
        #expect(known.map(\.premises) == [World.house, World.wing])
        #expect(known.map(\.until) == [moving, nil])
        #expect(try await world.occupancy(moving.adding(days: -1)).registered == 1)
        #expect(try await world.occupancy(moving).registered == 0)
        #expect(try await world.occupancy(moving, at: World.wing).registered == 1)
    }

    @Test func `permanent and temporary at the same premises take one place, at two one each`() async throws {
        let (one, other) = (Resident(1), Resident(2))
        let until = today.adding(days: 60)
        try await world.approved([
            one.row(2, .arrive, .temporary, from: today, until: until),
            other.row(3, .arrive, .temporary, from: today, until: until),
        ])
        try await world.approved([one.row(2, from: today.adding(days: 10))])
        try await world.approved([other.row(2, from: today.adding(days: 10))], at: World.wing)
        #expect(try await world.occupancy(today.adding(days: 20)).registered == 2)
        #expect(try await world.occupancy(today.adding(days: 20), at: World.wing).registered == 1)
        #expect(try await world.occupancy(until).registered == 1)
        #expect(try await registered(one).count == 2)
    }

    @Test func `temporary where one is permanently registered is already_here`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        let draft = try await world.draft([
            person.row(2, .arrive, .temporary, from: today, until: today.adding(days: 5))
        ])
        let issues = try await world.store.petitions.issues(of: draft, limit: 9, by: World.Person.clerk.caller).elements
        #expect(issues.map(\.issue.code) == [.registerAlreadyHere])
        #expect(try await refusal { try await world.submit(draft) }?.code == .rowsBlocked)
    }

    @Test func `a departure frees its place from its day on`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        let leaving = today.adding(days: 7)
        let petition = try await world.submitted([person.row(2, .depart, nil, until: leaving)])
        #expect(try await world.occupancy(leaving).registered == 1)
        try await world.decide(petition)
        #expect(try await world.occupancy(leaving.adding(days: -1)).registered == 1)
        #expect(try await world.occupancy(leaving).registered == 0)
        #expect(try await registered(person).map(\.until) == [leaving])
    }

    @Test func `who is not here cannot depart, and a stay that has ended is not extended`() async throws {
        let draft = try await world.draft([Resident(1).row(2, .depart, nil, until: today.adding(days: 1))])
        let issues = try await world.store.petitions.issues(of: draft, limit: 9, by: World.Person.clerk.caller).elements
        #expect(issues.map(\.issue.code) == [.registerNotHere])

        let person = Resident(2)
        try await world.approved([person.row(2, .arrive, .temporary, from: today, until: today.adding(days: 10))])
        world.clock.advance(days: 11)
        let late = try await world.draft([person.row(2, .extend, .temporary, until: today.adding(days: 40))])
        #expect(try await world.store.petitions.read(late, by: World.Person.clerk.caller).counts.faulty == 1)
    }

    @Test func `an extension takes only the days that are new`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, .arrive, .temporary, from: today, until: today.adding(days: 10))])
        let petition = try await world.submitted([person.row(2, .extend, .temporary, until: today.adding(days: 20))])
        #expect(try await world.occupancy(today).held == 0)
        #expect(try await world.occupancy(today.adding(days: 10)).held == 1)
        try await world.decide(petition)
        #expect(try await registered(person).map(\.until) == [today.adding(days: 20)])
        #expect(try await world.occupancy(today.adding(days: 19)).registered == 1)
        #expect(try await world.occupancy(today.adding(days: 20)).registered == 0)
    }

    @Test func `withdrawal, refusal and expiry give everything back`() async throws {
        let first = try await world.submitted([Resident(1).row(2, from: today)])
        let second = try await world.submitted([Resident(2).row(2, from: today)])
        let third = try await world.submitted([Resident(3).row(2, from: today)])
        #expect(try await world.occupancy(today).held == 3)
        try await world.store.petitions.withdraw(first, version: nil, by: World.Person.clerk.caller)
        try await world.decide(second, DecisionRequest(outcome: .refused, ground: .rulesNotMet))
        #expect(try await world.occupancy(today).held == 1)
        world.clock.advance(days: 13)
        #expect(try await world.store.petitions.expire() == 0)
        world.clock.advance(days: 2)
        #expect(try await world.store.petitions.expire() == 1)
        #expect(try await world.occupancy(today).held == 0)
        let expired = try await world.store.petitions.read(third, by: World.Person.clerk.caller)
        #expect(expired.state == .expired)
        #expect(expired.outcomes.withdrawn == 1)
    }

    @Test func `what is in review or proposed does not expire`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        try await world.store.decisions.claim(petition, version: nil, by: World.Person.reviewer.caller)
        world.clock.advance(days: 100)
        #expect(try await world.store.petitions.expire() == 0)
        #expect(try await world.occupancy(today).held == 1)
    }

    @Test func `what fits is sent, the rest moves to a child that knows it does not fit`() async throws {
        let rows = (1...13).map { Resident($0).row($0 + 1, from: today) }
        let petition = try await world.draft(rows)
        #expect(try await world.store.petitions.read(petition, by: World.Person.clerk.caller).fits == false)
        let child = try #require(try await world.submit(petition, onlyFitting: true))
        let sent = try await world.store.petitions.read(petition, by: World.Person.clerk.caller)
        #expect(
            sent.outcomes == OutcomeCounts(pending: 10, approved: 0, refused: 0, returned: 0, withdrawn: 0, moved: 3))
        let waiting = try await world.store.petitions.read(child, by: World.Person.clerk.caller)
        #expect(waiting.counts.rows == 3)
        #expect(waiting.fits == false)
        #expect(waiting.firstDayOver == today)
    }

    @Test func `a submitted petition never changes`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today), Resident(2).row(3, from: today)])
        let before = try await world.database.rows(
            "SELECT * FROM petition_row WHERE petition_id = \(petition) ORDER BY number")
        let clerk = World.Person.clerk.caller
        let repaired = try await refusal {
            try await world.store.petitions.repair(
                petition, row: 2, cells: [.surname: "Другой"], version: nil, by: clerk
            ) {
                RowJudge(policy: $0, terms: $1)
            }
        }
        #expect(repaired?.code == .stateForbids)
        #expect(
            try await refusal {
                try await world.store.petitions.remove(petition, .numbers([2]), version: nil, by: clerk)
            }?
            .code == .stateForbids)
        #expect(try await refusal { try await world.submit(petition) }?.code == .stateForbids)
        // nor for somebody who holds a connection of the web's role and says that they are the institution
        for sql in ["UPDATE petition_row SET surname = 'x'", "DELETE FROM petition_row", "DELETE FROM petition_issue"] {
            try await world.database.raw(
                "BEGIN; SELECT set_config('tirkeu.institution', '1', true); \(sql) WHERE petition_id = \(petition); COMMIT",
                as: "tirkeu_web")
        }
        try await world.decide(petition)
        #expect(try await refusal { try await world.decide(petition) }?.code == .stateForbids)
        let after = try await world.database.rows(
            "SELECT * FROM petition_row WHERE petition_id = \(petition) ORDER BY number")
        #expect(before == after)
    }

    @Test
    func `a start on or before that of the present registration is later_exists, and of a stranger no days are told`()
        async throws
    {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        for (premises, clerk, told) in [
            (World.wing, World.Person.clerk, [IssueCode.registerLaterExists, .registerElsewhere]),
            (World.orphanage, .orphanageHead, [.registerElsewhere]),
        ] {
            for from in [today, today.adding(days: 5)] {
                let draft = try await world.draft([person.row(2, from: from)], at: premises, by: clerk)
                let issues = try await world.store.petitions.issues(of: draft, limit: 9, by: clerk.caller).elements
                let expected = from == today ? told : [.registerElsewhere]
                #expect(Set(issues.map(\.issue.code)) == Set(expected))
            }
        }
        let looks = "SELECT count(*) AS n FROM audit WHERE action = 'look.elsewhere'"
        #expect(try await world.database.number(looks) == 4)
    }

    @Test func `an expired petition is filed once more with all its rows, a decided one is not`() async throws {
        let clerk = World.Person.clerk.caller
        let petition = try await world.submitted([Resident(1).row(2, from: today), Resident(2).row(5, from: today)])
        #expect(try await refusal { try await world.store.petitions.renew(petition, by: clerk) }?.code == .stateForbids)
        world.clock.advance(days: 15)
        #expect(try await world.store.petitions.expire() == 1)
        let again = try await world.store.petitions.renew(petition, by: clerk)
        let rows = try await world.store.petitions.rows(of: again, limit: 9, by: clerk).elements
        #expect(rows.map(\.number) == [2, 5])
        #expect(rows.allSatisfy { $0.state == .sound })
        try await world.submit(again)
        #expect(try await world.occupancy(today.adding(days: 20)).held == 2)
        let stranger = World.Person.orphanageHead.caller
        #expect(try await refusal { try await world.store.petitions.renew(petition, by: stranger) }?.code == .notFound)
    }

    @Test
    func `who is open in another petition here is named with their row, and sent with what fits they stay behind`()
        async throws
    {
        let first = try await world.draft([Resident(1).row(2, from: today)])
        let second = try await world.draft([Resident(1).row(2, from: today), Resident(2).row(3, from: today)])
        try await world.submit(first)
        let refused = try await refusal { try await world.submit(second) }
        #expect(refused?.rows == [2])
        let child = try #require(try await world.submit(second, onlyFitting: true))
        let clerk = World.Person.clerk.caller
        #expect(try await world.store.petitions.read(child, by: clerk).counts.faulty == 1)
        // once the other petition is gone, the row that stayed behind may go
        try await world.store.petitions.withdraw(first, version: nil, by: clerk)
        try await world.submit(child)
    }

    @Test func `a draft that grew old is not submitted as it was judged`() async throws {
        let draft = try await world.draft([Resident(1).row(2, from: today.adding(days: -300))])
        world.clock.advance(days: 100)
        #expect(try await refusal { try await world.submit(draft) }?.code == .rowsOutOfDate)
        world.clock.advance(days: 300)
        #expect(try await refusal { try await world.submit(draft) }?.code == .backDated)
    }

    @Test func `warnings need the signer's word, and a stale click is refused`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        let draft = try await world.draft([person.row(2, from: today.adding(days: 1))], at: World.wing)
        let read = try await world.store.petitions.read(draft, by: World.Person.clerk.caller)
        #expect(read.counts.warned == 1)
        #expect(try await refusal { try await world.submit(draft, isConfirmed: false) }?.code == .warningsUnconfirmed)
        let stale = try await refusal {
            try await world.store.petitions.submit(
                draft, version: read.summary.version - 1, isConfirmed: true, onlyFitting: false,
                by: World.Person.clerk.caller)
        }
        #expect(stale?.code == .versionStale)
        try await world.submit(draft)
    }

    @Test func `twins of a file are faulty, and one alone is not once the other is gone`() async throws {
        let draft = try await world.draft([
            Resident(1).row(2, from: today), Resident(1).row(3, from: today), Resident(2).row(4, from: today),
        ])
        #expect(try await world.store.petitions.read(draft, by: World.Person.clerk.caller).counts.faulty == 2)
        try await world.store.petitions.remove(draft, .numbers([3]), version: nil, by: World.Person.clerk.caller)
        #expect(
            try await world.store.petitions.read(draft, by: World.Person.clerk.caller).counts
                == RowCounts(rows: 2, sound: 2, warned: 0, faulty: 0, blank: 0))
    }
}
