import Domain
import Store
import TestKit
import Testing

/// Scans of papers: attached whole or not at all, by the institution, while its petition is a draft; seen by who may.
@Suite(.world)
struct AttachmentTests {
    private let world: World
    private let clerk = World.Person.clerk.caller
    private let reviewer = World.Person.reviewer.caller

    init() throws { world = try World.here() }

    /// Scans with these contents, each of one chunk.
    @discardableResult
    private func attach(
        _ contents: [UInt8], rows: [Int?], kind: ScanKind = .identity, to petition: Int64, version: Int? = nil,
        by person: World.Person = .clerk
    ) async throws -> [Int64] {
        let scans = world.store.attachments
        let bundle = try await scans.begin(for: petition, by: person.caller)
        var received: [ReceivedScan] = []
        for (content, row) in zip(contents, rows) {
            let upload = try await scans.stage([content], of: .pdf, in: bundle, by: person.caller)
            received.append(
                ReceivedScan(
                    upload: upload, bytes: 1, sha256: World.hash(Int(content)), row: row, kind: kind, name: "a.pdf"))
        }
        return try await scans.attach(received, from: bundle, to: petition, version: version, by: person.caller)
    }

    /// A scan in a list.
    private struct Listed {
        let id: Int64
        let row: Int?
    }

    private func list(_ petition: Int64, by person: World.Person = .clerk) async throws -> [Listed] {
        try await world.store.attachments.list(of: petition, limit: 99, by: person.caller).elements.map {
            Listed(id: $0.id, row: $0.row)
        }
    }

    private func draft(_ rows: Int = 3) async throws -> Int64 {
        try await world.draft((1...rows).map { Resident($0).row($0 + 1, from: World.today) })
    }

    private func count(_ table: String) async throws -> Int {
        try await world.database.number("SELECT count(*) AS n FROM \(table)")
    }

    @Test func `the same content is kept once, and once at each place`() async throws {
        let petition = try await draft()
        let before = try await count("upload")
        #expect(try await attach([1, 1, 2], rows: [2, 3, nil], to: petition).count == 3)
        #expect(try await attach([1], rows: [2], to: petition) == [])
        #expect(try await attach([1], rows: [4], to: petition).count == 1)
        #expect(try await list(petition).map(\.row) == [nil, 2, 3, 4])
        #expect(try await count("upload") == before + 2)
        #expect(try await count("upload WHERE state = 'receiving'") == 0)
        let acts = try await world.database.rows(
            "SELECT details->>'rows' AS rows FROM audit WHERE action = 'attachment.added' ORDER BY id")
        #expect(acts == [#"{"rows":"2-3"}"#, #"{"rows":"4"}"#])
    }

