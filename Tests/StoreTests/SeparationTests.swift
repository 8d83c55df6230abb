import Domain
import Store
import TestKit
import Testing

/// The submitter never decides, and two means two people: guarantee 5, for persons and not for accounts.
@Suite(.world)
struct SeparationTests {
    private let world: World

    init() throws { world = try World.here() }

    /// A petition whose decision waits for a second person: no shipped policy asks for one, so the test says it in SQL.
    private func proposed(by person: World.Person = .reviewer, submitter: World.Person = .clerk) async throws -> Int64 {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)], by: submitter)
        try await world.store.decisions.claim(petition, version: nil, by: person.caller)
        try await world.database.raw(
            """
            INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second, submitter_hash, decider_hash)
            SELECT p.id, p.institution_id, p.authority_id, '{"outcome":"approved","rows":[]}', d.id, now(), true, s.person_hash, d.person_hash
            FROM petition AS p JOIN account AS s ON s.id = p.submitted_by JOIN account AS d ON d.id = \(person.account) WHERE p.id = \(petition);
            UPDATE petition SET state = 'proposed' WHERE id = \(petition)
            """)
        return petition
    }

    private func confirm(_ petition: Int64, by person: World.Person) async throws -> Decided {
        try await world.store.decisions.confirm(petition, version: nil, by: person.caller)
    }

    @Test func `the submitter's second account does not decide`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)], by: .head)
        #expect(try await refusal { try await world.decide(petition, by: .headAsReviewer) }?.code == .submitterDecides)
        #expect(try await world.occupancy(World.today).held == 1)
        try await world.decide(petition, by: .reviewer)
    }

    @Test func `whoever works for the institution does not decide, nor within a year of leaving`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)], by: .head)
        #expect(try await refusal { try await world.decide(petition, by: .traineeAsReviewer) }?.code == .notAllowed)
        let closed = { (day: String) in
            "UPDATE account SET disabled_at = '\(day)' WHERE id = \(World.Person.trainee.account)"
        }
        try await world.database.raw(closed("2026-06-01"))
        #expect(try await refusal { try await world.decide(petition, by: .traineeAsReviewer) }?.code == .notAllowed)
        try await world.database.raw(closed("2025-06-01"))
        try await world.decide(petition, by: .traineeAsReviewer)
    }

    @Test func `clerks and heads do not review, auditors and operators neither`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)])
        for person in [World.Person.clerk, .head, .auditor, .keeper, .orphanageHead] {
            #expect(try await refusal { try await world.decide(petition, by: person) }?.code == .notAllowed)
            #expect(
                try await refusal { try await world.store.decisions.claim(petition, version: nil, by: person.caller) }?
                    .code == .notAllowed)
        }
    }

    @Test func `a proposal is confirmed by another person, not by another account of the same`() async throws {
        let petition = try await proposed()
        #expect(try await refusal { try await confirm(petition, by: .reviewer) }?.code == .samePerson)
        #expect(try await refusal { try await confirm(petition, by: .reviewerAgain) }?.code == .samePerson)
        #expect(try await refusal { try await confirm(petition, by: .traineeAsReviewer) }?.code == .notAllowed)
        #expect(try await world.database.number("SELECT count(*) AS n FROM registration") == 0)
        #expect(try await confirm(petition, by: .secondReviewer).state == .decided)
        #expect(try await world.occupancy(World.today).registered == 1)
        let act = try await world.store.decisions.act(on: petition, by: World.Person.clerk.caller)
        #expect(act?.confirmedByName == "secondReviewer")
    }

    @Test func `the submitter's second account does not confirm`() async throws {
        let petition = try await proposed(submitter: .head)
        #expect(try await refusal { try await confirm(petition, by: .headAsReviewer) }?.code == .submitterDecides)
    }

    @Test func `two confirm at once: one act`() async throws {
        let petition = try await proposed()
        let results = try await race(10) { [world] index in
            try await world.store.decisions.confirm(
                petition, version: nil, by: (index % 2 == 0 ? World.Person.secondReviewer : .chief).caller)
        }
        #expect(results.count { $0.code == nil } == 1)
        #expect(results.allSatisfy { $0.code == nil || $0.code == .stateForbids })
    }

    @Test func `a proposal is taken back by who made it or by the chief, and can be made again`() async throws {
        let petition = try await proposed()
        let takeBack = { [world] (person: World.Person) in
            try await world.store.decisions.takeBack(petition, version: nil, by: person.caller)
        }
        #expect(try await refusal { try await takeBack(.secondReviewer) }?.code == .notAllowed)
        try await takeBack(.chief)
        #expect(try await refusal { try await confirm(petition, by: .secondReviewer) }?.code == .stateForbids)
        try await world.decide(petition, by: .reviewer)
    }

    @Test func `deciding an unclaimed petition claims it`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)])
        try await world.decide(petition, by: .secondReviewer)
        let read = try await world.store.petitions.read(petition, by: World.Person.clerk.caller)
        #expect(read.summary.claimedBy == World.Person.secondReviewer.account)
    }

    @Test func `what another has claimed is theirs until they give it back`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)])
        let decisions = world.store.decisions
        try await decisions.claim(petition, version: nil, by: World.Person.reviewer.caller)
        #expect(try await refusal { try await world.decide(petition, by: .secondReviewer) }?.code == .claimedByAnother)
        #expect(
            try await refusal {
                try await decisions.release(petition, version: nil, by: World.Person.secondReviewer.caller)
            }?.code
                == .claimedByAnother)
        try await decisions.release(petition, version: nil, by: World.Person.reviewer.caller)
        try await world.decide(petition, by: .secondReviewer)
    }

    @Test func `a decision names every row, a ground for each refusal and a note for each return`() async throws {
        let petition = try await world.submitted([
            Resident(1).row(2, from: World.today), Resident(2).row(3, from: World.today),
        ])
        let wrong: [(DecisionRequest, RefusalCode)] = [
            (DecisionRequest(outcome: nil, rows: [.init(number: 2, outcome: .approved)]), .rowUnknown),
            (DecisionRequest(outcome: .approved, rows: [.init(number: 9, outcome: .approved)]), .rowUnknown),
            (DecisionRequest(outcome: .refused), .groundMissing),
            (DecisionRequest(outcome: .returned), .noteMissing),
        ]
        for (request, code) in wrong {
            #expect(try await refusal { try await world.decide(petition, request) }?.code == code)
        }
        #expect(try await world.database.number("SELECT count(*) AS n FROM decision") == 0)
        try await world.decide(petition, DecisionRequest(outcome: .returned, note: "Всё"))
    }

    @Test func `only the operator, or the service itself, administers`() async throws {
        let (institutions, accounts) = (world.store.institutions, world.store.accounts)
        for person in World.Person.allCases where person != .keeper {
            let caller = person.caller
            #expect(
                try await refusal { try await institutions.setPlaces(1_000, of: World.house, by: caller) }?.code
                    == .notAllowed)
            #expect(try await refusal { _ = try await accounts.list(by: caller) }?.code == .notAllowed)
            #expect(
                try await refusal { _ = try await accounts.issueToken(login: "head", name: "x", by: caller) }?.code
                    == .notAllowed)
        }
        #expect(try await world.occupancy(World.today).places == World.places)
        #expect(
            try await refusal { try await institutions.setPlaces(-1, of: World.house, by: World.Person.keeper.caller) }?
                .code == .valueInvalid)
    }

    @Test func `a clerk submits only with the head's word`() async throws {
        let petition = try await world.draft([Resident(1).row(2, from: World.today)])
        #expect(try await refusal { try await world.submit(petition, by: .trainee) }?.code == .notAllowed)
        try await world.submit(petition, by: .clerk)
    }
}
