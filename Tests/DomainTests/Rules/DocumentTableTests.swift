import Domain
import Testing

/// Which paper is asked for in which case: the decision table as a lawyer reads it, held against the judge cell by cell.
@Suite struct DocumentTableTests {
    @Test(arguments: DocumentCell.all)
    func `a paper is asked for in this cell and of nobody else`(_ cell: DocumentCell) throws {
        let code = try #require(DocumentCell.codes[cell.paper])
        let date = try day("2025-09-25")
        for kind in InstitutionKind.allCases {
            let judge = RowJudge(policy: cell.policy, terms: PetitionTerms(kind: kind, dated: date, today: date))
            for person in TablePerson.all {
                let row = judge.judge(RowText(number: 2, cells: cell.row(of: person, on: date)))
                let isAsked = row.issues.contains { $0.code.rawValue == code }
                #expect(isAsked == cell.isMet(person, at: kind), "\(kind) \(person)")
            }
        }
    }

    @Test func `every paper of a row is in the table, and every column has its cell`() {
        #expect(Set(DocumentCell.all.map(\.paper)) == Set(Paper.allCases.filter(\.isOnRow)))
        #expect(DocumentCell.all.count == 2 * 8 * 8)
    }

    @Test func `what is only advised stands in nobody's way`() throws {
        var row = Sample.recruit.with([.militaryDocument: nil])
        #expect(try row.judged().state == .faulty)
        row.policy = .kz2025
        #expect(try row.judged().issues.map(\.severity) == [.note])
        #expect(try row.judged().state == .sound)
    }

    @Test
    func
        `who is liable for call-up brings the arrival leaf in three copies and its coupon, where the policy asks for paper`()
        throws
    {
        let date = try day("2025-09-25")
        let leaf = try #require(Policy.egov2017.documents(on: date).first { $0.paper == .arrivalLeaf })
        #expect(leaf.copies == 3)
        #expect(leaf.military == [.liable])
        #expect(leaf.actions == [.arrive])
        #expect(Policy.egov2017.documents(on: date).contains { $0.paper == .statisticalCoupon })
        #expect(!Policy.kz2025.documents(on: date).contains { [.arrivalLeaf, .statisticalCoupon].contains($0.paper) })
    }

    @Test func `a line counts from its first day to its last`() throws {
        var policy = Policy.egov2017
        let index = try #require(policy.documents.firstIndex { $0.paper == .previousAddress })
        policy.documents[index].since = try day("2025-01-01")
        policy.documents[index].until = try day("2025-09-25")
        var row = Sample().with([.previousAddress: nil])
        row.policy = policy
        #expect(try row.found() == [])
        row.dated = "2025-09-24"
        #expect(try row.found() == ["previous_address.required previous_address"])
        row.dated = "2024-12-31"
        #expect(try row.found() == [])
    }
}

/// A cell of the table: a paper in a column, and for whom it is asked for.
struct DocumentCell: Sendable, CustomTestStringConvertible {
    let policy: Policy
    let paper: Paper
    let action: Action
    let stay: Stay
    let condition: String

    var testDescription: String { "\(policy.name) \(paper) \(action) \(stay): \(condition)" }

    func isMet(_ person: TablePerson, at kind: InstitutionKind) -> Bool {
        switch condition {
        case "all": true
        case "no_card": person.card != .new
        case "liable": person.sex == "M" && person.citizenship == "KAZ" && (17..<27).contains(person.age)
        case "care": person.age < 18 && [.orphanage, .boardingSchool, .specialSchool].contains(kind)
        default: false
        }
    }

