extension IssueCode {
    /// The example of the code's rule.
    public var example: RuleExample? { Self.examples[self] }

    private static let examples: [IssueCode: RuleExample] = [
        ofCells, ofIdentity, ofDocuments, ofPapers, ofStays, RuleExample.ofFiles, RuleExample.ofRegister,
        RuleExample.ofPetitions,
    ].reduce(into: [:]) { all, some in all.merge(some) { $1 } }

    /// A woman's row with a fault, and the same without it.
    private static func row(
        _ fault: [Column: String], _ mended: [Column: String] = [:], of person: ExamplePerson = .woman,
        at kind: InstitutionKind = .hostel, under policy: Policy = .egov2017
    ) -> RuleExample {
        RuleExample(
            kind: kind, fails: .row(.init(person, fault)), passes: .row(.init(person, mended)), profile: policy.name)
    }

    private static let ofCells: [IssueCode: RuleExample] = [
        .cellErrorValue: row([.previousAddress: "#N/A"]),
        .cellFormulaText: row([.previousAddress: "=B2&C2"]),
        .cellTooLong: row([.note: String(repeating: "Қосымша. ", count: 400)], [.note: "Қосымша."]),
        .textBlanksRemoved: row([.previousAddress: "Алматы,  Абай 5"], [.previousAddress: "Алматы, Абай 5"]),
        .textMarksRemoved: row([.documentNumber: "'012345678"]),
        .wordUnknown: row([.stay: "навсегда"]),
        .valueRemembered: row([.documentType: RuleExample.spelling]),
        .dateUnreadable: row([.documentIssuedOn: "жақында"]),
        .dateImpossible: row([.from: "2026-02-30"]),
        .dateReadAs: row([.from: "01/12/2026"]),
        .buildingUnknown: row([.building: "9-корпус"], [.building: "2-корпус"]),
    ]

    private static let ofIdentity: [IssueCode: RuleExample] = [
        .iinMissing: row([.iin: ""]),
        .iinLength: row([.iin: "0311026990001"]),
        .iinNotDigits: row([.iin: "03110269900O"]),
        .iinCheckDigit: row([.iin: "031102699001"]),
        .iinDateImpossible: row([.iin: "030230699004"]),
        .iinBirthDateDiffers: row([.birthDate: "2003-11-12"]),
        .iinSexDiffers: row([.sex: "F"], of: .man),
        .iinLeadingZeroRestored: row([.iin: "31102699000"]),
        .iinSeparatorsRemoved: row([.iin: "031102 699000"]),
        .iinRounded: row([.iin: "3.1103E+10"]),
        .nameMissing: row([.surname: ""]),
        .nameMixedAlphabets: row([.surname: "Cейітова"]),
        .nameCharacters: row([.givenName: "Айгүл1"]),
        .nameCapitals: row([.surname: "СЕЙІТОВА"]),
        .nameSplit: RuleExample(
            kind: .hostel, fails: .row(.init(.woman, fullName: "Сейітова Айгүл Бек Маратқызы Нұр")),
            passes: .row(.init(.woman, fullName: "Сейітова Айгүл Маратқызы"))),
        .birthDateMissing: row([.birthDate: ""], of: .foreigner),
        .birthDateInFuture: row([.birthDate: "2027-11-02"], of: .foreigner),
        .sexMissing: row([.sex: ""], of: .foreigner),
        .ageBelowRegistration: RuleExample(
            kind: .orphanage, fails: .row(.init(.girl)), passes: .row(.init(.woman)), profile: Policy.kz2025.name),
    ]

    private static let ofDocuments: [IssueCode: RuleExample] = [
        .documentMissing: row([.documentNumber: ""]),
        .documentNumberFormat: row([.documentNumber: "12345678"]),
        .documentNumberCleaned: row([.documentNumber: "№ 012345678"]),
        .documentBirthCertificateRequired: row(
            [.documentType: "id_card", .documentNumber: "012345678"], of: .girl, at: .orphanage),
        .documentIdentityRequired: row([
            .documentType: "birth_certificate", .documentNumber: "0123456", .documentSample: "",
            .departureLeaf: "№ 79, 20.11.2026",
        ]),
        .documentIssuedInFuture: row([.documentIssuedOn: "2026-12-24"]),
    ]

    private static let ofPapers: [IssueCode: RuleExample] = [
        .departureLeafRequired: row(
            [.documentSample: "old"], [.documentSample: "old", .departureLeaf: "№ 79, 20.11.2026"]),
        .previousAddressRequired: row([.previousAddress: ""]),
        .placementBasisRequired: row([.placementBasis: ""]),
        .parentsDeclarationRequired: row([.registeredWithParents: ""], of: .girl, at: .orphanage),
        .parentsRegisteredElsewhere: row([.registeredWithParents: "yes"], of: .girl, at: .orphanage),
        .militaryDocumentRequired: row([.militaryDocument: ""], of: .man),
        .militaryMarkRequired: row([.militaryMarkOn: ""], of: .man),
        .feeReceiptRequired: row([.feeReceipt: ""]),
        .feeExemptionUnknown: RuleExample(
            kind: .hostel, fails: .row(.init(.woman, [.feeReceipt: "", .feeExemption: "pensioner"])),
            passes: .row(.init(.woman)), feeExemptions: [.disability, .veteran]),
        .departureReasonRequired: row(
            [.action: "depart", .stay: "", .from: "", .until: "2026-12-01"],
            [.action: "depart", .stay: "", .from: "", .until: "2026-12-01", .departureReason: "left"]),
    ]

    private static let ofStays: [IssueCode: RuleExample] = [
        .stayMissing: row([.stay: ""]),
        .stayKindNotAllowed: row([:], [.stay: "temporary", .until: "2027-05-01"], at: .sanatorium),
        .stayNeedsNone: row(
            [.stay: "temporary", .until: "2026-12-05"], [.stay: "temporary", .until: "2027-05-01"], under: .kz2025),
        .stayFiledLate: row([.from: "2026-11-01"], under: .kz2025),
        .stayFromMissing: row([.from: ""]),
        .stayUntilMissing: row([.stay: "temporary"], [.stay: "temporary", .until: "2027-05-01"]),
        .stayUntilNotAllowed: row([.until: "2027-05-01"]),
        .stayUntilBeforeFrom: row(
            [.stay: "temporary", .until: "2026-12-01"], [.stay: "temporary", .until: "2026-12-20"]),
        .stayTooLong: row([.stay: "temporary", .until: "2027-12-02"], [.stay: "temporary", .until: "2027-12-01"]),
        .stayBeyondHorizon: row([.from: "2029-12-01"]),
    ]
}
