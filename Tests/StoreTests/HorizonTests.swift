import Domain
import Store
import TestKit
import Testing

/// Days that are added as time goes on count everybody whose stay goes on into them.
@Suite(.world)
struct HorizonTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    private func lastDay(of premises: Int64 = World.house) async throws -> Day? {
        try await world.store.occupancy.days(
            of: premises, from: today.adding(years: 2), until: today.adding(years: 9), by: World.Person.chief.caller
        ).last?.day
    }

    @Test func `a young house needs no days, and one that ages a month gets a month`() async throws {
        let end = today.adding(years: 3).adding(days: 30)
        #expect(try await world.store.institutions.extendDays() == 0)
        world.clock.advance(days: 15)
        #expect(try await world.store.institutions.extendDays() == 0)
        #expect(try await lastDay() == end)
        world.clock.advance(days: 1)
        #expect(try await world.store.institutions.extendDays() == 4)
        #expect(try await lastDay() == end.adding(days: 16))
        #expect(try await world.store.institutions.extendDays() == 0)
        let told = "SELECT count(*) AS n FROM audit WHERE action = 'premises.days_added'"
        #expect(try await world.database.number(told) == 4)
    }

    @Test func `registered and held people are counted on the new days, those who leave before are not`() async throws {
        let end = today.adding(years: 3).adding(days: 30)
        try await world.approved([
            Resident(1).row(2, from: today), Resident(2).row(3, from: today),
            Resident(4).row(4, .arrive, .temporary, from: today, until: today.adding(years: 3)),
        ])
        let open = try await world.submitted([
            Resident(5).row(2, from: today),
            Resident(6).row(3, .arrive, .temporary, from: today, until: today.adding(years: 3)),
        ])
        // already registered here for good: a hold of theirs asks for nothing on the new days either
        let twice = try await world.submitted([Resident(1).row(2, .depart, nil, until: today.adding(days: 9))])
        world.clock.advance(days: 100)
        #expect(try await world.store.institutions.extendDays() == 4)

        let new = try await world.occupancy(end.adding(days: 4))
        #expect((new.registered, new.held, new.places) == (2, 1, World.places))

        // what is held there can be given back and decided like any other day
        try await world.decide(open)
        #expect(try await world.occupancy(end.adding(days: 20)).registered == 3)
        try await world.store.petitions.withdraw(twice, version: nil, by: World.Person.clerk.caller)
    }

    @Test func `a stay on days that have no row yet is refused, not counted on none`() async throws {
        world.clock.advance(days: 40)
        let far = today.adding(years: 3).adding(days: 35)
        let draft = try await world.draft([Resident(1).row(2, .arrive, .temporary, from: today, until: far)])
        #expect(try await refusal { try await world.submit(draft) }?.code == .dayMissing)
        _ = try await world.store.institutions.extendDays()
        try await world.submit(draft)
    }

    @Test func `a house that is overfull on its last day is overfull on the next, and lets nobody in`() async throws {
        try await world.approved((0..<World.places).map { Resident($0).row($0 + 2, from: today) })
        try await world.store.institutions.setPlaces(4, of: World.house, by: World.Person.keeper.caller)
        world.clock.advance(days: 60)
        _ = try await world.store.institutions.extendDays()
        let last = try #require(try await lastDay())
        let day = try await world.occupancy(last)
        #expect((day.registered, day.places, day.ceiling, day.free) == (World.places, 4, World.places, 0))
    }

    @Test func `days are added while submits run, and none of them is over or forgotten`() async throws {
        var drafts: [Int64] = []
        for index in 0..<20 { drafts.append(try await world.draft([Resident(index).row(2, from: today)])) }
        world.clock.advance(days: 20)
        let results = try await race(22) { [world, drafts] index in
            if index % 11 == 5 {
                _ = try await world.store.institutions.extendDays()
                return
            }
            try await world.submit(drafts[index - (index > 5 ? 1 : 0) - (index > 16 ? 1 : 0)])
        }
        let taken = results.enumerated().count { $0.offset % 11 != 5 && $0.element.code == nil }
        #expect(taken == World.places)
        let last = try #require(try await lastDay())
        #expect(last > today.adding(years: 3).adding(days: 30))
        #expect(try await world.occupancy(last).held == World.places)
    }
}
