import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// Files with the rows of several buildings, checked by the worker on a real database.
@Suite(.world) struct BuildingSplitTests: FilesOfBuildings {
    let texts: Texts

    init() throws { texts = try Texts() }

    @Test func `each row of a file is in the petition of its building, with its own number, and the sums hold`()
        async throws
    {
        let world = try World.here()
        let file = arrives([(1, "house"), (2, "WING"), (3, ""), (4, "Wing building"), (5, "house")]) + "\r\n\r\n"
        let first = try await checked(file, world)
        let sibling = try await read(try #require(first.siblings.first), world)
        #expect(first.siblings.count == 1)
        #expect(sibling.siblings == [first.id])
        #expect(sibling.summary.premises == World.wing)
        #expect(sibling.summary.number == first.summary.number)
        #expect(sibling.layout == first.layout)
        #expect(try await numbers(first, world) == [2, 4, 6])
        #expect(try await numbers(sibling, world) == [3, 5])
        // the file's one blank record is told where its first petition is
        #expect(first.counts == RowCounts(rows: 4, sound: 3, warned: 0, faulty: 0, blank: 1))
        #expect(sibling.counts == RowCounts(rows: 2, sound: 2, warned: 0, faulty: 0, blank: 0))
        #expect(sibling.state == .draft)
        #expect(sibling.fits == true)
        let listed = try await world.store.petitions.siblings(of: first.id, by: World.Person.clerk.caller)
        #expect(listed.map(\.premisesName) == ["wing"])
        for petition in [first.id, sibling.id] { try await world.submit(petition) }
        for petition in [first.id, sibling.id] { try await world.decide(petition) }
        #expect(try await world.occupancy(World.today, at: World.wing).registered == 2)
        #expect(try await world.store.occupancy.recount() == [])
    }

    @Test func `a file of one building stays one petition, whatever its building is called`() async throws {
        let world = try World.here()
        let petition = try await checked(arrives([(1, "house"), (2, "House"), (3, "")]), world)
        #expect(petition.siblings.isEmpty)
        #expect(petition.counts.sound == 3)
    }

    @Test func `rows are compared with the register of their own building`() async throws {
        let world = try World.here()
        try await world.approved([Resident(1).row(2, from: World.today.adding(days: -5))], at: World.wing)
        // who lives in the wing can leave the wing, and not the house
        let first = try await checked(departs([(1, "house"), (2, "wing")]), world)
        #expect(first.counts.faulty == 1)
        let other = try await checked(departs([(1, "wing"), (2, "house")]), world)
        let sibling = try await read(try #require(other.siblings.first), world)
        #expect(sibling.counts == RowCounts(rows: 1, sound: 1, warned: 0, faulty: 0, blank: 0))
        #expect(other.counts.faulty == 1)
    }

    @Test func `a person in two buildings of one file is twice in it`() async throws {
        let world = try World.here()
        let first = try await checked(
            arrives([(1, "house"), (1, "wing"), (2, "wing"), (3, "wing"), (3, "wing")]), world)
        let sibling = try await read(try #require(first.siblings.first), world)
        #expect(first.counts.faulty == 1)
        #expect(sibling.counts == RowCounts(rows: 4, sound: 1, warned: 0, faulty: 3, blank: 0))
        let issues = try await world.store.petitions.issues(of: sibling.id, limit: 50, by: World.Person.clerk.caller)
        #expect(issues.elements.map(\.issue.code) == [.rowDuplicateIIN, .rowDuplicateIIN, .rowDuplicateIIN])
        #expect(issues.elements.first?.issue.arguments["rows"] == "2, 3")
    }

    @Test func `a row of an unknown building waits in the first petition and moves once its building is repaired`()
        async throws
    {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "крыло"), (3, "house")]), world)
        #expect(first.siblings.isEmpty)
        #expect(first.counts.faulty == 1)
        let words = texts.words
        try await world.store.petitions.repair(
            first.id, row: 3, cells: [.building: "wing"], version: nil, by: World.Person.clerk.caller
        ) { RowJudge(policy: $0, terms: $1, words: words) }
        let after = try await read(first.id, world)
        let sibling = try await read(try #require(after.siblings.first), world)
        #expect(after.counts == RowCounts(rows: 2, sound: 2, warned: 0, faulty: 0, blank: 0))
        #expect(sibling.counts == RowCounts(rows: 1, sound: 1, warned: 0, faulty: 0, blank: 0))
        #expect(sibling.summary.premises == World.wing)
        #expect(try await numbers(sibling, world) == [3])
        #expect(
            try await world.store.petitions.issues(of: sibling.id, limit: 9, by: World.Person.clerk.caller).elements
                .isEmpty)
    }

    @Test func `the same file finds the petition of the building it is uploaded for`() async throws {
        let world = try World.here()
        let file = arrives([(1, "house"), (2, "wing")])
        let first = try await checked(file, world)
        let sibling = try #require(first.siblings.first)
        let again = try await upload(file, world)
        #expect(again.isKnown && again.petition == first.id)
        let there = try await upload(file, at: World.wing, world)
        #expect(there.isKnown && there.petition == sibling)
        // withdrawn and filed again: the other building's petition is still open, so its rows wait in a draft beside it
        try await world.store.petitions.withdraw(first.id, version: nil, by: World.Person.clerk.caller)
        let anew = try await checked(file, world)
        #expect(anew.id != first.id)
        #expect(anew.counts.rows == 1)
        let second = try await read(try #require(anew.siblings.first), world)
        #expect(second.id != sibling)
        #expect(second.counts.rows == 1)
    }

    @Test func `a worker that dies in the middle of a split leaves nothing, and the next one splits once`() async throws
    {
        let world = try World.here()
        let opened = try await upload(arrives([(1, "house"), (2, "wing")]), world)
        let lease = try #require(try await world.store.checks.claim())
        let subject = try #require(try await world.store.checks.subject(lease))
        #expect(subject.terms.buildings?.buildings.map(\.name) == ["house", "wing"])
        struct Killed: Error {}
        _ = try await refusal {
            try await world.store.checks.record(lease) { writer in
                writer.add(self.moved(Resident(2), to: World.wing))
                try await writer.send()
                throw Killed()
            }
        }
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition") == 1)
        world.clock.advance(seconds: 120)
        while await worker(world).workOnce() {}
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition") == 2)
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition_row") == 2)
        #expect(try await read(opened.petition, world).state == .draft)
    }

    @Test func `a worker that lost its lease splits nothing`() async throws {
        let world = try World.here()
        _ = try await upload(arrives([(1, "house"), (2, "wing")]), world)
        let lost = try #require(try await world.store.checks.claim())
        world.clock.advance(seconds: 120)
        while await worker(world).workOnce() {}
        try await world.store.checks.record(lost) { writer in
            writer.add(self.moved(Resident(2), to: World.wing))
            return CheckResult(rows: 1)
        }
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition") == 2)
        #expect(try await world.database.number("SELECT count(*) AS n FROM petition_row") == 2)
    }

    @Test func `each authority sees the petition of its own building only`() async throws {
        let world = try World.here()
        try await world.database.raw(
            "UPDATE premises SET authority_id = 3 WHERE id = \(World.wing); UPDATE premises_head SET authority_id = 3 WHERE premises_id = \(World.wing); UPDATE premises_day SET authority_id = 3 WHERE premises_id = \(World.wing)"
        )
        let first = try await checked(arrives([(1, "house"), (2, "wing")]), world)
        let sibling = try #require(first.siblings.first)
        for petition in [first.id, sibling] { try await world.submit(petition) }
        let near = World.Person.reviewer.caller
        let far = World.Person.farReviewer.caller
        #expect(try await world.store.petitions.read(first.id, by: near).siblings.isEmpty)
        #expect(try await world.store.petitions.read(sibling, by: far).siblings.isEmpty)
        #expect(try await refusal { try await world.store.petitions.read(sibling, by: near) }?.code == .notFound)
        #expect(try await refusal { try await world.store.petitions.read(first.id, by: far) }?.code == .notFound)
        #expect(try await world.store.petitions.rows(of: sibling, limit: 9, by: far).elements.count == 1)
    }

    private func moved(_ resident: Resident, to premises: Int64) -> JudgedRow {
        let row = resident.row(3)
        var reading = row.reading
        reading.premises = premises
        return JudgedRow(text: row.text, reading: reading, issues: [])
    }
}
