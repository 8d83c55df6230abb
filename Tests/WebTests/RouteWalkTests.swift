import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Store
import Testing
import Texts

@testable import Web

/// Every route of the service is asked by nobody. No request here reaches the database.
@Suite struct RouteWalkTests {
    /// What anybody may ask; a new route is closed unless it is written down here.
    private static let open: Set<String> = [
        "GET /sign-in", "POST /sign-in", "GET /language/{language}", "GET /help", "GET /documents", "GET /template",
        "GET /public/{name}", "GET /healthz", "GET /readyz", "GET /api/v1/healthz", "GET /api/v1/readyz",
        "GET /api/v1/openapi.json", "GET /openapi.json", "GET /rules", "GET /rules/source", "GET /rules/{code}",
        "GET /guide", "GET /api/v1/rules", "GET /api/v1/rules/{code}", "GET /api/v1/guide", "GET /api/v1/authorities",
    ]

    @Test func `no route but the open ones answers somebody who did not sign in`() async throws {
        let router = try await routes()
        let walked = router.routes.map { (method: $0.method, path: $0.path.description) }
            .filter { $0.method != .head && !Self.open.contains("\($0.method) \($0.path)") }
        #expect(walked.count > 50)
        try await Application(router: router).test(.router) { client in
            for (method, path) in walked {
                let address = path.replacing(/\{[a-z_]+\}/, with: "1")
                let answer = try await client.execute(
                    uri: address, method: method, headers: [.secFetchSite: "same-origin"])
                if path.hasPrefix("/api/") || path == "/metrics" {
                    #expect(answer.status == .unauthorized, "\(method) \(path)")
                } else {
                    #expect(answer.status == .seeOther, "\(method) \(path)")
                    #expect(answer.headers[.location]?.hasPrefix("/sign-in") == true, "\(method) \(path)")
                }
            }
        }
    }

    @Test func `every address that the navigation and the pages' forms lead to has a route`() async throws {
        let known = Set(try await routes().routes.map { "\($0.method) \($0.path)" })
        for route in [
            "GET /", "GET /petitions", "GET /petitions/new", "POST /petitions", "GET /petitions/{id}",
            "GET /petitions/{id}/progress", "GET /petitions/{id}/issues", "GET /petitions/{id}/rows",
            "GET /petitions/{id}/reading", "POST /petitions/{id}/reading", "POST /petitions/{id}/reading/forgotten",
            "GET /petitions/{id}/rows/{number}", "POST /petitions/{id}/rows/{number}",
            "POST /petitions/{id}/rows/{number}/removal", "POST /petitions/{id}/rows/{number}/reading",
            "POST /petitions/{id}/repairs", "POST /petitions/{id}/repairs/{repair}/undo",
            "GET /petitions/{id}/removal", "POST /petitions/{id}/removal", "GET /remembered",
            "POST /remembered/{value}/removal", "GET /petitions/{id}/occupancy",
            "GET /petitions/{id}/history", "GET /petitions/{id}/difference/{other}", "GET /petitions/{id}/workbook",
            "GET /petitions/{id}/receipt",
            "GET /petitions/{id}/submission", "POST /petitions/{id}/submission", "GET /petitions/{id}/withdrawal",
            "POST /petitions/{id}/withdrawal", "GET /petitions/{id}/siblings/submission",
            "POST /petitions/{id}/siblings/submission", "GET /queue", "POST /petitions/{id}/claim",
            "POST /petitions/{id}/release", "GET /petitions/{id}/review", "POST /petitions/{id}/decision/confirm",
            "POST /petitions/{id}/decision", "GET /petitions/{id}/confirmation", "POST /petitions/{id}/confirmation",
            "POST /petitions/{id}/decision/return", "POST /approvals/confirm", "POST /approvals", "GET /register",
            "POST /register", "GET /premises/{id}", "GET /premises/{id}/edit", "POST /premises/{id}",
            "GET /institutions", "POST /institutions", "GET /institutions/{id}", "POST /institutions/{id}/premises",
            "GET /account", "POST /account", "GET /accounts/{id}/closing", "POST /accounts/{id}/closing",
            "GET /accounts/{id}/opening", "POST /accounts/{id}/opening", "GET /accounts/{id}/password",
            "POST /accounts/{id}/password",
            "POST /institutions/{id}/accounts", "GET /policies", "GET /policies/{id}",
            "GET /policies/{id}/difference/{other}",
            "GET /policies/{id}/use", "POST /policies/{id}/use", "POST /petitions/{id}/rejudgement", "GET /authorities",
            "GET /authorities/{id}", "POST /authorities/{id}", "GET /audit", "GET /api/v1/audit",
            "GET /petitions/{id}/attachments", "POST /petitions/{id}/attachments",
            "GET /petitions/{id}/attachments/{attachment}", "POST /petitions/{id}/attachments/{attachment}/removal",
            "POST /api/v1/petitions/{id}/attachments", "DELETE /api/v1/petitions/{id}/attachments/{attachment}",
            "POST /petitions/{id}/renewal", "POST /api/v1/petitions/{id}/renewal",
            "POST /petitions/{id}/review", "POST /sign-out",
        ] { #expect(known.contains(route), "\(route)") }
    }

    private func routes() async throws -> Router<PublicContext> {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let texts = try Texts()
        let store = Store(
            database: "host=/nowhere", secret: Secret(key: Array(repeating: 7, count: 32)), clock: .system,
            policy: .egov2017, limits: Limits(), catalog: try SQLCatalog.bundled(), logger: logger)
        return try router(
            WebRoom(
                store: store, texts: texts, pages: try await Pages(texts: { texts.page(in: $0) }),
                configuration: WebConfiguration(origin: "http://127.0.0.1:8080"), clock: .system, logger: logger))
    }
}
