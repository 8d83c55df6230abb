import Domain
import Store
import TestKit
import Testing

/// Days and places at their edges.
@Suite(.world)
struct BoundaryTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    @Test(arguments: [(9, true), (10, true), (11, false)])
    func `rows up to the places fit`(rows: Int, fits: Bool) async throws {
        let draft = try await world.draft((0..<rows).map { Resident($0).row($0 + 2, from: today) })
        #expect(try await world.store.petitions.read(draft, by: World.Person.clerk.caller).fits == fits)
        let refused = try await refusal { try await world.submit(draft) }
        #expect((refused == nil) == fits)
        if let refused {
            #expect(refused.code == .occupancyFull)
            #expect(refused.rows.count == rows)
        }
        #expect(try await world.occupancy(today).held == (fits ? rows : 0))
    }

    @Test func `a house without places lets nobody in and anybody out`() async throws {
        try await world.approved([Resident(1).row(2, from: today)])
        try await world.store.institutions.setPlaces(0, of: World.house, by: World.Person.keeper.caller)
        let draft = try await world.draft([Resident(2).row(2, from: today)])
        #expect(try await refusal { try await world.submit(draft) }?.code == .occupancyFull)
        try await world.approved([Resident(1).row(2, .depart, nil, until: today.adding(days: 1))])
        let later = try await world.occupancy(today.adding(days: 1))
        #expect((later.registered, later.ceiling, later.places) == (0, 0, 0))
        #expect(try await world.occupancy(today).ceiling == 1)
    }

    @Test func `places that rise again let in again`() async throws {
        let keeper = World.Person.keeper.caller
        try await world.store.institutions.setPlaces(0, of: World.house, by: keeper)
        try await world.store.institutions.setPlaces(1, of: World.house, by: keeper)
        try await world.approved([Resident(1).row(2, from: today)])
    }

    @Test func `stays that touch do not share a day`() async throws {
        let middle = today.adding(days: 10)
        for index in 0..<10 {
            try await world.approved([
                Resident(index).row(2, .arrive, .temporary, from: today, until: middle),
                Resident(index + 100).row(3, .arrive, .temporary, from: middle, until: middle.adding(days: 10)),
            ])
        }
        #expect(try await world.occupancy(middle.adding(days: -1)).registered == 10)
        #expect(try await world.occupancy(middle).registered == 10)
        let draft = try await world.draft([
            Resident(900).row(2, .arrive, .temporary, from: middle.adding(days: -1), until: middle)
        ])
        let refused = try await refusal { try await world.submit(draft) }
        #expect(refused?.days == [middle.adding(days: -1)])
    }

    @Test func `a leap day is a day`() async throws {
        let leap = day("2028-02-29")
        try await world.approved([
            Resident(1).row(2, .arrive, .temporary, from: day("2028-02-28"), until: day("2028-03-01"))
        ])
        #expect(try await world.occupancy(leap).registered == 1)
        #expect(try await world.occupancy(day("2028-03-01")).registered == 0)
    }

    @Test func `the last day that a stay may have is counted, and an open end up to the horizon`() async throws {
        let last = today.adding(years: 3).adding(days: -1)
        try await world.approved([
            Resident(1).row(2, from: today),
            Resident(2).row(3, .arrive, .temporary, from: last, until: last.adding(days: 1)),
        ])
        #expect(try await world.occupancy(last).registered == 2)
        #expect(try await world.occupancy(last.adding(days: 31)).registered == 1)
        #expect(try await days(from: last.adding(days: 32)).isEmpty)
        let first = today.adding(years: -1)
        #expect(try await world.occupancy(first).places == World.places)
    }

    private func days(from day: Day) async throws -> [OccupancyDay] {
        try await world.store.occupancy.days(
            of: World.house, from: day, until: day.adding(days: 400), by: World.Person.chief.caller)
    }

    @Test func `an opening register reaches back before the first day`() async throws {
        try await world.approved([Resident(1).row(2, .opening, .permanent, from: day("2001-09-01"))])
        #expect(try await world.occupancy(today.adding(years: -1)).registered == 1)
        #expect(
            try await world.store.register.count(at: World.house, on: day("2010-01-01"), by: World.Person.clerk.caller)
                == 1)
    }

    @Test func `a row asks only for the days on which its person has no place there yet`() async throws {
        // registered until day 10, so a permanent stay from today asks only for what comes after
        let person = Resident(1)
        try await world.approved([person.row(2, .arrive, .temporary, from: today, until: today.adding(days: 10))])
        let petition = try await world.submitted([person.row(2, from: today)])
        #expect(try await world.occupancy(today).held == 0)
        #expect(try await world.occupancy(today.adding(days: 10)).held == 1)
        try await world.decide(petition)
        #expect(try await world.occupancy(today.adding(days: 5)).registered == 1)
    }
}
