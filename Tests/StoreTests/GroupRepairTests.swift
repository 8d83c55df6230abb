import Domain
import Store
import TestKit
import Testing

/// One mistake mended in all its rows, undone again, and rows taken out together.
@Suite(.world)
struct GroupRepairTests {
    private let world: World
    private let clerk = World.Person.clerk.caller
    private var petitions: Petitions { world.store.petitions }
    private static let make: JudgeMaker = { RowJudge(policy: $0, terms: $1) }

    init() throws { world = try World.here() }

    /// A row as the checks judge it; sound but for the changes.
    private func row(_ number: Int, _ resident: Int, _ changes: [Column: String?] = [:]) -> JudgedRow {
        let person = Resident(resident)
        var cells: [Column: String] = [
            .action: "arrive", .iin: person.iin.digits, .surname: "Тестов", .givenName: "Асан",
            .birthDate: "\(person.birthDate)", .sex: "M", .documentType: "id_card", .documentNumber: "012345678",
            .documentIssuedOn: "2025-09-20", .stay: "permanent", .from: "\(World.today)",
            .previousAddress: "Алматы, Абай 1", .departureLeaf: "7", .placementBasis: "12, 01.09.2025",
            .feeReceipt: "77",
            .militaryDocument: "123", .militaryMarkOn: "2025-09-01",
        ]
        for (column, text) in changes { cells[column] = text }
        let terms = PetitionTerms(kind: .hostel, dated: World.today, today: World.today)
        return Self.make(.egov2017, terms).judge(RowText(number: number, cells: cells))
    }

    private func mend(
        _ petition: Int64, _ mistake: Mistake, _ remedy: Remedy, isRemembered: Bool = false,
        by caller: Caller? = nil
    ) async throws -> Repaired {
        try await petitions.repair(
            petition, all: mistake, remedy, isRemembered: isRemembered, version: nil, by: caller ?? clerk,
            judge: Self.make)
    }

    private func undo(_ repair: Int64, of petition: Int64) async throws -> Int {
        try await petitions.undo(repair: repair, of: petition, version: nil, by: clerk, judge: Self.make)
    }

    private func repair(_ petition: Int64, _ number: Int, _ cells: [Column: String]) async throws {
        try await petitions.repair(
            petition, row: number, cells: cells, version: nil, by: clerk, judge: Self.make)
    }

    private func issues(_ petition: Int64) async throws -> [Domain.Issue] {
        try await petitions.issues(of: petition, limit: 1_000, by: clerk).elements.map(\.issue)
    }

    private func counts(_ petition: Int64) async throws -> RowCounts {
        try await petitions.read(petition, by: clerk).counts
    }

    private func rows(_ petition: Int64) async throws -> [String] {
        try await world.database.rows("SELECT * FROM petition_row WHERE petition_id = \(petition) ORDER BY number")
    }

    private func number(_ query: String) async throws -> Int {
        try await world.database.number("SELECT count(*) AS n FROM \(query)")
    }

    private static let word = Mistake(.wordUnknown, in: .documentType, found: .text("id_crad"))
    private static let basis = Mistake(.placementBasisRequired, in: .placementBasis, found: .nothing)

    @Test func `a word is mended in all its rows and in no other, and undone to the very same rows and issues`()
        async throws
    {
        let draft = try await world.draft([
            row(2, 1, [.documentType: "id_crad"]), row(3, 2, [.documentType: "id_crad"]),
            row(4, 3, [.documentType: "pasport"]), row(5, 4), row(6, 5, [.documentType: "id_crad", .surname: "тест1"]),
        ])
        let (before, found) = (try await rows(draft), Set(try await issues(draft)))
        #expect(try await counts(draft) == RowCounts(rows: 5, sound: 1, warned: 0, faulty: 4, blank: 0))
        let groups = try await petitions.issueGroups(of: draft, by: clerk)
        let group = try #require(groups.first { $0.mistake == Self.word })
        #expect((group.count, group.nearest, group.firstRow) == (3, "id_card", 2))

        let lines = try await number("audit")
        let done = try await mend(draft, Self.word, .value("id_card"))
        #expect((done.rows, done.isRemembered) == (3, false))
        #expect(try await number("audit") == lines + 1)
        #expect(try await counts(draft) == RowCounts(rows: 5, sound: 3, warned: 0, faulty: 2, blank: 0))
        #expect(
            try await issues(draft).map(\.code).sorted { $0.rawValue < $1.rawValue } == [.nameCharacters, .wordUnknown])

