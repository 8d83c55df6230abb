import Domain
import Foundation
import Postgres
import Store
import TestKit
import Testing

/// Each safeguard taken away by hand, on a database of its own: what the other tests look at must then be seen to break.
///
/// Some safeguards stand behind each other. Then taking one away changes what is refused, and taking both oversells.
@Suite(.brokenWorld)
struct MutantTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    /// Makes a function again with a part of its text replaced.
    private func mutate(_ function: String, _ part: String, _ replacement: String) async throws {
        let sql = try SQLCatalog.bundled().functions
        let start = try #require(sql.range(of: "CREATE OR REPLACE FUNCTION \(function)("))
        let end = try #require(sql[start.lowerBound...].range(of: "\n$$;"))
        let whole = String(sql[start.lowerBound..<end.upperBound])
        try #require(whole.contains(part))
        try await world.database.raw("SET check_function_bodies = off; \(whole.replacing(part, with: replacement))")
    }

    private func submits(_ count: Int, onlyFitting: Bool = false, rows: Int = 1) async throws -> [Result<Void, Refusal>]
    {
        var drafts: [Int64] = []
        for index in 0..<count {
            drafts.append(try await world.draft((0..<rows).map { Resident(index * 10 + $0).row($0 + 2, from: today) }))
        }
        return try await race(count) { [world, drafts] index in
            try await world.submit(drafts[index], onlyFitting: onlyFitting)
        }
    }

    private static let placesCondition =
        "(l.held + l.registered <= 0 OR d.held + d.registered + l.held + l.registered <= d.places)"

    @Test func `nothing taken away: nothing is noticed`() async throws {
        _ = try await submits(20)
        #expect(try await world.violations() == [])
    }

    @Test func `without the places condition the CHECK still stands, but no refusal names its days`() async throws {
        try await mutate("occupancy_apply", Self.placesCondition, "true")
        let results = try await submits(20)
        #expect(results.count { $0.code == nil } == World.places)
        let refusals = results.compactMap { result in if case .failure(let refusal) = result { refusal } else { nil } }
        #expect(refusals.allSatisfy { $0.code == .occupancyFull && $0.days.isEmpty })
        #expect(try await world.violations() == [])
    }

    @Test func `without the CHECK the condition still stands, but anybody's slip passes`() async throws {
        let slip = "UPDATE premises_day SET held = 11 WHERE premises_id = 1 AND day = '\(today)'"
        let error = await #expect(throws: PostgresError.self) { try await world.database.raw(slip) }
        #expect(error?.constraint == "premises_day_never_over")
        try await world.database.raw("ALTER TABLE premises_day DROP CONSTRAINT premises_day_never_over")
        let results = try await submits(20)
        #expect(results.count { $0.code == nil } == World.places)
        #expect(try await world.violations() == [])
        try await world.database.raw(slip)
        #expect(try await world.violations().contains { $0.hasPrefix("a day is over its ceiling") })
        #expect(try await world.violations().contains { $0.hasPrefix("drift") })
    }

    @Test func `without both it oversells`() async throws {
        try await mutate("occupancy_apply", Self.placesCondition, "true")
        try await world.database.raw("ALTER TABLE premises_day DROP CONSTRAINT premises_day_never_over")
        let results = try await submits(20)
        #expect(results.count { $0.code == nil } == 20)
        #expect(try await world.violations().contains { $0.hasPrefix("a day is over its") })
    }

    @Test func `without the lock of heads who sends only what fits is refused for what others took meanwhile`()
        async throws
    {
        try await mutate("premises_lock", "FOR NO KEY UPDATE", "")
        var isSeen = false
        for _ in 0..<10 where !isSeen {
            try await world.database.raw(
                "TRUNCATE hold, row_outcome, occupancy_entry; UPDATE petition SET state = 'withdrawn'; UPDATE premises_day SET held = 0"
            )
            let results = try await submits(20, onlyFitting: true, rows: 3)
            isSeen = results.contains { $0.code == .occupancyFull }
            // the days' own rows still count right: the lock is for order, the counter for the promise
            #expect(try await world.violations().allSatisfy { !$0.hasPrefix("a day is over") })
        }
        #expect(isSeen)
    }

    @Test func `without hold_person_once the look at other petitions still stands, but anybody's slip passes`()
        async throws
    {
        let slip = """
            INSERT INTO hold SELECT petition_id, row_number + 1, institution_id, authority_id, premises_id, iin, days FROM hold
            """
        let first = try await world.draft([Resident(1).row(2, from: today)])
        let second = try await world.draft([Resident(1).row(2, from: today, room: "other")])
        try await world.submit(first)
        let error = await #expect(throws: PostgresError.self) { try await world.database.raw(slip) }
        #expect(error?.constraint == "hold_person_once")
        try await world.database.raw("ALTER TABLE hold DROP CONSTRAINT hold_person_once")
        #expect(try await refusal { try await world.submit(second) }?.code == .openHere)
        try await world.database.raw(slip)
        #expect(try await world.violations().contains { $0.hasPrefix("drift") })
    }

    @Test func `without the lock of persons the index still stands; without both one person has two homes`()
        async throws
    {
        try await mutate("person_lock", "ORDER BY p.iin FOR NO KEY UPDATE", "ORDER BY p.iin")
        for round in 0..<10 { #expect(try await twoHomes(Resident(round)).count { $0.code == nil } == 1) }
        #expect(try await world.violations() == [])

        try await world.database.raw("DROP INDEX registration_last_once")
        var round = 100
        while round < 130, try await world.violations().isEmpty {
            _ = try await twoHomes(Resident(round))
            round += 1
        }
        #expect(try await world.violations().contains { $0.hasPrefix("a person has two registrations") })
    }

    private func twoHomes(_ person: Resident) async throws -> [Result<Decided, Refusal>] {
        let until = today.adding(days: 2)
        let here = try await world.submitted([person.row(2, .arrive, .temporary, from: today, until: until)])
        let there = try await world.submitted(
            [person.row(2, .arrive, .temporary, from: today, until: until)], at: World.orphanage, by: .orphanageHead)
        let results = try await race(2) { [world] index in
            try await world.decide(index == 0 ? here : there, by: index == 0 ? .reviewer : .districtReviewer)
        }
        // whoever was refused must not fill the house for the next
        for (petition, clerk) in [(here, World.Person.clerk), (there, .orphanageHead)] {
            _ = try await refusal { try await world.store.petitions.withdraw(petition, version: nil, by: clerk.caller) }
        }
        return results
    }

    @Test
    func `without the CHECK on persons the submitter's second account is stopped by nobody but the rule on colleagues`()
        async throws
    {
        try await world.database.raw("ALTER TABLE decision DROP CONSTRAINT decision_not_by_submitter")
        let petition = try await world.submitted([Resident(1).row(2, from: today)], by: .head)
        #expect(try await refusal { try await world.decide(petition, by: .headAsReviewer) }?.code == .notAllowed)
        try await world.database.raw(
            "UPDATE account SET disabled_at = '2020-01-01' WHERE id = \(World.Person.head.account)")
        try await world.decide(petition, by: .headAsReviewer)
    }

    @Test func `without a departure's days in the counters the recount sees the drift`() async throws {
        try await mutate(
            "register_settle", "SELECT premises_id, unnest(before - after), 0, -1 FROM covered",
            "SELECT premises_id, unnest(before - after), 0, 0 FROM covered")
        try await world.approved([Resident(1).row(2, from: today)])
        try await world.approved([Resident(1).row(2, .depart, nil, until: today.adding(days: 3))])
        #expect(try await world.violations().contains { $0.hasPrefix("drift") })
    }
}
