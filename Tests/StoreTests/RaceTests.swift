import Domain
import Store
import TestKit
import Testing

/// Twenty at once: what the database promises whatever comes first.
@Suite(.world)
struct RaceTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    @Test func `submits into room for half of them take exactly the places, and the others are told the days`()
        async throws
    {
        var drafts: [Int64] = []
        for index in 0..<20 { drafts.append(try await world.draft([Resident(index).row(2, from: today)])) }
        let results = try await race(20) { [world, drafts] index in try await world.submit(drafts[index]) }
        #expect(results.count { $0.code == nil } == World.places)
        for case .failure(let refusal) in results {
            #expect(refusal.code == .occupancyFull)
            #expect(refusal.rows == [2])
            #expect(refusal.days.first == today)
        }
        #expect(try await world.occupancy(today).held == World.places)
    }

    @Test func `submits of many rows and overlapping stays fill days and never more`() async throws {
        var drafts: [Int64] = []
        for index in 0..<20 {
            let rows = (0..<3).map { row in
                let from = today.adding(days: (index * 7 + row * 5) % 30)
                return Resident(index * 10 + row).row(
                    row + 2, .arrive, .temporary, from: from, until: from.adding(days: 9 + index % 5))
            }
            drafts.append(try await world.draft(rows, by: index % 2 == 0 ? .clerk : .head))
        }
        let results = try await race(20) { [world, drafts] index in
            try await world.submit(drafts[index], by: index % 2 == 0 ? .clerk : .head)
        }
        #expect(results.contains { $0.code == nil })
        #expect(results.allSatisfy { $0.code == nil || $0.code == .occupancyFull })
    }

    @Test func `twenty who send only what fits are never refused while there is room`() async throws {
        var drafts: [Int64] = []
        for index in 0..<20 {
            drafts.append(try await world.draft((0..<3).map { Resident(index * 10 + $0).row($0 + 2, from: today) }))
        }
        let results = try await race(20) { [world, drafts] index in
            try await world.submit(drafts[index], onlyFitting: true)
        }
        #expect(results.count { $0.code == nil } == 4)
        #expect(results.allSatisfy { $0.code == nil || $0.code == .nothingToSubmit })
        #expect(try await world.occupancy(today).held == World.places)
    }

    @Test func `two decide at once: one act, the other is told`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        let results = try await race(20) { [world] index in
            try await world.decide(petition, by: [.reviewer, .secondReviewer, .chief][index % 3])
        }
        #expect(results.count { $0.code == nil } == 1)
        #expect(results.allSatisfy { $0.code == nil || $0.code == .stateForbids })
        #expect(try await world.database.number("SELECT count(*) AS n FROM registration") == 1)
        #expect(
            try await world.database.number("SELECT count(*) AS n FROM audit WHERE action = 'petition.decided'") == 1)
    }

    @Test func `a petition is claimed by one`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        let results = try await race(20) { [world] index in
            try await world.store.decisions.claim(
                petition, version: nil, by: (index % 2 == 0 ? World.Person.reviewer : .secondReviewer).caller)
        }
        #expect(results.count { $0.code == nil } == 10)
        #expect(results.allSatisfy { $0.code == nil || $0.code == .claimedByAnother })
        #expect(
            try await world.database.number("SELECT count(*) AS n FROM audit WHERE action = 'petition.claimed'") == 1)
    }

    @Test func `the same file many times at once is one petition`() async throws {
        let petition = NewPetition(premises: World.house, number: "1", dated: today)
        let results = try await race(5) { [world] _ in try await world.upload(World.hash(-1), as: petition) }
        let opened = try results.map { try $0.get() }
        #expect(Set(opened.map(\.petition)).count == 1)
        #expect(opened.count { !$0.isKnown } == 1)
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition") == 1)
        #expect(try await world.database.number("SELECT count(*) AS n FROM job") == 1)
        #expect(try await world.database.number("SELECT count(*) AS n FROM upload") == 1)
    }

    @Test func `a person whom two institutions have approved at once has one permanent registration`() async throws {
        for round in 0..<10 {
            let person = Resident(round)
            let here = try await world.submitted([person.row(2, from: today)])
            let there = try await world.submitted([person.row(2, from: today)], at: World.orphanage, by: .orphanageHead)
            let results = try await race(2) { [world] index in
                try await world.decide(index == 0 ? here : there, by: index == 0 ? .reviewer : .districtReviewer)
            }
            #expect(results.count { $0.code == nil } == 1)
            #expect(results.allSatisfy { $0.code == nil || $0.code == .registerMoved })
            #expect(
                try await world.database.number(
                    "SELECT count(*) AS n FROM registration WHERE iin = \(person.iin.number) AND known_until IS NULL")
                    == 1)
        }
    }

    @Test func `the same person twice at the same premises is submitted once`() async throws {
        var drafts: [Int64] = []
        // the same list would be refused when it is checked
        for room in 0..<20 { drafts.append(try await world.draft([Resident(1).row(2, from: today, room: "\(room)")])) }
        let results = try await race(20) { [world, drafts] index in try await world.submit(drafts[index]) }
        #expect(results.count { $0.code == nil } == 1)
        #expect(results.allSatisfy { $0.code == nil || $0.code == .openHere })
        #expect(try await world.occupancy(today).held == 1)
    }

    @Test func `submits against a cut of places end full or overfull, and then nobody is let in`() async throws {
        var drafts: [Int64] = []
        for index in 0..<20 { drafts.append(try await world.draft([Resident(index).row(2, from: today)])) }
        let results = try await race(21) { [world, drafts] index in
            if index == 10 {
                return try await world.store.institutions.setPlaces(4, of: World.house, by: World.Person.keeper.caller)
            }
            try await world.submit(drafts[index < 10 ? index : index - 1])
        }
        let taken = results.enumerated().count { $0.offset != 10 && $0.element.code == nil }
        #expect(results[10].code == nil)
        #expect((4...World.places).contains(taken))
        let now = try await world.occupancy(today)
        #expect((now.held, now.places, now.ceiling, now.free) == (taken, 4, max(4, taken), 0))
        let one = try await world.draft([Resident(500).row(2, from: today)])
        #expect(try await refusal { try await world.submit(one) }?.code == .occupancyFull)
    }

    @Test func `a decision against a withdrawal: one of them`() async throws {
        for round in 0..<10 {
            let petition = try await world.submitted([
                Resident(round).row(2, .arrive, .temporary, from: today, until: today.adding(days: 3))
            ])
            let results = try await race(2) { [world] index in
                if index == 0 {
                    _ = try await world.decide(petition)
                    return
                }
                try await world.store.petitions.withdraw(petition, version: nil, by: World.Person.clerk.caller)
            }
            #expect(results.count { $0.code == nil } == 1)
            #expect(results.allSatisfy { $0.code == nil || $0.code == .stateForbids })
        }
    }

    @Test func `decisions that move people between the same houses in both directions all happen`() async throws {
        for index in 0..<4 {
            try await world.approved(
                [Resident(index).row(2, from: today)], at: index % 2 == 0 ? World.house : World.wing)
        }
        var petitions: [Int64] = []
        for index in 0..<4 {
            petitions.append(
                try await world.submitted(
                    [Resident(index).row(2, from: today.adding(days: 5))], at: index % 2 == 0 ? World.wing : World.house
                ))
        }
        let results = try await race(4) { [world, petitions] index in try await world.decide(petitions[index]) }
        #expect(results.allSatisfy { $0.code == nil })
        #expect(try await world.occupancy(today.adding(days: 5)).registered == 2)
    }

    @Test func `a job is one worker's`() async throws {
        _ = try await world.upload(World.hash(-2), as: NewPetition(premises: World.house, number: "1", dated: today))
        let leases = try await race(20) { [world] _ in try await world.store.checks.claim() }.compactMap {
            try $0.get()
        }
        #expect(leases.count == 1)
        world.clock.advance(seconds: 31)
        let second = try #require(try await world.store.checks.claim())
        #expect(second.number == 2)
        // who lost the lease leaves nothing
        let lost = try #require(leases.first)
        #expect(try await world.store.checks.keep(lost) == false)
        try await world.store.checks.record(lost) { writer in
            writer.add(Resident(1).row(2, from: World.today))
            return CheckResult(rows: 1)
        }
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition_row") == 0)
        try await world.store.checks.record(second) { writer in
            writer.add(Resident(1).row(2, from: World.today))
            return CheckResult(rows: 1)
        }
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition_row") == 1)
    }
}