        let listed = try #require(try await petitions.repairs(of: draft, limit: 9, by: clerk).elements.first)
        #expect((listed.id, listed.rows, listed.found, listed.value) == (done.repair, 3, "id_crad", "id_card"))
        #expect(try await undo(done.repair, of: draft) == 3)
        #expect(try await rows(draft) == before)
        #expect(Set(try await issues(draft)) == found)
        #expect(try await counts(draft) == RowCounts(rows: 5, sound: 1, warned: 0, faulty: 4, blank: 0))
        let undone = try #require(try await petitions.repairs(of: draft, limit: 9, by: clerk).elements.first)
        #expect(undone.undoneByName == "clerk")
        #expect(try await refusal { try await undo(done.repair, of: draft) }?.code == .notFound)
    }

    @Test func `what is missing is filled in, and later words stay when the filling is undone`() async throws {
        let draft = try await world.draft((2...4).map { row($0, $0, [.placementBasis: nil]) } + [row(5, 9)])
        let done = try await mend(draft, Self.basis, .value("Приказ 7"))
        #expect(done.rows == 3)
        #expect(try await counts(draft).sound == 4)
        try await repair(draft, 3, [.placementBasis: "Приказ 8"])
        #expect(try await undo(done.repair, of: draft) == 2)
        let kept = try await petitions.rows([3], of: draft, by: clerk)
        #expect(kept.first?.values[.placementBasis] == "Приказ 8")
        #expect(try await counts(draft) == RowCounts(rows: 4, sound: 2, warned: 0, faulty: 2, blank: 0))
    }

    @Test func `each row takes its own suggestion`() async throws {
        let draft = try await world.draft([
            row(2, 1, [.surname: "ИВАНОВ"]), row(3, 2, [.surname: "АХМЕТОВ"]), row(4, 3, [.surname: "Омаров"]),
        ])
        let done = try await mend(
            draft, Mistake(.nameCapitals, in: .surname, found: .anything), .suggestions)
        #expect(done.rows == 2)
        let names = try await petitions.rows(of: draft, limit: 9, by: clerk).elements.map { $0.values[.surname] }
        #expect(names == ["Иванов", "Ахметов", "Омаров"])
        #expect(try await issues(draft) == [])
        _ = try await undo(done.repair, of: draft)
        #expect(try await issues(draft).map(\.found) == ["ИВАНОВ", "АХМЕТОВ"])
    }

    @Test func `a cell kept as written stays so when its row is judged again, until it is read as usual`()
        async throws
    {
        let draft = try await world.draft([row(2, 1, [.surname: "Ивaнов", .givenName: "Асан\u{A0} Али"])])
        #expect(try await issues(draft).map(\.severity) == [.note, .note])
        try await petitions.repair(
            draft, row: 2, asWritten: [.surname: true], version: nil, by: clerk, judge: Self.make)
        #expect(try await issues(draft).map(\.severity) == [.warning, .note])
        try await repair(draft, 2, [.room: "5"])
        let row = try #require(try await petitions.rows([2], of: draft, by: clerk).first)
        #expect((row.values[.surname], row.verbatim) == ("Ивaнов", [.surname]))
        #expect(row.state == .warned)
        let kept = try #require(
            try await petitions.repairs(of: draft, limit: 9, by: clerk).elements.first { $0.kind == .asWritten })
        #expect(try await undo(kept.id, of: draft) == 1)
        #expect(try await petitions.rows([2], of: draft, by: clerk).first?.values[.surname] == "Иванов")
        #expect(try await issues(draft).map(\.severity) == [.note, .note])
    }

    @Test func `all cells of a kind are kept as written at once, and read again when that is undone`() async throws {
        let draft = try await world.draft([
            row(2, 1, [.previousAddress: "Абай\u{A0} 1"]), row(3, 2, [.previousAddress: "Абай\u{A0} 2"]), row(4, 3),
        ])
        let blanks = Mistake(.textBlanksRemoved, in: .previousAddress, found: .anything)
        let (before, found) = (try await rows(draft), try await issues(draft))
        let done = try await mend(draft, blanks, .asWritten)
        #expect(done.rows == 2)
        #expect(try await issues(draft) == [])
        #expect(
            try await petitions.rows(of: draft, limit: 9, by: clerk).elements.map { $0.values[.previousAddress] } == [
                "Абай\u{A0} 1", "Абай\u{A0} 2", "Алматы, Абай 1",
            ])
        #expect(try await undo(done.repair, of: draft) == 2)
        #expect(try await rows(draft) == before)
        #expect(try await issues(draft) == found)
    }

    @Test func `what the design filled in is not taken for the clerk's word when its ground is gone`() async throws {
        let draft = try await world.draft([row(2, 1, [.birthDate: nil, .iin: "1"])])
        try await repair(draft, 2, [.iin: Resident(150).iin.digits])
        #expect(try await petitions.rows([2], of: draft, by: clerk).first?.values[.birthDate] == "2000-01-02")
        try await repair(draft, 2, [.iin: Resident(250).iin.digits])
        #expect(try await issues(draft) == [])
    }

    @Test func `more rows than a batch holds are one act of one transaction, and one to undo`() async throws {
        let rows = 2_500
        let draft = try await world.draft((2...(rows + 1)).map { row($0, $0, [.documentType: "id_crad"]) })
        let lines = try await number("audit")
        let done = try await mend(draft, Self.word, .value("id_card"))
        #expect(done.rows == rows)
        #expect(try await number("audit") == lines + 1)
        #expect(
            try await world.database.number(
                "SELECT count(DISTINCT xmin::text) AS n FROM petition_row WHERE petition_id = \(draft)") == 1)
        #expect(try await counts(draft).sound == rows)
        #expect(try await undo(done.repair, of: draft) == rows)
        #expect(try await counts(draft).faulty == rows)
    }

    @Test func `what comparing rows found is kept, and found anew where a repair changes it`() async throws {
        let draft = try await world.draft([
            row(2, 1, [.documentType: "id_crad"]), row(3, 1, [.documentType: "id_crad"]), row(4, 2),
        ])
        _ = try await mend(draft, Self.word, .value("id_card"))
        #expect(try await issues(draft).map(\.code) == [.rowDuplicateIIN, .rowDuplicateIIN])
        try await repair(draft, 3, [.iin: Resident(3).iin.digits, .birthDate: "\(Resident(3).birthDate)"])
        #expect(try await issues(draft) == [])
        #expect(try await counts(draft).sound == 3)
    }

    @Test func `who may not, and what cannot be, leaves nothing`() async throws {
        let draft = try await world.draft([row(2, 1, [.documentType: "id_crad"])])
        let sent = try await world.submitted([row(2, 5)])
        let (before, lines) = (try await rows(draft), try await number("audit"))
        let other = World.Person.orphanageHead.caller
        let iin = Mistake(.iinCheckDigit, in: .iin, found: .text("1"))
        #expect(try await refusal { try await mend(draft, Self.word, .value("x"), by: other) }?.code == .notFound)
        #expect(
            try await refusal { try await mend(draft, Self.word, .value("x"), by: World.Person.reviewer.caller) }?.code
                == .notAllowed)
        #expect(try await refusal { try await mend(sent, Self.word, .value("x")) }?.code == .stateForbids)
        #expect(try await refusal { try await mend(draft, Self.basis, .value("x")) }?.code == .nothingToRepair)
        #expect(try await refusal { try await mend(draft, iin, .value("2")) }?.code == .valueInvalid)
        #expect(try await refusal { try await undo(1, of: draft) }?.code == .notFound)
        #expect(
            try await refusal {
                try await petitions.repair(
                    draft, all: Self.word, .value("x"), version: 1, by: clerk, judge: Self.make)
            }?.code == .versionStale)
        #expect(try await rows(draft) == before)
        #expect(try await number("audit") == lines)
        #expect(try await number("repair") == 0)
        let done = try await mend(draft, Self.word, .value("id_card"))
        #expect(
            try await refusal {
                try await petitions.undo(
                    repair: done.repair, of: draft, version: nil, by: other, judge: Self.make)
            }?.code == .notFound)
        #expect(try await refusal { try await petitions.repairs(of: draft, limit: 9, by: other) }?.code == .notFound)
        for table in ["repair", "repair_row", "remembered_value"] {
            let seen = try await world.database.number(
                "SELECT count(*) AS n FROM \(table)", as: "tirkeu_web", caller: other)
            #expect(seen == 0, "\(table)")
        }
    }

    @Test func `no IIN is kept a second time, and nothing of a cell once it cannot be undone`() async throws {
        let wrong = "0" + Resident(1).iin.digits.dropFirst()
        let draft = try await world.draft([row(2, 1), row(3, 2)])
        try await repair(draft, 2, [.iin: wrong])
        try await repair(draft, 2, [.iin: Resident(1).iin.digits])
        try await petitions.repair(draft, row: 2, asWritten: [.iin: true], version: nil, by: clerk, judge: Self.make)
        try await repair(draft, 3, [.surname: "Серіков"])
        let kept = try await world.database.rows("SELECT r::text, c::text FROM repair AS r, repair_row AS c")
        #expect(!kept.contains { $0.contains(Resident(1).iin.digits) || $0.contains(wrong) })
        #expect(try await number("repair_row") == 2)
        #expect(try await petitions.remove(draft, .numbers([3]), version: nil, by: clerk) == 1)
        #expect(try await number("repair_row") == 1)
        try await world.submit(draft)
        #expect(try await number("repair_row") == 0)
    }

    @Test func `rows are taken out together, or not at all, and the sums stay true`() async throws {
        let draft = try await world.draft(
            (2...6).map { row($0, $0, $0 < 5 ? [.placementBasis: nil] : [:]) } + [row(7, 5)], blank: 2)
        // 5 and 7 are the same person
        #expect(try await counts(draft) == RowCounts(rows: 8, sound: 1, warned: 0, faulty: 5, blank: 2))
        let before = try await rows(draft)
        #expect(
            try await refusal { try await petitions.remove(draft, .numbers([2, 99]), version: nil, by: clerk) }?.code
                == .notFound)
        #expect(try await rows(draft) == before)
        #expect(try await petitions.remove(draft, .numbers([2, 7]), version: nil, by: clerk) == 2)
        #expect(try await counts(draft) == RowCounts(rows: 6, sound: 2, warned: 0, faulty: 2, blank: 2))
        let lines = try await number("audit")
        #expect(try await petitions.remove(draft, .state(.faulty), version: nil, by: clerk) == 2)
        #expect(try await number("audit") == lines + 1)
        #expect(try await counts(draft) == RowCounts(rows: 4, sound: 2, warned: 0, faulty: 0, blank: 2))
        #expect(try await issues(draft) == [])
        #expect(
            try await refusal { try await petitions.remove(draft, .state(.faulty), version: nil, by: clerk) }?.code
                == .notFound)
        try await world.submit(draft)
        #expect(
            try await refusal { try await petitions.remove(draft, .numbers([5]), version: nil, by: clerk) }?.code
                == .stateForbids)
    }

    @Test func `a spelling is remembered for the institution alone, and forgotten with its repair`() async throws {
        let draft = try await world.draft([row(2, 1, [.documentType: "id_crad"]), row(3, 2)])
        let done = try await mend(draft, Self.word, .value("id_card"), isRemembered: true)
        #expect(done.isRemembered)
        let known = try await world.store.remembered.list(by: clerk)
        #expect(known.map { "\($0.column) \($0.found) \($0.value)" } == ["documentType id_crad id_card"])
        let other = World.Person.orphanageHead.caller
        #expect(try await world.store.remembered.list(by: other).isEmpty)
        #expect(
            try await refusal { try await world.store.remembered.forget(known[0].id, by: other) }?.code == .notFound)

        // another draft's cell of this spelling is read so when its row is judged again
        let next = try await world.draft([row(2, 3, [.documentType: "ID_CRAD"])])
        try await repair(next, 2, [.room: "5"])
        #expect(try await issues(next).map(\.code) == [.valueRemembered])
        _ = try await undo(done.repair, of: draft)
        #expect(try await world.store.remembered.list(by: clerk).isEmpty)
        #expect(try await issues(draft).map(\.code) == [.wordUnknown])

        let again = try await mend(draft, Self.word, .value("id_card"), isRemembered: true)
        #expect(again.isRemembered)
        let lines = try await number("audit")
        let kept = try #require(try await world.store.remembered.list(by: clerk).first)
        try await world.store.remembered.forget(kept.id, by: clerk)
        #expect(try await number("audit") == lines + 1)
        #expect(try await world.store.remembered.list(by: clerk).isEmpty)
        // what fills empty cells is never remembered
        let empty = try await world.draft([row(2, 4, [.placementBasis: nil])])
        #expect(try await mend(empty, Self.basis, .value("7"), isRemembered: true).isRemembered == false)
    }
}
