import Domain
import Testing

/// A list of everybody against the register.
struct RosterTests {
    private let dated = Day(iso: "2026-11-23") ?? Day(number: 0)

    private func registered(_ iin: String, _ surname: String, _ stay: Stay = .permanent, until: String? = nil) throws
        -> RegisteredPerson
    {
        let iin = try IIN(iin)
        return RegisteredPerson(
            iin: iin, surname: surname, givenName: "Арман", birthDate: try #require(iin.birthDate), stay: stay,
            from: dated.adding(days: -60), until: until.flatMap { Day(iso: $0) })
    }

    private func row(_ number: Int, _ cells: [Column: String]) -> JudgedRow {
        RowJudge(
            policy: .egov2017, terms: PetitionTerms(kind: .hostel, dated: dated, today: dated)
        ).judge(RowText(number: number, cells: cells))
    }

    private static let first = "980314350016"
    private static let second = "151231699007"

    @Test func `who is registered and on the list stays, who is new arrives, who is missing leaves`() throws {
        var plan = RosterPlan(register: [try registered(Self.first, "Ахметов"), try registered(Self.second, "Оспанов")])
        #expect(plan.take(row(2, [.iin: Self.first, .surname: "АХМЕТОВ"])) == .settled([]))
        #expect(plan.take(row(3, [.iin: "170140990019"])) == .filed)
        #expect(plan.take(row(4, [.iin: "550505499004", .surname: "Ким"])) == .filed)
        #expect(plan.leaving().map(\.iin.digits) == [Self.second])
        #expect(plan.sums.unchanged == 1)
        #expect(plan.sums.arriving == 1)
        #expect(plan.sums.unread == 1)
        #expect(plan.sums.leaving == 1)
        #expect(isWhole(plan.sums))
    }

    @Test(
        arguments: [
            ("2027-01-31", "2027-05-31", nil, true), ("2027-01-31", "2027-01-31", nil, false),
            ("2027-01-31", "2026-12-31", nil, false), ("2027-01-31", nil, nil, false),
            ("2027-01-31", "31.02.2027", nil, true),
        ] as [(String, String?, String?, Bool)])
    func `a temporary stay is extended when the list has a later day, or one that cannot be read`(
        until: String, listed: String?, stay: String?, isExtended: Bool
    ) throws {
        var plan = RosterPlan(register: [try registered(Self.first, "Ахметов", .temporary, until: until)])
        var cells: [Column: String] = [.iin: Self.first]
        cells[.until] = listed
        cells[.stay] = stay
        #expect(plan.take(row(2, cells)) == (isExtended ? .extended([]) : .settled([])))
        #expect(isWhole(plan.sums))
    }

    @Test func `a temporary resident who is listed as a permanent one arrives for good, a permanent one needs nothing`()
        throws
    {
        var plan = RosterPlan(register: [
            try registered(Self.first, "Ахметов", .temporary, until: "2027-01-31"),
            try registered(Self.second, "Оспанов"),
        ])
        #expect(plan.take(row(2, [.iin: Self.first, .stay: "permanent"])) == .filed)
        #expect(plan.take(row(3, [.iin: Self.second, .stay: "temporary", .until: "2027-05-31"])) == .settled([]))
        #expect(plan.sums.arriving == 1)
        #expect(plan.leaving().isEmpty)
    }

    @Test func `names and birth dates that differ are told with both values`() throws {
        var plan = RosterPlan(register: [try registered(Self.first, "Ахметов")])
        let cells: [Column: String] = [
            .iin: Self.first, .surname: "Ахмедов", .givenName: "Арман", .birthDate: "15.03.1998",
        ]
        guard case .settled(let differences) = plan.take(row(2, cells)) else { return #expect(Bool(false)) }
        #expect(differences.map(\.column) == [.surname, .birthDate])
        #expect(differences.map(\.listed) == ["Ахмедов", "1998-03-15"])
        #expect(differences.map(\.registered) == ["Ахметов", "1998-03-14"])
        #expect(plan.sums.differing == 1)
    }

    @Test func `nobody is written out for a slip in their IIN`() throws {
        var plan = RosterPlan(register: [try registered(Self.first, "Ахметов"), try registered(Self.second, "Оспанов")])
        #expect(plan.take(row(2, [.iin: "98031435001", .surname: "Ахметов", .givenName: "Арман"])) == .filed)
        #expect(plan.leaving().map(\.iin.digits) == [Self.second])
        #expect(plan.sums.unsure == 1)
        #expect(isWhole(plan.sums))
    }

    @Test func `a row that says itself what it asks for is left to say it, and its person is on the list`() throws {
        var plan = RosterPlan(register: [try registered(Self.first, "Ахметов")])
        #expect(plan.take(row(2, [.iin: Self.first, .action: "depart"])) == .filed)
        #expect(plan.leaving().isEmpty)
        #expect(plan.sums.asked == 1)
    }

    @Test func `a list that would write out more than half of the house is doubted`() throws {
        let register = [try registered(Self.first, "Ахметов"), try registered(Self.second, "Оспанов")]
        var half = RosterPlan(register: register)
        _ = half.take(row(2, [.iin: Self.first]))
        _ = half.leaving()
        #expect(!half.sums.writesOutMany)
        var all = RosterPlan(register: register)
        _ = all.leaving()
        #expect(all.sums.writesOutMany)
    }

    private func isWhole(_ sums: RosterSums) -> Bool {
        sums.listed == sums.arriving + sums.extending + sums.asked + sums.unread + sums.leftOut
    }
}
