import Domain
import Testing

@Suite struct RuleTests {
    @Test(arguments: [Sample(), .recruit, .child, .guest])
    func `a complete row is sound`(_ row: Sample) throws {
        let judged = try row.judged()
        #expect(judged.issues == [])
        #expect(judged.state == .sound)
        #expect(judged.written == [:])
    }

    @Test func `an empty row is told all that it needs`() throws {
        var row = Sample()
        row.cells = [:]
        #expect(
            try row.found() == [
                "iin.missing iin", "name.missing surname", "name.missing given_name",
                "document.missing document_type", "document.missing document_number", "stay.missing stay",
                "stay.from_missing from", "previous_address.required previous_address",
                "placement_basis.required placement_basis", "fee.receipt_required fee_receipt",
            ])
    }

    @Test(arguments: [
        (["iin": ""], "iin.missing iin"),
        (["iin": "090909699007"], "iin.check_digit iin"),
        (["iin": "0909096990061"], "iin.length iin"),
        (["iin": "09090969900О"], "iin.not_digits iin"),
        (["birth_date": "2009-09-08"], "iin.birth_date_differs birth_date"),
        (["sex": "M"], "iin.sex_differs sex"),
        (["surname": ""], "name.missing surname"),
        (["given_name": "Гүлнұр1"], "name.characters given_name"),
        (["patronymic": "Cерікқызы"], "name.mixed_alphabets patronymic"),
        (["document_type": ""], "document.missing document_type"),
        (["document_number": ""], "document.missing document_number"),
        (["document_number": "12345678"], "document.number_format document_number"),
        (["document_issued_on": "2025-09-26"], "document.issued_in_future document_issued_on"),
        (["document_type": "birth_certificate", "departure_leaf": "7"], "document.identity_required document_type"),
        (["document_type": "residence_permit"], "document.identity_required document_type"),
        (["document_sample": "old"], "departure_leaf.required departure_leaf"),
        (["previous_address": ""], "previous_address.required previous_address"),
        (["placement_basis": ""], "placement_basis.required placement_basis"),
        (["registered_with_parents": ""], "parents.declaration_required registered_with_parents"),
        (["registered_with_parents": "yes"], "parents.registered_elsewhere registered_with_parents"),
        (["fee_exemption": ""], "fee.receipt_required fee_receipt"),
        (["stay": ""], "stay.missing stay"),
        (["from": ""], "stay.from_missing from"),
        (
            ["from": "2024-09-24", "document_type": "birth_certificate", "departure_leaf": "7"],
            "stay.beyond_horizon from"
        ),
        (["from": "2028-09-25", "registered_with_parents": ""], "stay.beyond_horizon from"),
        (["until": "2026-01-01"], "stay.until_not_allowed until"),
        (["stay": "temporary"], "stay.until_missing until"),
        (["stay": "temporary", "until": "2025-10-01"], "stay.until_before_from until"),
        (["stay": "temporary", "until": "2026-10-02"], "stay.too_long until"),
        (["action": "depart", "until": "2025-10-01", "from": ""], "departure_reason.required departure_reason"),
        (["action": "depart", "departure_reason": "left", "from": ""], "stay.until_missing until"),
        (["action": "extend", "stay": "", "from": ""], "stay.until_missing until"),
        (["action": "opening", "from": "2025-09-26"], "stay.beyond_horizon from"),
    ])
    func `one fault gives one issue, at its cell`(_ changes: [String: String], _ issue: String) throws {
        var cells: [Column: String?] = [:]
        for (name, text) in changes { cells[try #require(Column(rawValue: name))] = .some(text) }
        #expect(try Sample().with(cells).found() == [issue])
    }

    @Test(arguments: [
        // the 16th birthday of somebody born on 2009-09-09 and of a leap day child
        ("090909699006", "2009-09-09", "2025-09-08", true), ("090909699006", "2009-09-09", "2025-09-09", false),
        ("120229599001", "2012-02-29", "2028-02-28", true), ("120229599001", "2012-02-29", "2028-02-29", false),
    ])
    func `an identity card is for those who are 16 on the day the stay begins`(
        _ iin: String, _ birth: String, _ from: String, _ isChild: Bool
    ) throws {
        var row = Sample().with([.iin: iin, .birthDate: birth, .sex: nil, .from: from, .departureLeaf: "7"])
        row.today = "2028-01-01"
        row.dated = row.today
        row.cells[.action] = "opening"
        if from > row.today {
            row.cells[.action] = "arrive"
            row.cells[.militaryDocument] = "1"
            row.cells[.militaryMarkOn] = "2027-01-01"
        }
        #expect(try row.found() == (isChild ? ["document.birth_certificate_required document_type"] : []))
        row.cells[.documentType] = "birth_certificate"
        row.cells[.documentSample] = nil
        #expect(try row.found() == (isChild ? [] : ["document.identity_required document_type"]))
        row.cells[.documentType] = "passport"
        row.cells[.documentNumber] = "N12345678"
        #expect(try row.found() == [])
    }

    @Test func `permits prove the identity of foreigners from 16 and of no child`() throws {
        for type in ["residence_permit", "stateless_certificate", "refugee_certificate"] {
            #expect(try Sample().with([.citizenship: "UZB", .documentType: type]).found() == [])
            let child = Sample.child.with([.citizenship: "UZB", .documentType: type])
            #expect(try child.found() == ["document.birth_certificate_required document_type"])
        }
        let passport = Sample().with([.citizenship: "UZB", .documentType: "passport", .documentNumber: "FA 1"])
        #expect(try passport.found() == [])
    }

    @Test(arguments: [
        // birth date, first day, liable: 17 on the day, the day before 17, the day before 27, 27 on the day
        ("2008-10-01", true), ("2008-10-02", false), ("1998-10-02", true), ("1998-10-01", false),
    ])
    func `men show military papers from 17 until 27`(_ birth: String, _ isLiable: Bool) throws {
        let row = Sample.recruit.with([
            .birthDate: birth, .iin: nil, .militaryDocument: nil, .militaryMarkOn: nil, .registeredWithParents: "no",
        ])
        let expected = ["military.document_required military_document", "military.mark_required military_mark_on"]
        #expect(try row.found() == ["iin.missing iin"] + (isLiable ? expected : []))
        #expect(try row.with([.sex: "F"]).found() == ["iin.missing iin"])
        #expect(try row.with([.citizenship: "UZB"]).found() == ["iin.missing iin"])
    }

    @Test func `a leaf is needed by children and old cards, and by no temporary stay`() throws {
        let leaf = ["departure_leaf.required departure_leaf"]
        #expect(try Sample.child.with([.departureLeaf: nil]).found() == leaf)
        #expect(try Sample.child.with([.departureLeaf: nil, .documentSample: "new"]).found() == leaf)
        #expect(try Sample().with([.documentSample: nil, .documentIssuedOn: "2014-11-30"]).found() == leaf)
        #expect(try Sample().with([.documentSample: nil, .documentIssuedOn: "2014-12-01"]).found() == [])
        #expect(try Sample().with([.documentSample: nil, .documentIssuedOn: nil]).found() == leaf)
        #expect(try Sample.guest.with([.documentSample: "old"]).found() == [])
    }

    @Test func `only minors in care are asked about their parents`() throws {
        #expect(try Sample().with([.from: "2027-09-08", .registeredWithParents: nil]).found().count == 1)
        #expect(try Sample().with([.from: "2027-09-09", .registeredWithParents: nil]).found() == [])
        for kind in InstitutionKind.allCases {
            var row = Sample(kind: kind)
            row.cells[.registeredWithParents] = "yes"
            var expected = kind.caresForChildren ? ["parents.registered_elsewhere registered_with_parents"] : []
            if [.sanatorium, .restHouse, .dispensary, .hotel].contains(kind) {
                expected = ["stay.kind_not_allowed stay"]
            }
            #expect(try row.found() == expected)
        }
    }

    @Test func `a temporary stay may last a year to the day, and end before a horizon`() throws {
        #expect(try Sample.guest.with([.from: "2025-10-01", .until: "2026-10-01"]).found() == [])
        #expect(try Sample.guest.with([.from: "2028-09-24", .until: "2028-09-25"]).found() == [])
        let beyond = Sample.guest.with([.from: "2028-09-24", .until: "2028-09-26"])
        #expect(try beyond.found() == ["stay.beyond_horizon until"])
        #expect(
            try Sample().with([.from: "2024-09-25", .documentType: "passport", .documentNumber: "N12345678"])
                .found() == ["departure_leaf.required departure_leaf"])
        #expect(try beyond.judged().issues[0].arguments == ["day": "2028-09-26", "latest": "2028-09-25"])
    }

    @Test func `an opening row asks no fee, leaf, former address or military paper, whenever it began`() throws {
        let row = Sample.recruit.with([
            .action: "opening", .from: "2021-01-01", .militaryDocument: nil, .militaryMarkOn: nil,
            .documentSample: "old",
            .previousAddress: nil, .feeExemption: nil, .documentIssuedOn: nil, .iin: nil, .birthDate: "2001-01-01",
        ])
        #expect(try row.found() == ["iin.missing iin"])
    }

    @Test func `an extension is temporary and counts its year from the petition`() throws {
        let row = Sample().with([.action: "extend", .stay: nil, .from: nil, .until: "2026-09-25", .feeExemption: nil])
        #expect(try row.found() == [])
        #expect(try row.judged().reading.stay == .temporary)
        #expect(try row.with([.until: "2026-09-26"]).found() == ["stay.too_long until"])
        #expect(try row.with([.until: "2024-09-24"]).found() == ["stay.beyond_horizon until"])
        #expect(try row.with([.stay: "permanent"]).found() == ["stay.until_not_allowed until"])
    }

    @Test func `a departure needs its day and its reason, and no papers`() throws {
        let row = Sample().with([
            .action: "depart", .stay: nil, .from: nil, .until: "2025-09-30", .departureReason: "graduated",
            .documentType: nil, .documentNumber: nil, .placementBasis: nil, .feeExemption: nil, .previousAddress: nil,
        ])
        #expect(try row.found() == [])
        #expect(try row.with([.until: "2024-09-24"]).found() == ["stay.beyond_horizon until"])
    }

    @Test func `nobody is born tomorrow`() throws {
        let iin = try #require(checked("25092659900"))
        let row = Sample.child.with([.iin: iin, .birthDate: "2025-09-26"])
        #expect(try row.found() == ["birth_date.in_future birth_date"])
        #expect(try row.with([.birthDate: nil]).found() == ["birth_date.in_future iin"])
    }

    @Test func `birth date and sex come from the IIN, and are asked for when it has none`() throws {
        let reading = try Sample().with([.birthDate: nil, .sex: nil]).judged().reading
        #expect(try reading.birthDate == day("2009-09-09"))
        #expect(reading.sex == .female)
        let foreigner = Sample().with([
            .iin: checked("85010109900"), .birthDate: nil, .sex: nil, .citizenship: "UZB", .documentType: "passport",
        ])
        #expect(try foreigner.found() == ["birth_date.missing birth_date", "sex.missing sex"])
    }

    @Test func `messages get what was found and what is expected`() throws {
        let issue = try #require(try Sample().with([.birthDate: "08.09.2009"]).judged().issues.first)
        #expect(issue.found == "08.09.2009")
        #expect(issue.arguments == ["expected": "2009-09-09"])
        #expect(issue.severity == .warning)
        #expect(issue.place == .cell(row: 7, column: .birthDate))
        let fee = try #require(try Sample().with([.feeExemption: nil]).judged().issues.first)
        #expect(fee.arguments == ["fee": "393.20", "day": "2025-09-25"])
        #expect(fee.found == nil)
    }
}