    @Test func `a row that is not there, a stale version or too many bytes leave nothing`() async throws {
        let petition = try await draft()
        let before = try await count("audit")
        let refused = try await refusal { try await attach([1, 2], rows: [2, 99], to: petition) }
        #expect(refused?.code == .attachmentRowUnknown && refused?.rows == [99])
        #expect(
            try await refusal { try await attach([1], rows: [2], to: petition, version: 77) }?.code == .versionStale)
        #expect(try await list(petition).isEmpty)
        #expect(try await count("upload WHERE state = 'complete'") == 1)
        #expect(try await count("audit") == before)
    }

    @Test func `limits of a petition and of an institution are named`() async throws {
        let petition = try await draft()
        let tight: [(WritableKeyPath<Limits, Int>, RefusalCode)] = [
            (\.petitionScanBytes, .attachmentPetitionFull), (\.petitionScans, .attachmentPetitionFull),
            (\.institutionScanBytes, .attachmentInstitutionFull),
        ]
        for (limit, code) in tight {
            var limits = Limits()
            limits[keyPath: limit] = 1
            let store = Store(
                database: world.database.conninfo, secret: Secret(key: Array(repeating: 7, count: 32)),
                clock: world.clock.clock, policy: .egov2017, limits: limits, catalog: try .bundled(), logger: .silent)
            let bundle = try await store.attachments.begin(for: petition, by: clerk)
            var received: [ReceivedScan] = []
            for content in [1, 2] as [UInt8] {
                received.append(
                    ReceivedScan(
                        upload: try await store.attachments.stage([content], of: .pdf, in: bundle, by: clerk), bytes: 1,
                        sha256: World.hash(Int(content)), row: 2, kind: .fee, name: "a.pdf"))
            }
            let refused = try await refusal { [received] in
                try await store.attachments.attach(received, from: bundle, to: petition, version: nil, by: clerk)
            }
            #expect(refused?.code == code)
            try await store.uploads.abandon(bundle, by: clerk)
            await store.close()
        }
        #expect(try await list(petition).isEmpty)
        #expect(try await count("upload WHERE state = 'receiving'") == 0)
    }

    @Test func `what was submitted keeps its scans as they were`() async throws {
        let petition = try await draft()
        let scan = try #require(try await attach([1], rows: [2], to: petition).first)
        try await world.submit(petition)
        #expect(try await refusal { try await attach([2], rows: [2], to: petition) }?.code == .stateForbids)
        #expect(
            try await refusal {
                try await world.store.attachments.remove(scan, of: petition, version: nil, by: clerk)
            }?.code == .stateForbids)
        // nor below the verbs
        let attachments = world.store.attachments
        #expect(try await refusal { try await attachments.begin(for: petition, by: clerk) }?.code == .stateForbids)
        // nor below the verbs
        try await world.database.raw(
            "SELECT set_config('tirkeu.institution', '1', false), set_config('tirkeu.role', 'clerk', false); DELETE FROM attachment",
            as: "tirkeu_web")
        #expect(try await list(petition).map(\.id) == [scan])
    }

    @Test func `only the institution attaches, and only who may sees`() async throws {
        let petition = try await draft()
        let scan = try #require(try await attach([1], rows: [2], to: petition).first)
        for person in [World.Person.orphanageHead, .reviewer, .farReviewer, .auditor] {
            let code = try await refusal { try await attach([2], rows: [2], to: petition, by: person) }?.code
            #expect(code == (person == .orphanageHead ? .notFound : .notAllowed), "\(person)")
        }
        let open = { [world] (person: World.Person) in
            try await refusal {
                try await world.store.attachments.open(scan, of: petition, by: person.caller)
            }?.code
        }
        #expect(try await open(.reviewer) == .notFound, "a draft is the institution's own")
        try await world.submit(petition)
        let found = try await world.store.attachments.open(scan, of: petition, by: reviewer)
        #expect(try await world.store.uploads.chunk(0, of: found.upload, by: reviewer) == [1])
        #expect(
            try await world.store.uploads.chunk(0, of: found.upload, by: World.Person.farReviewer.caller) == nil)
        #expect(try await open(.farReviewer) == .notFound)
        #expect(try await open(.orphanageHead) == .notFound)
        #expect(try await open(.auditor) == .notAllowed)
        #expect(try await list(petition, by: .auditor).map(\.id) == [scan])
        #expect(
            try await world.store.uploads.chunk(0, of: found.upload, by: World.Person.auditor.caller) == nil,
            "an auditor sees that it is there")
        let looks = try await world.database.rows(
            "SELECT account_id AS account, object, details->>'rows' AS rows FROM audit WHERE action = 'look.attachment'"
        )
        #expect(looks == [#"{"account":\#(World.Person.reviewer.account),"object":"\#(scan)","rows":"2"}"#])
    }

    @Test func `removing a scan or its row forgets bytes that nothing else has`() async throws {
        let petition = try await draft()
        let scans = try await attach([1, 1, 2], rows: [2, 3, 4], to: petition)
        let before = try await count("upload")
        try await world.store.attachments.remove(scans[0], of: petition, version: nil, by: clerk)
        #expect(try await count("upload") == before, "row 3 has the same content")
        try await world.store.petitions.remove(petition, .numbers([3, 4]), version: nil, by: clerk)
        #expect(try await list(petition).isEmpty)
        #expect(try await count("upload") == before - 2)
        #expect(try await count("upload_chunk") == 1, "the petition's own file")
    }

    @Test func `rows that come back bring their scans along, and the bytes are there once`() async throws {
        let petition = try await draft()
        try await attach([1, 2, 3], rows: [2, 3, nil], to: petition)
        try await world.submit(petition)
        let before = try await count("upload")
        try await world.decide(
            petition,
            DecisionRequest(
                outcome: .approved,
                rows: [.init(number: 3, outcome: .returned, notes: [.init(column: nil, text: "?")])]))
        let child = try #require(
            try await world.store.petitions.read(petition, by: clerk).children.first)
        #expect(try await list(child).map(\.row) == [nil, 3])
        #expect(try await count("upload") == before)
        // the child's may go, the parent's stay
        for scan in try await list(child) {
            try await world.store.attachments.remove(scan.id, of: child, version: nil, by: clerk)
        }
        #expect(try await list(petition).count == 3)
        #expect(try await count("upload") == before)
    }

    @Test func `scans follow their persons when the file is read anew`() async throws {
        let petition = try await draft()
        try await attach([1, 2], rows: [2, 4], to: petition)
        try await world.store.petitions.reread(
            petition, wish: ReadingWish(headerRow: 2), version: nil, by: clerk
        ) { _ in [] }
        let lease = try #require(try await world.store.checks.claim())
        try await world.store.checks.record(lease) { writer in
            // the first person stands in another row now, the third is gone
            writer.add(Resident(2).row(2, from: World.today))
            writer.add(Resident(1).row(3, from: World.today))
            return CheckResult(rows: 2)
        }
        #expect(try await list(petition).map(\.row) == [nil, 3])
    }

    @Test func `a file that corrects a draft takes its scans over`() async throws {
        let former = try await draft()
        try await attach([1, 2, 3], rows: [2, 4, nil], to: former)
        let corrected = NewPetition(
            premises: World.house, number: "2", dated: World.today, corrects: former)
        let opened = try await world.upload(World.hash(9_999), as: corrected)
        let lease = try #require(try await world.store.checks.claim())
        try await world.store.checks.record(lease) { writer in
            writer.add(Resident(1).row(5, from: World.today))
            writer.add(Resident(7).row(4, from: World.today))
            var result = CheckResult(rows: 2)
            result.correction = Correction(former: former, numbers: [], formers: [])
            return result
        }
        #expect(try await list(opened.petition).map(\.row) == [nil, 5])
    }

    @Test func `two that attach the same at once attach it once`() async throws {
        let petition = try await draft()
        let results = try await race(4) { _ in try await attach([1], rows: [2], to: petition) }
        let added = try results.map { try $0.get() }
        #expect(added.flatMap(\.self).count == 1)
        #expect(try await list(petition).count == 1)
        #expect(try await count("upload WHERE state = 'complete'") == 2)
    }

    @Test func `a paper that has to be scanned keeps its row from being submitted until it is`() async throws {
        let petition = try await draft()
        let require = "SELECT attachments_require(\(petition), '{identity,fee}', NULL) AS n"
        #expect(try await world.database.number(require) == 3)
        let state = { [world] in
            try await world.database.rows(
                "SELECT number, state FROM petition_row WHERE petition_id = \(petition) ORDER BY number")
        }
        #expect(try await state().allSatisfy { $0.contains("faulty") })
        let issues = try await world.store.petitions.issues(of: petition, limit: 9, by: clerk).elements
        #expect(issues.map(\.issue.code) == [.attachmentRequired, .attachmentRequired, .attachmentRequired])
        #expect(issues.first?.issue.arguments == ["kind": "identity"])
        #expect(try await refusal { try await world.submit(petition) }?.code == .rowsBlocked)
        try await attach([1], rows: [3], to: petition)
        #expect(try await world.database.number(require) == 2)
        #expect(try await state()[1].contains("sound"))
        try await attach([2], rows: [nil], kind: .identity, to: petition)
        #expect(try await world.database.number(require) == 2, "one person's paper is not another's")
    }
}
