import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// Numbers that no row can have come in by the address, the query and the form, and are answered.
@Suite(.world) struct RowNumberTests {
    @Test(arguments: ["9223372036854775807", "-9223372036854775808", "2147483647", "2147483648", "0", "-1", "x"])
    func `a row of an impossible number is not found`(_ number: String) async throws {
        let service = try await Service()
        let id = try await service.world.draft([Resident(1).row(2, from: World.today)])
        let token = try await service.token(of: .clerk)
        #expect(try await service.ask("/petitions/\(id)/rows/\(number)", token: token).status == .notFound)
        #expect(
            try await service.ask("/petitions/\(id)/rows/\(number)", .post, token: token, body: "version=1").status
                == .notFound)
        #expect(
            try await service.ask("/petitions/\(id)/rows/\(number)/removal", .post, token: token, body: "").status
                == .notFound)
        #expect(
            try await service.ask(
                "/api/v1/petitions/\(id)/rows/\(number)", .patch, token: token, type: "application/json",
                body: #"{"values":{"room":"1"}}"#
            ).status == .notFound)
        #expect(
            try await service.ask("/api/v1/petitions/\(id)/rows/\(number)", .delete, token: token).status == .notFound)
    }

    @Test func `a page after an impossible row or issue is refused`() async throws {
        let service = try await Service()
        let id = try await service.world.submitted([Resident(1).row(2, from: World.today)])
        let (clerk, reviewer) = (try await service.token(of: .clerk), try await service.token(of: .reviewer))
        for cursor in ["9223372036854775807", "2147483648", "x"] {
            for path in ["/api/v1/petitions/\(id)/rows", "/petitions/\(id)/rows"] {
                #expect(
                    try await service.ask("\(path)?cursor=\(cursor)", token: clerk).status == .unprocessableContent)
            }
            #expect(
                try await service.ask("/petitions/\(id)/review?pile=clean&cursor=\(cursor)", token: reviewer).status
                    .code
                    < 500)
        }
        for cursor in ["1-2", "1-2-3-4", "a-1-2-3", "--1"] {
            #expect(
                try await service.ask("/api/v1/petitions/\(id)/issues?cursor=\(cursor)", token: clerk).status
                    == .unprocessableContent)
        }
    }

    @Test(arguments: ["9223372036854775807", "-1", "0", "2147483648", "x"])
    func `a mark on an impossible row is refused, not passed over`(_ number: String) {
        #expect(throws: Refusal.self) { try Marks(Form(urlencoded: "default=approved&outcome.\(number)=returned")) }
    }
}
