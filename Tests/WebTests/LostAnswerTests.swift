import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// The service is killed after an act is committed and before its answer is kept: the same request, sent again under its key, finds
/// what was done and is answered as the first would have been, and nothing is done twice.
@Suite(.world) struct LostAnswerTests {
    /// A request, and how the world looks before it.
    struct Act: Sendable, CustomTestStringConvertible {
        let route: String
        let person: World.Person
        var query = ""
        var status: HTTPResponse.Status = .ok
        var type = "application/json"
        var body = "{}"
        /// Makes the world ready, and gives the petition that is asked for.
        let prepare: @Sendable (World) async throws -> Int64

        var testDescription: String { "\(route) \(body.prefix(40))" }
    }

    static let acts: [Act] = [
        Act(
            route: "petitions", person: .clerk, query: "?premises=1&number=7&dated=2026-11-23", status: .accepted,
            type: "text/csv", body: "iin,surname\n070215500017,Ахметов\n"
        ) { _ in 0 },
        Act(route: "petitions/{id}/submission", person: .clerk, body: #"{"confirm":true}"#) { world in
            try await draft(world)
        },
        Act(route: "petitions/{id}/submission", person: .clerk, body: #"{"only":"fitting"}"#) { world in
            try await world.draft((0..<12).map { Resident($0).row($0 + 2, from: World.today) })
        },
        Act(route: "petitions/{id}/renewal", person: .clerk, status: .created) { world in
            let petition = try await submitted(world)
            try await world.store.petitions.withdraw(petition, version: nil, by: World.Person.clerk.caller)
            return petition
        },
        Act(route: "petitions/{id}/reading", person: .clerk, status: .accepted) { world in
            let petition = try await draft(world)
            let reading = try JSONEncoder().encode(FileReading(kind: "csv"))
            try await world.database.raw(
                """
                INSERT INTO petition_reading (petition_id, institution_id, found)
                VALUES (\(petition), 1, '\(String(decoding: reading, as: UTF8.self))')
                ON CONFLICT (petition_id) DO UPDATE SET found = excluded.found
                """)
            return petition
        },
        Act(
            route: "petitions/{id}/repairs", person: .clerk, status: .created,
            body: #"{"column":"placement_basis","code":"placement_basis.required","value":"12"}"#
        ) { world in
            let issue = Domain.Issue(.placementBasisRequired, at: .cell(row: 2, column: .placementBasis))
            let row = Resident(1).row(2, from: World.today, issues: [issue])
            return try await world.draft([row])
        },
        Act(
            route: "petitions/{id}/attachments", person: .clerk, query: "?row=2", status: .created,
            type: "application/pdf", body: String(decoding: TestScan.pdf(), as: UTF8.self)
        ) { world in
            try await draft(world)
        },
        Act(route: "petitions/{id}/rejudgement", person: .clerk) { world in
            let petition = try await draft(world)
            try await world.store.policies.use(try await today(in: world), by: World.Person.keeper.caller)
            return petition
        },
        Act(route: "policies/{id}/use", person: .keeper) { world in try await today(in: world) },
        Act(route: "petitions/{id}/claim", person: .reviewer) { world in try await submitted(world) },
        Act(route: "petitions/{id}/decision", person: .reviewer, body: #"{"outcome":"returned","note":"!"}"#) { world in
            try await submitted(world)
        },
        Act(route: "petitions/{id}/confirmation", person: .secondReviewer) { world in
            let petition = try await submitted(world)
            try await world.database.raw(
                """
                INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second)
                VALUES (\(petition), 1, 1, '{"outcome":"approved"}', \(World.Person.reviewer.account), now(), true);
                UPDATE petition SET state = 'proposed' WHERE id = \(petition)
                """)
            return petition
        },
        Act(route: "approvals", person: .reviewer, body: #"{"petitions":[1,2]}"#) { world in
            _ = try await submitted(world)
            return try await submitted(world, 2)
        },
    ]

    /// The number of the policy of today's law, which is not in force.
    private static func today(in world: World) async throws -> Int64 {
        let kept = try await world.store.policies.named("kz-2025", by: World.Person.keeper.caller)
        return try #require(kept).id
    }

    @Test func `every POST of the API is among these`() async throws {
        let posts = try await Service().posts.filter { $0.hasPrefix("/api/") }
        #expect(posts == Set(Self.acts.map { "/api/v1/\($0.route)" }))
    }

