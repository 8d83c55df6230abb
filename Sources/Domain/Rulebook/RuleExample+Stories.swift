extension RuleExample {
    /// Examples that need a register.
    static let ofRegister: [IssueCode: RuleExample] = [
        .registerAlreadyHere: story(
            Story(earlier: [resident(.woman)], rows: [.visiting(.woman)]),
            Story(earlier: [resident(.woman)], rows: [.visiting(.neighbour)])),
        .registerElsewhere: story(
            Story(earlier: [resident(.woman, isHere: false)], rows: [.arriving(.woman)]),
            Story(rows: [.arriving(.woman)])),
        .registerLaterExists: story(
            Story(earlier: [guest], rows: [.visiting(.woman, from: "2026-10-20", until: "2026-11-05")]),
            Story(earlier: [guest], rows: [.visiting(.woman, from: "2026-12-20", until: "2027-02-01")])),
        .registerNotHere: story(
            Story(rows: [.leaving(.woman)]),
            Story(earlier: [resident(.woman)], rows: [.leaving(.woman)])),
        .registerDataDiffers: story(
            Story(
                earlier: [resident(.woman)], rows: [.arriving(.woman, from: "2026-11-01", [.surname: "Сейтова"])],
                isRoster: true),
            Story(earlier: [resident(.woman)], rows: [.arriving(.woman, from: "2026-11-01")], isRoster: true)),
        .rosterManyDepartures: story(
            Story(
                earlier: [resident(.woman, .neighbour, .man)], rows: [.arriving(.woman, from: "2026-11-01")],
                isRoster: true),
            Story(
                earlier: [resident(.woman, .neighbour, .man)],
                rows: [ExamplePerson.woman, .neighbour, .man].map { .arriving($0, from: "2026-11-01") },
                isRoster: true),
            // who is written out by a list has no reason yet
            with: [.departureReasonRequired]),
        .rosterOtherBuilding: story(
            Story(
                earlier: [resident(.woman)],
                rows: [
                    .arriving(.woman, from: "2026-11-01"),
                    .arriving(.neighbour, from: "2026-11-01", [.building: "2-корпус"]),
                ], isRoster: true),
            Story(earlier: [resident(.woman)], rows: [.arriving(.woman, from: "2026-11-01")], isRoster: true)),
    ]

    /// Examples that need other petitions, or the building.
    static let ofPetitions: [IssueCode: RuleExample] = [
        .petitionOpenHere: story(
            Story(
                earlier: [.init(isHere: true, stage: .submitted, rows: [.arriving(.woman)])],
                rows: [.arriving(.woman), .arriving(.neighbour), .arriving(.man)]),
            Story(
                earlier: [.init(isHere: true, stage: .submitted, rows: [.arriving(.woman)])],
                rows: [.arriving(.neighbour), .arriving(.man)])),
        .petitionOpenElsewhere: story(
            Story(
                earlier: [.init(isHere: false, stage: .submitted, rows: [.arriving(.woman)])],
                rows: [.arriving(.woman)]),
            Story(
                earlier: [.init(isHere: false, stage: .submitted, rows: [.arriving(.woman)])],
                rows: [.arriving(.neighbour)])),
        .petitionAlreadyUploaded: story(
            Story(
                earlier: [.init(isHere: true, stage: .draft, rows: [.arriving(.woman)])], rows: [.arriving(.woman)]),
            Story(rows: [.arriving(.woman)])),
        .petitionSimilar: story(
            Story(
                earlier: [.init(isHere: true, stage: .draft, rows: [.arriving(.woman), .arriving(.man)])],
                rows: [.arriving(.woman), .arriving(.man), .arriving(.neighbour)]),
            Story(
                earlier: [.init(isHere: true, stage: .draft, rows: [.arriving(.woman), .arriving(.man)])],
                rows: [.arriving(.neighbour)])),
        .petitionBackDated: RuleExample(
            kind: .hostel, fails: .dated(today.adding(days: -400)), passes: .dated(today.adding(days: -30))),
        .petitionInFuture: RuleExample(
            kind: .hostel, fails: .dated(today.adding(days: 1)), passes: .dated(today)),
        .premisesTitleMissing: story(
            Story(rows: [.arriving(.woman)], hasTitle: false), Story(rows: [.arriving(.woman)])),
        .attachmentRequired: story(
            Story(rows: [.arriving(.woman)], askedScan: .placementBasis),
            Story(rows: [.arriving(.woman)], askedScan: .placementBasis, hasScan: true)),
        .occupancyFull: story(
            Story(rows: [.arriving(.woman), .arriving(.neighbour)], places: 1),
            Story(rows: [.arriving(.woman), .arriving(.neighbour)], places: 2)),
    ]

    private static func story(
        _ fails: Story, _ passes: Story, with companions: Set<IssueCode> = []
    ) -> RuleExample {
        RuleExample(kind: .hostel, fails: .story(fails), passes: .story(passes), companions: companions)
    }

    /// The woman registered for some weeks.
    private static var guest: Story.Earlier {
        Story.Earlier(
            isHere: true, stage: .approved, rows: [.visiting(.woman, from: "2026-11-10", until: "2026-12-20")])
    }

    /// Somebody registered since the beginning of the month.
    private static func resident(_ people: ExamplePerson..., isHere: Bool = true) -> Story.Earlier {
        Story.Earlier(
            isHere: isHere, stage: .approved, rows: people.map { .arriving($0, from: "2026-11-01") })
    }
}

extension RuleExample.Row {
    fileprivate static func arriving(
        _ person: ExamplePerson, from: String = "2026-12-01", _ changes: [Column: String] = [:]
    ) -> Self {
        Self(person, changes.merging([.from: from]) { $1 })
    }

    fileprivate static func visiting(
        _ person: ExamplePerson, from: String = "2026-12-01", until: String = "2027-03-01"
    ) -> Self {
        Self(person, [.stay: "temporary", .from: from, .until: until])
    }

    fileprivate static func leaving(_ person: ExamplePerson) -> Self {
        Self(person, [.action: "depart", .stay: "", .from: "", .until: "2026-12-01", .departureReason: "left"])
    }
}
