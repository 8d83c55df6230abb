import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// Access is given and taken away on pages, each act after a question.
@Suite(.world) struct AccountPageTests {
    @Test func `an operator closes an account and opens it again`() async throws {
        let service = try await Service()
        let (keeper, clerk) = (try await service.token(of: .keeper), try await service.token(of: .clerk))
        let path = "/accounts/\(World.Person.clerk.account)"
        #expect(try await service.ask("/petitions", token: clerk).status == .ok)
        #expect(try await service.ask("\(path)/closing", token: keeper).text.contains("action=\"\(path)/closing\""))
        let closed = try await service.ask("\(path)/closing", .post, token: keeper)
        #expect(closed.headers[.location] == "/institutions/1")
        #expect(try await service.ask("/petitions", token: clerk).status == .seeOther)
        #expect(try await service.ask("/institutions/1", token: keeper).text.contains("\(path)/opening"))
        _ = try await service.ask("\(path)/opening", .post, token: keeper)
        #expect(try await service.ask("/institutions/1", token: keeper).text.contains("\(path)/closing"))
        #expect(try await service.ask("/petitions", token: clerk).status == .seeOther)
    }

    @Test func `a new password is shown once to the operator and to nobody else`() async throws {
        let service = try await Service()
        let (keeper, head) = (try await service.token(of: .keeper), try await service.token(of: .head))
        let path = "/accounts/\(World.Person.reviewer.account)/password"
        #expect(try await service.ask("/authorities", token: keeper).text.contains(path))
        #expect(try await service.ask(path, .post, token: head).status == .forbidden)
        let page = try await service.ask(path, .post, token: keeper)
        let password = try #require(page.text.firstMatch(of: /<code>([0-9a-f]{20})<\/code>/)?.1)
        #expect(try await !service.ask(path, token: keeper).text.contains(password))
        _ = try await service.world.store.accounts.signIn(login: "reviewer", password: String(password))
    }

    @Test func `one's own password needs the old one, and the new one twice`() async throws {
        let service = try await Service()
        let keeper = try await service.token(of: .keeper)
        let accounts = service.world.store.accounts
        let old = try await accounts.resetPassword(login: "clerk", by: nil)
        let clerk = try await service.token(of: .clerk)
        func send(_ old: String, _ new: String, _ again: String) async throws -> TestResponse {
            try await service.ask("/account", .post, token: clerk, body: "old=\(old)&new=\(new)&again=\(again)")
        }
        #expect(try await service.ask("/account", token: keeper).status == .ok)
        #expect(try await send(old, "correct-horse-battery", "other").text.contains("Пароли не совпадают"))
        #expect(
            try await send("wrong", "correct-horse-battery", "correct-horse-battery").text.contains(
                "Это не текущий пароль"))
        #expect(try await send(old, "short", "short").text.contains("не меньше 12 знаков"))
        #expect(try await send(old, "correct-horse-battery", "correct-horse-battery").status == .seeOther)
        _ = try await accounts.signIn(login: "clerk", password: "correct-horse-battery")
    }

    @Test func `a NUL in a body is told by its field`() async throws {
        let service = try await Service()
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        let clerk = try await service.token(of: .clerk)
        let answer = try await service.ask(
            "/api/v1/petitions/\(id)/rows/2", .patch, token: clerk, type: "application/json",
            body: #"{"values":{"room":"1\u0000"}}"#)
        #expect(answer.status == .badRequest)
        #expect(answer.code == "request.malformed")
        #expect((answer.fields["arguments"] as? [String: String])?["field"] == "values.room")
        let form = try await service.ask("/petitions/\(id)/rows/2", .post, token: clerk, body: "version=1&room=1%00")
        #expect(form.status == .badRequest)
    }
}
