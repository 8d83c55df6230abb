import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// What clients of the API rely on.
@Suite(.world) struct ContractTests {
    @Test func `what is not there is said to be null`() async throws {
        let service = try await Service()
        let clerk = try await service.token(of: .clerk)
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        let petition = try await service.ask("/api/v1/petitions/\(id)", token: clerk).text
        for field in ["\"first_day_over\":", "\"fits\":", "\"parent\":null", "\"claimed_by\":null"] {
            #expect(petition.contains(field), "\(field)")
        }
        #expect(try await service.ask("/api/v1/petitions/\(id)/rows", token: clerk).text.contains("\"ground\":null"))
        try await service.world.approved([Resident(2).row(2, from: World.today)])
        let register = try await service.ask("/api/v1/registrations?premises=1", token: clerk).text
        for field in ["\"until\":null", "\"patronymic\":null", "\"petition\":"] {
            #expect(register.contains(field), "\(field)")
        }
    }

    @Test func `another method of a known address is told which ones there are`() async throws {
        let service = try await Service()
        let clerk = try await service.token(of: .clerk)
        let wrong = try await service.ask("/api/v1/petitions/1", .put, token: clerk)
        #expect(wrong.status == .methodNotAllowed)
        #expect(wrong.code == "request.method_not_allowed")
        #expect(wrong.headers[.allow] == "GET, HEAD, OPTIONS")
        let asked = try await service.ask("/sign-in", .options)
        #expect(asked.status == .noContent)
        #expect(asked.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        #expect(try await service.ask("/api/v1/nowhere", .options).status == .notFound)
    }

    @Test func `another institution's premises are not there, rather than empty`() async throws {
        let service = try await Service()
        let clerk = try await service.token(of: .clerk)
        let other = World.orphanage
        #expect(try await service.ask("/register?premises=\(other)", token: clerk).status == .notFound)
        #expect(try await service.ask("/api/v1/registrations?premises=\(other)", token: clerk).status == .notFound)
        #expect(try await service.ask("/register?premises=1", token: clerk).status == .ok)
    }

    @Test func `approvals are a page of different petitions at most`() async throws {
        let service = try await Service()
        let reviewer = try await service.token(of: .reviewer)
        for list in ["[1,1]", "\(Array(1...51))"] {
            let answer = try await service.ask(
                "/api/v1/approvals", .post, token: reviewer, type: "application/json", body: "{\"petitions\":\(list)}")
            #expect(answer.code == "value.invalid", "\(list)")
        }
    }

    @Test func `a number that nobody sees, or days the wrong way round, open no petition`() async throws {
        let service = try await Service()
        let clerk = try await service.token(of: .clerk)
        func upload(_ rest: String) async throws -> TestResponse {
            try await service.ask(
                "/api/v1/petitions?premises=1&dated=2026-11-23&\(rest)", .post, token: clerk, type: "text/csv",
                body: "iin\n1\n")
        }
        for number in ["%E2%80%8B", "%E2%80%AE", "%7F", "%E2%80%8B%20", "7%7F"] {
            #expect(try await upload("number=\(number)").code == "value.invalid", "\(number)")
        }
        #expect(
            try await upload("number=7&from=2026-12-01&until=2026-12-01").code == "stay.until_before_from")
        #expect(try await upload("number=%E2%84%96%207").status == .accepted)
    }

    @Test func `a clerk who may not submit does not take back what was submitted`() async throws {
        let service = try await Service()
        let trainee = try await service.token(of: .trainee)
        let submitted = try await service.world.submitted([Resident(1).row(2, from: World.today)])
        let draft = try await service.world.draft([Resident(2).row(2, from: World.today)])
        #expect(
            try await service.ask("/api/v1/petitions/\(submitted)/submission", .delete, token: trainee).status
                == .forbidden)
        #expect(try await !service.ask("/petitions/\(submitted)", token: trainee).text.contains("/withdrawal"))
        #expect(try await service.ask("/api/v1/petitions/\(draft)/submission", .delete, token: trainee).status == .ok)
    }

    @Test func `forms of the operator name what does not fit`() async throws {
        let service = try await Service()
        let keeper = try await service.token(of: .keeper)
        func premises(_ area: String, name: String = "Wing") async throws -> TestResponse {
            try await service.ask(
                "/institutions/1/premises", .post, token: keeper,
                body: "building=\(name)&address_kk=a&address_ru=b&kato=750000000&places=10&living_area=\(area)")
        }
        for area in ["1e5", "0x10", "nan", "inf", "-1", "%2B1", "0", "123456789", "1.2.3", "1,"] {
            #expect(try await premises(area).status == .unprocessableContent, "\(area)")
        }
        #expect(try await premises("", name: String(repeating: "a", count: 501)).status == .unprocessableContent)
        #expect(try await premises("420,5").status == .seeOther)
        #expect(
            try await service.ask(
                "/authorities", .post, token: keeper, body: "name_kk=a&name_ru=b&name_en=c&territory=%2C"
            ).status == .unprocessableContent)
    }

    @Test func `requests are counted by their routes, and an operator's token reads it`() async throws {
        let service = try await Service()
        let (keeper, clerk) = (try await service.token(of: .keeper), try await service.token(of: .clerk))
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        _ = try await service.ask("/api/v1/petitions/\(id)", token: clerk)
        _ = try await service.ask("/somebody/070215500017", token: clerk)
        #expect(try await service.ask("/metrics").status == .unauthorized)
        #expect(try await service.ask("/metrics", token: clerk).status == .forbidden)
        let text = try await service.ask("/metrics", token: keeper).text
        for line in [
            #"tirkeu_request_seconds_count{method="GET",route="/api/v1/petitions/{id}",status="200"} 1"#,
            #"tirkeu_request_seconds_count{method="GET",route="unmatched",status="404"} 1"#,
            #"tirkeu_jobs{state="waiting"} 0"#, #"tirkeu_connections{pool="web",state="leased"} 0"#,
        ] { #expect(text.contains(line), "\(line)") }
        #expect(!text.contains("070215500017"))
    }
}
