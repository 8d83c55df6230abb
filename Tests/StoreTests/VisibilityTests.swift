import Domain
import Store
import TestKit
import Testing

/// An institution sees itself, a reviewer their jurisdiction: guarantee 6, in the verbs and below them.
@Suite(.world)
struct VisibilityTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    @Test func `another institution's petition is not found, whatever is asked of it`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        let other = World.Person.orphanageHead.caller
        let petitions = world.store.petitions
        let asked: [@Sendable () async throws -> Void] = [
            { _ = try await petitions.read(petition, by: other) },
            { _ = try await petitions.rows(of: petition, limit: 9, by: other) },
            { _ = try await petitions.rows([2], of: petition, by: other) },
            { _ = try await petitions.issues(of: petition, limit: 9, by: other) },
            { _ = try await petitions.issueGroups(of: petition, by: other) },
            { _ = try await petitions.forecast(of: petition, by: other) },
            { _ = try await petitions.history(of: petition, by: other) },
            { _ = try await petitions.notes(of: petition, by: other) },
            { _ = try await petitions.reading(of: petition, by: other) },
            { try await petitions.reread(petition, wish: ReadingWish(), version: nil, by: other) },
            {
                _ = try await petitions.submit(petition, version: nil, isConfirmed: true, onlyFitting: false, by: other)
            },
            { try await petitions.withdraw(petition, version: nil, by: other) },
            { try await petitions.remove(petition, .numbers([2]), version: nil, by: other) },
        ]
        for ask in asked { #expect(try await refusal(ask)?.code == .notFound) }
        #expect(try await petitions.list(limit: 9, by: other).elements.isEmpty)
        #expect(try await petitions.counts(by: other) == [:])
        #expect(try await world.store.register.search(iin: Resident(1).iin, limit: 9, by: other).elements.isEmpty)
        #expect(
            try await refusal {
                _ = try await world.store.occupancy.days(of: World.house, from: today, until: today, by: other)
            }?.code
                == .notFound)
        #expect(try await world.store.institutions.premises(by: other).map(\.id) == [World.orphanage])
    }

    @Test func `how a file was read and what its headers mean is the institution's own`() async throws {
        let draft = try await world.draft([Resident(1).row(2, from: today)])
        let lesson = HeaderLesson(spelling: "жетон", header: "Жетон", meaning: .column(.iin))
        let petitions = world.store.petitions
        try await petitions.reread(
            draft, wish: ReadingWish(headerRow: 2), version: nil, by: World.Person.clerk.caller
        ) { _ in [lesson] }
        #expect(try await petitions.taughtHeaders(by: World.Person.head.caller).map(\.header) == ["Жетон"])
        let other = World.Person.orphanageHead.caller
        #expect(try await petitions.taughtHeaders(by: other).isEmpty)
        #expect(try await refusal { try await petitions.forgetHeader("жетон", by: other) }?.code == .notFound)
        for table in ["petition_reading", "header_spelling"] {
            let seen = try await world.database.number("SELECT count(*) AS n FROM \(table)", as: "tirkeu_web")
            #expect(seen == 0, "\(table): row-level security")
        }
        let lease = try #require(try await world.store.checks.claim())
        let subject = try #require(try await world.store.checks.subject(lease))
        #expect(subject.wish.headerRow == 2 && subject.spellings == ["жетон": .column(.iin)])
        try await world.store.checks.record(lease) { writer in
            writer.add(Resident(1).row(2, from: World.today))
            return CheckResult(rows: 1)
        }
    }

    @Test func `a reviewer of another region sees nothing`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        let far = World.Person.farReviewer
        #expect(
            try await refusal { _ = try await world.store.petitions.read(petition, by: far.caller) }?.code == .notFound)
        #expect(try await refusal { try await world.decide(petition, by: far) }?.code == .notFound)
        #expect(
            try await refusal { try await world.store.decisions.claim(petition, version: nil, by: far.caller) }?.code
                == .notFound)
        #expect(try await world.store.petitions.queue(limit: 9, by: far.caller).elements.isEmpty)
        #expect(
            try await world.store.petitions.queue(limit: 9, by: World.Person.reviewer.caller).elements.map(\.id) == [
                petition
            ])
    }

    @Test func `a region sees its districts, a district not its region`() async throws {
        let here = try await world.submitted([Resident(1).row(2, from: today)])
        let below = try await world.submitted(
            [Resident(2).row(2, from: today)], at: World.orphanage, by: .orphanageHead)
        let queue = { [world] (person: World.Person) in
            try await world.store.petitions.queue(limit: 9, by: person.caller).elements.map(\.id)
        }
        #expect(try await queue(.chief) == [here, below])
        #expect(try await queue(.districtReviewer) == [below])
    }

    @Test func `a draft is nobody's but the institution's, in the verbs and in SQL`() async throws {
        let issue = Issue(.nameMixedAlphabets, at: .cell(row: 2, column: .surname), severity: .warning)
        let draft = try await world.draft([Resident(1).row(2, from: today, issues: [issue])])
        let reviewer = World.Person.reviewer.caller
        #expect(try await refusal { _ = try await world.store.petitions.read(draft, by: reviewer) }?.code == .notFound)
        #expect(try await refusal { try await world.decide(draft) }?.code == .notFound)
        #expect(try await world.store.petitions.list(limit: 9, by: reviewer).elements.isEmpty)
        for table in ["petition", "petition_row", "petition_issue", "upload", "upload_chunk", "job", "check_progress"] {
            let count = { [world] (caller: Caller) in
                try await world.database.number("SELECT count(*) AS n FROM \(table)", as: "tirkeu_web", caller: caller)
            }
            #expect(try await count(reviewer) == 0, "\(table)")
            #expect(try await count(World.Person.orphanageHead.caller) == 0, "\(table)")
            #expect(try await count(World.Person.clerk.caller) == 1, "\(table)")
        }
        try await world.submit(draft)
        #expect(
            try await world.database.number(
                "SELECT count(*) AS n FROM petition_row", as: "tirkeu_web", caller: reviewer) == 1)
    }

    @Test func `without a caller the web's role sees nothing of anybody`() async throws {
        try await world.approved([Resident(1).row(2, from: today)])
        for table in [
            "petition", "petition_row", "registration", "premises", "premises_day", "hold", "decision", "row_outcome",
            "audit", "upload",
        ] {
            #expect(
                try await world.database.number("SELECT count(*) AS n FROM \(table)", as: "tirkeu_web") == 0, "\(table)"
            )
        }
    }

    @Test func `below the verbs an institution sees only its own`() async throws {
        try await world.approved([Resident(1).row(2, from: today)])
        try await world.approved(
            [Resident(2).row(2, from: today)], at: World.orphanage, by: .orphanageHead, reviewer: .districtReviewer)
        for table in [
            "petition", "petition_row", "registration", "premises", "premises_day", "decision", "row_outcome",
            "occupancy_entry",
        ] {
            let seen = try await world.database.rows(
                "SELECT DISTINCT institution_id AS n FROM \(table)", as: "tirkeu_web", caller: World.Person.clerk.caller
            )
            #expect(seen == [#"{"n":1}"#], "\(table)")
        }
    }

    @Test func `who is registered elsewhere is said, never where`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        let other = World.Person.sanatoriumHead
        let draft = try await world.draft([person.row(2, from: today.adding(days: 1))], at: World.sanatorium, by: other)
        let issues = try await world.store.petitions.issues(of: draft, limit: 9, by: other.caller).elements.map(\.issue)
        #expect(issues.map(\.code) == [.registerElsewhere])
        #expect(issues.allSatisfy { $0.arguments.isEmpty && $0.found == nil })
        try await world.submit(draft, by: other)

        let third = try await world.draft(
            [person.row(2, from: today.adding(days: 2))], at: World.orphanage, by: .orphanageHead)
        let open = try await world.store.petitions.issues(of: third, limit: 9, by: World.Person.orphanageHead.caller)
            .elements.map(\.issue)
        #expect(Set(open.map(\.code)) == [.registerElsewhere, .petitionOpenElsewhere])
        #expect(open.allSatisfy { $0.arguments.isEmpty && $0.found == nil })
    }

    @Test func `a registration that another region's decision ended is still only its own people's`() async throws {
        let person = Resident(1)
        try await world.approved([person.row(2, from: today)])
        try await world.approved(
            [person.row(2, from: today.adding(days: 1))], at: World.sanatorium, by: .sanatoriumHead,
            reviewer: .farReviewer)
        let here = try await world.store.register.search(iin: person.iin, limit: 9, by: World.Person.clerk.caller)
            .elements
        #expect(here.map(\.until) == [today.adding(days: 1)])
        #expect(here.map(\.premises) == [World.house])
        #expect(try await world.occupancy(today.adding(days: 1)).registered == 0)
    }

    @Test func `a stranger adds nothing to an upload and opens nothing with it`() async throws {
        let petition = NewPetition(premises: World.house, number: "1", dated: today)
        let upload = try await world.store.uploads.begin(petition, mediaType: "text/csv", by: World.Person.clerk.caller)
        let other = World.Person.orphanageHead.caller
        let uploads = world.store.uploads
        #expect(
            try await refusal { try await uploads.append([9], number: 0, to: upload, by: other) }?.code == .notFound)
        #expect(
            try await refusal { _ = try await uploads.begin(petition, mediaType: "text/csv", by: other) }?.code
                == .notFound)
        let stolen = NewPetition(premises: World.orphanage, number: "1", dated: today)
        #expect(
            try await refusal {
                _ = try await uploads.complete(upload, bytes: 0, sha256: World.hash(1), as: stolen, by: other)
            }?.code
                == .notFound)
        try await uploads.abandon(upload, by: other)
        try await uploads.append([9], number: 0, to: upload, by: World.Person.clerk.caller)
        #expect(try await world.database.number("SELECT count(*) AS n FROM upload_chunk") == 1)
    }

    @Test func `both sides find the whole history of a petition, whoever acted`() async throws {
        let petition = try await world.submitted([Resident(1).row(2, from: today)])
        try await world.store.decisions.claim(petition, version: nil, by: World.Person.reviewer.caller)
        try await world.decide(petition)
        for person in [World.Person.clerk, .reviewer, .chief, .auditor] {
            let history = try await world.store.petitions.history(of: petition, by: person.caller)
            #expect(
                history.reversed().map(\.action) == [
                    "petition.uploaded", "petition.checked", "petition.submitted", "petition.claimed",
                    "petition.decided",
                ], "\(person)")
        }
    }
}
