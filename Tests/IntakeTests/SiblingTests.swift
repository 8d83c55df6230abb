import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// What the petitions of one file's buildings have in common: rows and repairs that move between them, people who are in two of
/// them, and one file that corrects them all.
@Suite(.world) struct SiblingTests: FilesOfBuildings {
    let texts: Texts

    init() throws { texts = try Texts() }

    private var clerk: Caller { World.Person.clerk.caller }

    private func state(_ id: Int64, _ world: World) async throws -> PetitionState { try await read(id, world).state }

    @Test func `a repair that moves rows to another building goes with them, and its undoing brings them back`()
        async throws
    {
        let world = try World.here()
        let petitions = world.store.petitions
        let first = try await checked(arrives([(1, "house"), (2, "крыло"), (3, "крыло"), (4, "house")]), world)
        try await repair(first.id, row: 3, [.room: "12"], world)
        let mistake = Mistake(.buildingUnknown, in: .building, found: .text("крыло"))
        let done = try await petitions.repair(
            first.id, all: mistake, .value("wing"), version: nil, by: clerk, judge: judge)
        #expect(done.rows == 2 && done.moved == 2)
        let wing = try await sibling(of: first, world)
        #expect(try await numbers(wing, world) == [3, 4])
        let listed = try await petitions.repairs(of: wing.id, limit: 9, by: clerk).elements
        #expect(listed.map(\.column) == [.building, .room] && listed.map(\.rows) == [2, 1])
        #expect(try await petitions.repairs(of: first.id, limit: 9, by: clerk).elements.isEmpty)

        let undone = try await petitions.undo(
            repair: done.repair, of: wing.id, version: nil, by: clerk, judge: judge)
        #expect(undone == 2)
        #expect(try await numbers(first, world) == [2, 3, 4, 5])
        #expect(try await read(first.id, world).counts.faulty == 2)
        let after = try await petitions.repairs(of: first.id, includingUndone: false, limit: 9, by: clerk).elements
        #expect(after.map(\.column) == [.room])
    }