    /// A paper, and for whom it is needed in each column: `all`, `-`, or a condition of `Cell.isMet`.
    private static let seed: [(paper: Paper, cells: String)] = [
        //                    arrive            extend            depart            opening
        //                    perm.    temp.    perm.    temp.    perm.    temp.    perm.    temp.
        (.identity, "         all      all      all      all      -        -        all      all"),
        (.placementBasis, "   all      all      -        -        -        -        all      all"),
        (.previousAddress, "  all      all      -        -        -        -        -        -"),
        (.departureLeaf, "    no_card  -        -        -        -        -        -        -"),
        (.fee, "              all      all      -        -        -        -        -        -"),
        (.military, "         liable   liable   -        -        -        -        -        -"),
        (.parentsDeclaration, "care    care     -        -        -        -        care     care"),
        (.departureReason, "  -        -        -        -        all      all      -        -"),
    ]
    private static let today: [(paper: Paper, cells: String)] = [
        (.identity, "         all      all      all      all      -        -        all      all"),
        (.placementBasis, "   all      all      -        -        -        -        all      all"),
        (.previousAddress, "  -        -        -        -        -        -        -        -"),
        (.departureLeaf, "    -        -        -        -        -        -        -        -"),
        (.fee, "              -        -        -        -        -        -        -        -"),
        (.military, "         liable   liable   -        -        -        -        -        -"),
        (.parentsDeclaration, "care    care     -        -        -        -        care     care"),
        (.departureReason, "  -        -        -        -        all      all      -        -"),
    ]

    static let all: [DocumentCell] = [(Policy.egov2017, seed), (Policy.kz2025, today)].flatMap { policy, table in
        table.flatMap { paper, cells in
            let columns = Action.allCases.flatMap { action in Stay.allCases.map { (action, $0) } }
            return zip(columns, cells.split(separator: " ")).map {
                DocumentCell(policy: policy, paper: paper, action: $0.0, stay: $0.1, condition: String($1))
            }
        }
    }

    /// A row that names everything but the paper in question.
    func row(of person: TablePerson, on date: Day) -> [Column: String] {
        var cells: [Column: String] = [
            .action: action.rawValue, .surname: "Тестов", .givenName: "Тест",
            .birthDate: "\(date.adding(years: -person.age).adding(days: -1))", .sex: person.sex,
            .citizenship: person.citizenship, .documentType: person.age < 16 ? "birth_certificate" : "id_card",
            .documentNumber: "1", .stay: stay.rawValue, .from: "\(date)", .until: "\(date.adding(days: 100))",
            .previousAddress: "1", .departureLeaf: "1", .registeredWithParents: "no", .placementBasis: "1",
            .militaryDocument: "1", .militaryMarkOn: "\(date)", .feeReceipt: "1", .departureReason: "left",
        ]
        if person.card == .absent, person.age >= 16 { cells[.documentType] = "passport" }
        if person.card != .absent { cells[.documentSample] = person.card.rawValue }
        for column in DocumentCell.columns[paper] ?? [] { cells[column] = nil }
        return cells
    }

    static let codes: [Paper: String] = [
        .identity: "document.missing", .placementBasis: "placement_basis.required",
        .previousAddress: "previous_address.required", .departureLeaf: "departure_leaf.required",
        .fee: "fee.receipt_required", .military: "military.document_required",
        .parentsDeclaration: "parents.declaration_required", .departureReason: "departure_reason.required",
    ]
    private static let columns: [Paper: [Column]] = [
        .identity: [.documentNumber], .placementBasis: [.placementBasis], .previousAddress: [.previousAddress],
        .departureLeaf: [.departureLeaf], .fee: [.feeReceipt, .feeExemption], .military: [.militaryDocument],
        .parentsDeclaration: [.registeredWithParents], .departureReason: [.departureReason],
    ]
}

/// Somebody of every age, sex, citizenship and card that there is.
struct TablePerson {
    let age: Int
    let sex: String
    let citizenship: String
    let card: CardGroup

    static let all: [TablePerson] = [6, 15, 16, 17, 18, 26, 27, 70].flatMap { age in
        ["M", "F"].flatMap { sex in
            ["KAZ", "UZB"].flatMap { citizenship in
                // a child has no card
                (age < 16 ? [CardGroup.absent] : CardGroup.allCases).map {
                    TablePerson(age: age, sex: sex, citizenship: citizenship, card: $0)
                }
            }
        }
    }
}
