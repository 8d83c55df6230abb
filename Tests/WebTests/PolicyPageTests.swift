import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// The rules as their pages and the API show them, and putting others in force.
@Suite(.world)
struct PolicyPageTests {
    private let world: World

    init() throws { world = try World.here() }

    @Test func `an operator looks at rules, compares them, sees what would change, and puts them in force`()
        async throws
    {
        let service = try await Service()
        let token = try await service.token(of: .keeper)
        let list = try await service.ask("/policies", token: token).text
        #expect(list.contains("Правила eGov 2017 года"))
        let today = try #require(try await world.store.policies.named("kz-2025", by: World.Person.keeper.caller))
        let page = try await service.ask("/policies/\(today.id)", token: token).text
        #expect(
            page.contains("Возраст отдельной регистрации"))
        #expect(page.contains("не подтверждено"))
        #expect(page.contains("Resolution 30 of 04.02.2020"))
        let difference = try await service.ask("/policies/\(today.id)/difference/1", token: token)
        #expect(difference.status == .ok)
        #expect(difference.text.contains("строка исключена"))
        let question = try await service.ask("/policies/\(today.id)/use", token: token)
        #expect(question.text.contains("Ни одно открытое ходатайство не было бы оценено иначе."))
        let done = try await service.ask("/policies/\(today.id)/use", .post, token: token, body: "")
        #expect(done.headers[.location] == "/policies")
        #expect(try await world.store.policies.inForce(by: nil).id == today.id)
    }

    @Test func `everybody reads which documents are needed, in their language, with the fee of the day`() async throws {
        let service = try await Service()
        let page = try await service.ask("/documents?on=2017-06-01&kind=orphanage")
        #expect(page.status == .ok)
        for text in ["226.90", "Departure leaf", "3 copies", "old-sample card, no identity card", "man of call-up age"]
        {
            #expect(page.text.contains(text), "\(text)")
        }
        // nobody at a hostel is asked about their parents
        #expect(page.text.contains("Statement on registration with parents"))
        #expect(
            try await !service.ask("/documents?kind=hostel").text.contains("Statement on registration with parents"))
        #expect(try await service.ask("/documents?kind=palace").status == .unprocessableContent)
        #expect(try await service.ask("/documents?on=2020-06-01").text.contains("unconfirmed"))
    }

    @Test func `the API tells the same, and only to operators`() async throws {
        let service = try await Service()
        let token = try await service.token(of: .keeper)
        let list = try await service.ask("/api/v1/policies", token: token).fields["policies"] as? [[String: Any]] ?? []
        #expect(list.map { $0["in_force"] as? Bool } == [true, false])
        let id = try #require(list.last?["id"] as? Int)
        let policy = try await service.ask("/api/v1/policies/\(id)", token: token).fields
        #expect((policy["parameters"] as? [[String: Any]])?.count == 23)
        let preview = try await service.ask("/api/v1/policies/\(id)/preview", token: token).fields
        #expect(preview["complete"] as? Bool == true)
        let used = try await service.ask("/api/v1/policies/\(id)/use", .post, token: token, body: "")
        #expect(used.fields["name"] as? String == "kz-2025")
        let clerk = try await service.token(of: .clerk)
        for path in ["policies", "policies/\(id)", "policies/\(id)/preview"] {
            #expect(try await service.ask("/api/v1/\(path)", token: clerk).status == .forbidden, "\(path)")
        }
        #expect(try await service.ask("/api/v1/policies/\(id)/use", .post, token: clerk, body: "").status == .forbidden)
    }

    @Test func `a clerk judges a draft by the rules in force with one click`() async throws {
        let service = try await Service()
        let draft = try await world.draft([Resident(1).row(2, from: World.today)])
        let token = try await service.token(of: .clerk)
        #expect(try await !service.ask("/petitions/\(draft)", token: token).text.contains("/rejudgement"))
        let keeper = World.Person.keeper.caller
        let today = try #require(try await world.store.policies.named("kz-2025", by: keeper))
        try await world.store.policies.use(today.id, by: keeper)
        let page = try await service.ask("/petitions/\(draft)", token: token).text
        #expect(page.contains("action=\"/petitions/\(draft)/rejudgement\""))
        #expect(page.contains("Правила eGov 2017 года"))
        let done = try await service.ask("/petitions/\(draft)/rejudgement", .post, token: token, body: "")
        #expect(done.headers[.location] == "/petitions/\(draft)")
        let after = try await service.ask("/petitions/\(draft)", token: token).text
        #expect(after.contains("Закон 2025 года"))
        #expect(!after.contains("/rejudgement"))
        let again = try await service.ask("/api/v1/petitions/\(draft)/rejudgement", .post, token: token, body: "")
        #expect(again.fields["rows"] as? Int == 0)
    }
}