    @Test(arguments: acts)
    func `an act whose answer was lost is found by the same request and not done twice`(act: Act) async throws {
        let service = try await Service()
        let token = try await service.token(of: act.person)
        let petition = try await act.prepare(service.world)
        let path = "/api/v1/" + act.route.replacing("{id}", with: "\(petition)") + act.query
        let ask = { try await service.ask(path, .post, token: token, key: "k", type: act.type, body: act.body) }

        try await service.world.database.raw(Self.killed)
        #expect(try await ask().status == .internalServerError)
        try await service.world.database.raw("DROP TRIGGER killed ON idempotency_key")
        let done = try await state(service.world)
        #expect(try await ask().code == "request.in_progress")

        service.world.clock.advance(seconds: Answers.lostAfter + 1)
        let answer = try await ask()
        #expect(answer.status == act.status, "\(answer.text)")
        #expect(try await state(service.world) == done)
        // and from now on the kept answer is given
        #expect(try await ask().text == answer.text)
        #expect(
            try await service.world.database.number("SELECT count(*) AS n FROM upload WHERE state = 'receiving'") == 0)
    }

    @Test func `without what is kept with the act it would be done twice`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let petition = try await Self.submitted(service.world)
        try await service.world.store.petitions.withdraw(petition, version: nil, by: World.Person.clerk.caller)
        let ask = {
            try await service.ask(
                "/api/v1/petitions/\(petition)/renewal", .post, token: token, key: "k", type: "application/json",
                body: "{}")
        }
        try await service.world.database.raw(Self.killed)
        _ = try await ask()
        try await service.world.database.raw(
            "DROP TRIGGER killed ON idempotency_key; UPDATE idempotency_key SET acts = '{}'")
        service.world.clock.advance(seconds: Answers.lostAfter + 1)
        #expect(try await ask().status == .created)
        #expect(
            try await service.world.database.number("SELECT count(*) AS n FROM petition WHERE parent_id IS NOT NULL")
                == 2)
    }

    @Test func `another request under a key under which something was done is refused`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let path = "/api/v1/petitions/\(try await Self.draft(service.world))/submission"
        try await service.world.database.raw(Self.killed)
        _ = try await service.ask(
            path, .post, token: token, key: "k", type: "application/json", body: #"{"confirm":true}"#)
        try await service.world.database.raw("DROP TRIGGER killed ON idempotency_key")
        service.world.clock.advance(seconds: Answers.lostAfter + 1)
        let other = try await service.ask(path, .post, token: token, key: "k", type: "application/json", body: "{}")
        #expect(other.code == "request.idempotency_key_reused")
    }

    @Test func `after an error behind the act the same request is answered at once`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let path = "/api/v1/petitions/\(try await Self.draft(service.world))/submission"
        let ask = {
            try await service.ask(
                path, .post, token: token, key: "k", type: "application/json", body: #"{"confirm":true}"#)
        }
        try await service.world.database.raw(Self.unanswered)
        #expect(try await ask().status == .internalServerError)
        try await service.world.database.raw("DROP TRIGGER unanswered ON idempotency_key")
        #expect(try await ask().status == .ok)
    }

    /// From the answer on nothing of the request reaches the database any more, as if the process were gone.
    private static let killed = """
        CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''killed''; END';
        CREATE TRIGGER killed BEFORE UPDATE OF status, created_at OR DELETE ON idempotency_key
            FOR EACH ROW EXECUTE FUNCTION killed();
        """

    private static let unanswered = """
        CREATE FUNCTION unanswered() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''unanswered''; END';
        CREATE TRIGGER unanswered BEFORE UPDATE OF status ON idempotency_key FOR EACH ROW EXECUTE FUNCTION unanswered();
        """

    private static func draft(_ world: World) async throws -> Int64 {
        try await world.draft([Resident(1).row(2, from: World.today)])
    }

    private static func submitted(_ world: World, _ resident: Int = 1) async throws -> Int64 {
        try await world.submitted([Resident(resident).row(2, from: World.today)])
    }

    /// Everything but keys, looks and the audit of looks: what an act changes.
    private func state(_ world: World) async throws -> [String] {
        let tables = try await world.database.names(
            "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        let own: Set = ["idempotency_key", "audit", "upload", "upload_chunk", "api_token"]
        let hashes = tables.subtracting(own).sorted().map {
            "SELECT '\($0)' AS name, md5(string_agg(t::text, '' ORDER BY t::text)) AS state FROM \($0) AS t"
        }
        let log = "SELECT 'audit', count(*)::text FROM audit WHERE action NOT LIKE 'look.%'"
        return try await world.database.rows((hashes + [log]).joined(separator: " UNION ALL ") + " ORDER BY name")
    }
}