    @Test func `a repair whose rows are parted by a move is undone in each petition for its own rows`() async throws {
        let world = try World.here()
        let petitions = world.store.petitions
        let first = try await checked(
            arrives([(1, "house"), (2, ""), (3, ""), (4, "wing")]).replacing("Договор № 1", with: ""), world)
        let mistake = Mistake(.placementBasisRequired, in: .placementBasis, found: .nothing)
        let done = try await petitions.repair(
            first.id, all: mistake, .value("Приказ № 9"), version: nil, by: clerk, judge: judge)
        #expect(done.rows == 3 && done.moved == 0)
        let wing = try await sibling(of: first, world)
        #expect(try await repair(first.id, row: 3, [.building: "wing"], world) == wing.id)
        let here = try await petitions.repairs(of: first.id, limit: 9, by: clerk).elements
        let there = try await petitions.repairs(of: wing.id, limit: 9, by: clerk).elements
        #expect(here.map(\.rows) == [2] && here.map(\.value) == ["Приказ № 9"])
        #expect(there.map(\.rows).sorted() == [1, 1] && Set(there.map(\.column)) == [.building, .placementBasis])

        let parted = try #require(there.first { $0.column == .placementBasis })
        #expect(
            try await petitions.undo(repair: parted.id, of: wing.id, version: nil, by: clerk, judge: judge) == 1)
        #expect(try await petitions.undo(repair: done.repair, of: first.id, version: nil, by: clerk, judge: judge) == 2)
        let empty =
            try await petitions.rows([2, 4], of: first.id, by: clerk)
            + petitions.rows([3], of: wing.id, by: clerk)
        #expect(empty.count == 3 && empty.allSatisfy { $0.values[.placementBasis] == nil })
    }

    @Test func `a row that names no building any more goes back to where its file was filed for`() async throws {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "wing")]), world)
        let wing = try await sibling(of: first, world)
        #expect(try await repair(wing.id, row: 3, [.building: ""], world) == first.id)
        #expect(try await numbers(first, world) == [2, 3])
        #expect(try await read(first.id, world).counts.sound == 2)
    }

    @Test(arguments: ["removed", "mended", "moved", "withdrawn"])
    func `a person in two buildings is sound in one as soon as they are gone from the other`(_ way: String) async throws
    {
        let world = try World.here()
        let petitions = world.store.petitions
        let first = try await checked(arrives([(1, "house"), (2, "house"), (1, "wing"), (3, "wing")]), world)
        let wing = try await sibling(of: first, world)
        #expect(try await codes(of: first.id, world) == [.rowDuplicateIIN])
        #expect(wing.counts.faulty == 1)
        switch way {
        case "removed": try await petitions.remove(wing.id, .numbers([4]), version: nil, by: clerk)
        case "mended":
            let other = Resident(9)
            try await repair(
                wing.id, row: 4, [.iin: other.iin.digits, .birthDate: "\(other.birthDate)"], world)
        case "moved":
            // both in one house: still twice, and told so in the house alone
            try await repair(wing.id, row: 4, [.building: "house"], world)
            #expect(try await codes(of: first.id, world) == [.rowDuplicateIIN, .rowDuplicateIIN])
            #expect(try await codes(of: wing.id, world) == [])
            try await petitions.remove(first.id, .numbers([4]), version: nil, by: clerk)
        default: try await petitions.withdraw(wing.id, version: nil, by: clerk)
        }
        #expect(try await codes(of: first.id, world) == [])
        #expect(try await read(first.id, world).counts == RowCounts(rows: 2, sound: 2, warned: 0, faulty: 0, blank: 0))
    }

    @Test func `somebody who is repaired into a person of another building is told in both`() async throws {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "wing")]), world)
        let wing = try await sibling(of: first, world)
        #expect(wing.counts.sound == 1)
        let other = Resident(1)
        try await repair(wing.id, row: 3, [.iin: other.iin.digits, .birthDate: "\(other.birthDate)"], world)
        #expect(try await codes(of: wing.id, world) == [.rowDuplicateIIN])
        #expect(try await codes(of: first.id, world) == [.rowDuplicateIIN])
        // what is not about them leaves it as it is
        try await repair(wing.id, row: 3, [.until: "", .room: "7"], world)
        #expect(try await codes(of: wing.id, world) == [.rowDuplicateIIN])
    }

    @Test(arguments: [true, false])
    func `one corrected file takes the place of the drafts of all its buildings, whichever of them it is sent for`(
        _ isSentForFirst: Bool
    ) async throws {
        let world = try World.here()
        let people = [(1, "house"), (2, "wing"), (3, ""), (4, "wing"), (5, "wing")]
        let first = try await checked(arrives(people), world)
        let wing = try await sibling(of: first, world)
        // judged again, these rows would lose what only the table knows of them
        try await world.database.raw("UPDATE petition_row SET room = 'carried'")
        let former = isSentForFirst ? first.id : wing.id
        #expect(try await read(former, world).filedFor == World.house)
        let mended = arrives(people.dropLast() + [(5, "house")])
        let next = try await checked(mended, correcting: former, world)
        let nextWing = try await sibling(of: next, world)
        #expect(try await state(first.id, world) == .withdrawn)
        #expect(try await state(wing.id, world) == .withdrawn)
        #expect([next.summary.premises, nextWing.summary.premises] == [World.house, World.wing])
        #expect([next.summary.parent, nextWing.summary.parent] == [first.id, wing.id])
        #expect(try await numbers(next, world) == [2, 4, 6])
        #expect(try await numbers(nextWing, world) == [3, 5])
        let kept =
            try await world.store.petitions.rows(of: next.id, limit: 9, by: clerk).elements
            + world.store.petitions.rows(of: nextWing.id, limit: 9, by: clerk).elements
        #expect(kept.filter { $0.values[.room] == "carried" }.map(\.number) == [2, 4, 3, 5])
        #expect(next.correction?.new == 1 && nextWing.correction?.gone == 1 && nextWing.correction?.same == 2)
        #expect(try await codes(of: next.id, world) + codes(of: nextWing.id, world) == [])
        let acts = try await world.store.petitions.history(of: wing.id, by: clerk).map(\.action)
        #expect(acts.contains("petition.replaced"))
    }

    @Test func `a corrected list of one building leaves the other building's draft as it is`() async throws {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "wing"), (3, "wing")]), world)
        let wing = try await sibling(of: first, world)
        let next = try await checked(arrives([(2, "wing"), (4, "wing")]), at: World.wing, correcting: wing.id, world)
        #expect(next.summary.premises == World.wing && next.counts.sound == 2)
        #expect(try await state(wing.id, world) == .withdrawn)
        #expect(try await state(first.id, world) == .draft)
        // unless it has that building's people
        let all = try await checked(arrives([(1, "wing"), (2, "wing")]), at: World.wing, correcting: next.id, world)
        #expect(all.counts.sound == 2)
        let moved = try await checked(arrives([(6, "house"), (7, "wing")]), world)
        let other = try await sibling(of: moved, world)
        _ = try await checked(arrives([(6, "wing"), (7, "wing")]), at: World.wing, correcting: other.id, world)
        #expect(try await state(moved.id, world) == .withdrawn)
    }

    @Test func `a building that was submitted meanwhile stays submitted, and its rows are named when they come again`()
        async throws
    {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "wing"), (3, "wing")]), world)
        let wing = try await sibling(of: first, world)
        try await world.submit(wing.id)
        let next = try await checked(
            arrives([(1, "house"), (2, "wing"), (3, "wing")]) + "\r\n", correcting: first.id, world)
        #expect(try await state(first.id, world) == .withdrawn)
        #expect(try await state(wing.id, world) == .submitted)
        let again = try await sibling(of: next, world)
        #expect(again.counts.faulty == 2 && again.summary.fileErrors == 1)
        #expect(Set(try await codes(of: again.id, world)) == [.petitionAlreadyUploaded, .petitionOpenHere])
        #expect(next.counts.sound == 1 && next.summary.fileErrors == 0)
    }

    @Test func `the marked copy tells of all buildings of the file, with what was repaired in each`() async throws {
        let world = try World.here()
        let petitions = world.store.petitions
        let first = try await checked(arrives([(1, "house"), (2, "wing"), (3, "крыло"), (4, "wing")]), world)
        let wing = try await sibling(of: first, world)
        let other = Resident(8)
        try await repair(first.id, row: 4, [.iin: other.iin.digits, .birthDate: "\(other.birthDate)"], world)
        try await repair(first.id, row: 4, [.building: "wing"], world)
        try await repair(wing.id, row: 5, [.note: "этаж 2"], world)
        try await repair(first.id, row: 2, [.surname: ""], world)
        for id in [first.id, wing.id] {
            let rows = try await petitions.markedRows(of: id, limit: 50, by: clerk).elements
            #expect(rows.map(\.number) == [2, 4, 5])
            #expect(rows[0].issues.map(\.code) == [.nameMissing])
            #expect(rows[1].present[.iin] == other.iin.digits && rows[1].present[.building] == "wing")
            #expect(rows[2].present[.note] == "этаж 2")
        }
    }

    @Test func `a file that is read anew is read for all of its buildings`() async throws {
        let world = try World.here()
        let first = try await checked(arrives([(1, "house"), (2, "wing")]), world)
        let wing = try await sibling(of: first, world)
        let read = try await world.store.petitions.reread(
            wing.id, wish: ReadingWish(), version: nil, by: clerk)
        #expect(read == first.id)
        while await worker(world).workOnce() {}
        #expect(try await state(wing.id, world) == .withdrawn)
        let next = try await sibling(of: first, world)
        #expect(next.id != wing.id && next.counts.sound == 1)
        #expect(try await codes(of: first.id, world) + codes(of: next.id, world) == [])
        #expect(try await numbers(try await self.read(first.id, world), world) == [2])
    }
}
