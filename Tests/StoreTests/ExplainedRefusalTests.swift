import Domain
import Store
import TestKit
import Testing

/// Each refusal that has a page is refused as its page says, and done as its page says.
@Suite(.world) struct ExplainedRefusalTests {
    private let world: World

    init() throws { world = try World.here() }

    @Test(arguments: RefusalCode.explained) func `an act is refused as its page says`(_ code: RefusalCode) async throws
    {
        let acts = try await acts(of: code)
        #expect(try await refusal(acts.refused)?.code == code)
        #expect(try await refusal(acts.done) == nil)
    }

    private typealias Acts = (refused: () async throws -> Void, done: () async throws -> Void)

    /// What is refused, and what is done instead.
    private func acts(of code: RefusalCode) async throws -> Acts {
        let sound = Resident(1).row(2, from: World.today)
        switch code {
        case .rowsBlocked:
            let petition = try await world.draft([sound, row(3, .iinCheckDigit)])
            return ({ try await submit(petition) }, { try await submit(petition, onlyFitting: true) })
        case .warningsUnconfirmed:
            let petition = try await world.draft([row(2, .iinSexDiffers)])
            return ({ try await submit(petition, isConfirmed: false) }, { try await submit(petition) })
        case .stateForbids:
            let (petition, draft) = (try await world.submitted([sound]), try await world.draft([row(2)]))
            return ({ try await submit(petition) }, { try await submit(draft) })
        case .submitterDecides:
            let petition = try await world.draft([sound])
            try await world.submit(petition, by: .head)
            try await world.database.raw(
                "UPDATE account SET disabled_at = '2025-06-01' WHERE id = \(World.Person.head.account)")
            return ({ try await decide(petition, by: .headAsReviewer) }, { try await decide(petition) })
        case .samePerson: return try await secondPerson()
        case .groundMissing:
            let petition = try await world.submitted([sound])
            return (
                { try await decide(petition, DecisionRequest(outcome: .refused)) },
                { try await decide(petition, DecisionRequest(outcome: .refused, ground: .rulesNotMet)) }
            )
        case .noteMissing:
            let petition = try await world.submitted([sound])
            return (
                { try await decide(petition, DecisionRequest(outcome: .returned)) },
                { try await decide(petition, DecisionRequest(outcome: .returned, note: "…")) }
            )
        case .registerMoved: return try await movedRegister()
        default: return ({}, {})
        }
    }

    /// No shipped policy asks for a second person, so the test says it in SQL.
    private func secondPerson() async throws -> Acts {
        let petition = try await world.submitted([Resident(1).row(2, from: World.today)])
        try await world.store.decisions.claim(petition, version: nil, by: World.Person.reviewer.caller)
        try await world.database.raw(
            """
            INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second, submitter_hash, decider_hash)
            SELECT p.id, p.institution_id, p.authority_id, '{"outcome":"approved","rows":[]}', d.id, now(), true, s.person_hash, d.person_hash
            FROM petition AS p JOIN account AS s ON s.id = p.submitted_by
            JOIN account AS d ON d.id = \(World.Person.reviewer.account) WHERE p.id = \(petition);
            UPDATE petition SET state = 'proposed' WHERE id = \(petition)
            """)
        let confirm = { [world] (person: World.Person) in
            _ = try await world.store.decisions.confirm(petition, version: nil, by: person.caller)
        }
        return ({ try await confirm(.reviewer) }, { try await confirm(.secondReviewer) })
    }

    /// Two institutions file for one person; what is approved first decides whether the other still can be.
    private func movedRegister() async throws -> Acts {
        var (earlier, later): ([Int64], [Int64]) = ([], [])
        for number in [1, 2] {
            let person = Resident(number)
            earlier.append(try await world.submitted([person.row(2, from: World.today)]))
            later.append(
                try await world.submitted(
                    [person.row(2, from: World.today.adding(days: 10))], at: World.orphanage, by: .orphanageHead))
        }
        try await decide(later[0], by: .districtReviewer)
        return (
            { try await decide(earlier[0]) },
            {
                try await decide(earlier[1])
                try await decide(later[1], by: .districtReviewer)
            }
        )
    }

    private func row(_ number: Int, _ code: IssueCode? = nil) -> JudgedRow {
        let issues = code.map { [Issue($0, at: .cell(row: number, column: .iin))] } ?? []
        return Resident(number + 100).row(number, from: World.today, issues: issues)
    }

    private func submit(_ petition: Int64, isConfirmed: Bool = true, onlyFitting: Bool = false) async throws {
        try await world.submit(petition, isConfirmed: isConfirmed, onlyFitting: onlyFitting)
    }

    private func decide(
        _ petition: Int64, _ request: DecisionRequest = DecisionRequest(outcome: .approved),
        by person: World.Person = .reviewer
    ) async throws {
        try await world.decide(petition, request, by: person)
    }
}
