import Domain
import Testing

/// How clerks name the buildings of their institution.
struct BuildingTests {
    private let book = BuildingBook([
        .init(premises: 1, name: "Корпус № 1", addressKK: "Абай көшесі, 12", addressRU: "ул. Абая, 12"),
        .init(premises: 2, name: "Корпус № 2", addressKK: "Абай көшесі, 12", addressRU: "ул. Абая, 12"),
        .init(premises: 3, name: "«Жастар» жатақханасы", addressKK: "Достық даңғылы, 7", addressRU: "пр. Достык, 7"),
    ])

    @Test(
        arguments: [
            ("Корпус № 1", 1), ("корпус 1", 1), ("КОРПУС №1", 1), ("1", 1), ("1 корпус", 1), ("корп. 1", 1),
            ("1-ғимарат", 1), ("Building 2", 2), ("\u{00A0}Корпус  №2 ", 2), ("Kopпyс 2", 2), ("Корпус2", 2),
            ("Жастар жатақханасы", 3), ("\"Жастар\" жатақханасы", 3), ("пр. Достык, 7", 3), ("Достық даңғылы 7", 3),
            ("«Жастар» жатақханасы, пр. Достык 7", 3), ("Корпус 2, ул. Абая, 12", 2),
        ] as [(String, Int64)])
    func `a building is known however it is written`(text: String, premises: Int64) {
        #expect(book.premises(called: text) == premises)
    }

    @Test(arguments: ["Корпус 3", "корпус", "ул. Абая, 12", "12", "Гоголь көшесі 7", "«»"])
    func `what names no building, or could be two, is not guessed`(text: String) {
        #expect(book.premises(called: text) == nil)
    }

    @Test func `a slip of the pen is offered the building it was meant to be`() {
        #expect(book.nearest(to: "Жастр жатақханасы") == "«Жастар» жатақханасы")
        #expect(book.nearest(to: "Гоголь көшесі 7") == nil)
    }

    @Test func `a building that is named like another's address keeps its name`() {
        let book = BuildingBook([
            .init(premises: 1, name: "Абая 12", addressKK: "Сәтбаев 1", addressRU: "Сатпаева 1"),
            .init(premises: 2, name: "Новый", addressKK: "Абай 12", addressRU: "Абая 12"),
        ])
        #expect(book.premises(called: "Абая, 12") == 1)
        #expect(book.premises(called: "абай 12") == 2)
    }

    private func judge(_ buildings: BuildingBook, _ text: String?) throws -> JudgedRow {
        let today = try #require(Day(iso: "2026-11-23"))
        let terms = PetitionTerms(kind: .hostel, dated: today, today: today, buildings: buildings)
        var row = RowText(number: 2, cells: [.action: "depart"])
        row[.building] = text
        return RowJudge(policy: .egov2017, terms: terms).judge(row)
    }

    @Test func `an unknown building is named with the known ones, as an error where there is a choice`() throws {
        let row = try judge(book, "Корпус 9")
        let issue = try #require(row.issues.first { $0.code == .buildingUnknown })
        #expect(issue.place == .cell(row: 2, column: .building))
        #expect(issue.severity == .error)
        #expect(issue.found == "Корпус 9")
        #expect(issue.arguments["known"] == "«Корпус № 1», «Корпус № 2», ««Жастар» жатақханасы»")
        #expect(row.reading.premises == nil)

        let only = BuildingBook([.init(premises: 1, name: "Главный", addressKK: "А", addressRU: "Б")])
        let doubted = try judge(only, "Корпус 9")
        #expect(doubted.issues.first { $0.code == .buildingUnknown }?.severity == .warning)
        #expect(try judge(book, nil).issues.contains { $0.code == .buildingUnknown } == false)
        #expect(try judge(book, "корпус 2").reading.premises == 2)
    }
}
