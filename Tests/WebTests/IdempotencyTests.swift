import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// A POST that is repeated under its key is done once and answered alike; its body tells whether it is the same.
@Suite(.world) struct IdempotencyTests {
    private let upload = "/api/v1/petitions?premises=1&number=7&dated=2026-11-23"

    private func file(_ name: String) -> String { "iin,surname\n070215500017,\(name)\n" }

    @Test func `another file of the same length under the same key is refused, not lost`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let first = try await service.ask(
            upload, .post, token: token, key: "k", type: "text/csv", body: file("Ахметов"))
        #expect(first.status == .accepted)
        let again = try await service.ask(
            upload, .post, token: token, key: "k", type: "text/csv", body: file("Ахметов"))
        #expect(again.status == .accepted)
        #expect(again.text == first.text)
        #expect(again.headers[.location] == first.headers[.location])
        let other = try await service.ask(
            upload, .post, token: token, key: "k", type: "text/csv", body: file("Ахметев"))
        #expect(other.code == "request.idempotency_key_reused")
        #expect(try await service.world.database.number("SELECT count(*) AS n FROM petition") == 1)
        #expect(try await service.world.database.number("SELECT count(*) AS n FROM upload") == 1)
    }

    @Test func `a key whose request was refused serves the next one, and an answer keeps its tag`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        let path = "/api/v1/petitions/\(id)/submission"
        let json = "application/json"
        let refused = try await service.ask(path, .post, token: token, key: "k", type: json, body: #"{"only":"some"}"#)
        #expect(refused.code == "value.invalid")
        let first = try await service.ask(path, .post, token: token, key: "k", type: json, body: #"{"confirm":true}"#)
        #expect(first.status == .ok)
        let again = try await service.ask(path, .post, token: token, key: "k", type: json, body: #"{"confirm":true}"#)
        #expect(again.text == first.text)
        #expect(again.headers[.eTag] == first.headers[.eTag])
        #expect(again.headers[.eTag] != nil)
    }

    @Test func `the same request twice at once is done once, and its repetition told to wait or answered alike`()
        async throws
    {
        let service = try await Service()
        let token = try await service.token(of: .clerk)
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        let answers = try await race(6) { _ in
            let answer = try await service.ask(
                "/api/v1/petitions/\(id)/submission", .post, token: token, key: "k", type: "application/json",
                body: #"{"confirm":true}"#)
            if answer.status == .conflict { #expect(answer.headers[.retryAfter] == "1") }
            return "\(answer.status.code) \(answer.code ?? "")"
        }.compactMap { try? $0.get() }
        #expect(answers.contains("200 "))
        #expect(answers.allSatisfy { $0 == "200 " || $0 == "409 request.in_progress" })
    }
}
