import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import Testing
import Texts

@testable import Web

/// What every request goes through before and after its route. No request here reaches the database.
@Suite struct FoundationTests {
    @Test func `every answer carries the strict headers and the request's number`() async throws {
        do {
            let response = try await ask("/nowhere")
            #expect(response.status == .notFound)
            #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(response.headers[.contentTypeOptions] == "nosniff")
            #expect(response.headers[.cacheControl] == "no-store")
            #expect(response.headers[.requestID]?.isEmpty == false)
            #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test func `the API tells of an unknown address by a problem in the language asked for`() async throws {
        do {
            let response = try await ask("/api/v1/nowhere", headers: [.acceptLanguage: "de, ru;q=0.5, en;q=0.9"])
            #expect(response.status == .notFound)
            #expect(response.headers[.contentType] == "application/problem+json")
            let problem =
                try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
            #expect(problem?["code"] as? String == "not_found")
            #expect(problem?["status"] as? Int == 404)
            #expect((problem?["title"] as? String)?.hasPrefix("There is no such") == true)
            #expect(problem?["request_id"] as? String == response.headers[.requestID])
        }
    }

    @Test func `a route without a caller cannot be reached`() async throws {
        do {
            let response = try await ask("/probe/mine?a=1")
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/sign-in?return=%2Fprobe%2Fmine%3Fa%3D1")
        }
        #expect(try await ask("/api/v1/probe/mine").status == .unauthorized)
    }

    @Test func `an act that another site's page makes is refused`() async throws {
        let site = HTTPField.Name.secFetchSite
        let cases: [(HTTPFields, Bool)] = [
            ([site: "same-origin"], true), ([site: "none"], true), ([site: "cross-site"], false),
            ([site: "same-site", .origin: "https://tirkeu.example"], false), ([:], false),
            ([.origin: "https://tirkeu.example"], true), ([.origin: "https://tirkeu.example.evil"], false),
            ([.origin: "null"], false), ([.origin: "http://localhost"], true),
        ]
        for (headers, isOurs) in cases {
            do {
                let response = try await ask("/probe/form", .post, headers: headers, body: "a=1")
                #expect((response.status == .forbidden) == !isOurs, "\(headers)")
            }
        }
    }

    @Test func `a body over the limit is refused`() async throws {
        let body = "a=" + String(repeating: "b", count: 2_000)
        #expect(
            try await ask("/probe/form", .post, headers: [.secFetchSite: "same-origin"], body: body).status
                == .contentTooLarge)
    }

    @Test(arguments: ["2026-12-01", "01.12.2026", "1.12.2026", "01/12/2026", "1-12-2026"])
    func `a form reads a day as people write it`(_ text: String) throws {
        #expect(try Form(urlencoded: "on=\(text)").day("on") == Day(iso: "2026-12-01"))
    }

    @Test(arguments: ["12.2026", "31.02.2026", "1.12.26", "tomorrow"])
    func `a form refuses what could be another day`(_ text: String) throws {
        #expect(throws: Refusal.self) { try Form(urlencoded: "on=\(text)").day("on") }
    }

    @Test func `a form keeps repeated names`() async throws {
        let headers: HTTPFields = [.secFetchSite: "same-origin"]
        do {
            let response = try await ask("/probe/form", .post, headers: headers, body: "a=1&b=%D2%9B+%26&a=2")
            #expect(String(buffer: response.body) == "1,2 қ &")
        }
        #expect(try await ask("/probe/form", .post, headers: headers, body: "a=%zz").status == .badRequest)
    }

    @Test func `an error that is no refusal is a failure whose text is hidden`() async throws {
        do {
            let response = try await ask("/probe/failure")
            #expect(response.status == .internalServerError)
            #expect(!String(buffer: response.body).contains("secret"))
        }
        #expect(try await ask("/probe/failure", .head).body.readableBytes == 0)
    }

    @Test func `public files are kept for ever by their version and asked for again by their tag`() async throws {
        var tag = ""
        do {
            let response = try await ask("/public/tirkeu.css?v=1")
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            tag = response.headers[.eTag] ?? ""
        }
        #expect(try await ask("/public/tirkeu.css", headers: [.ifNoneMatch: tag]).status == .notModified)
        #expect(try await ask("/public/..%2Flayout.mustache").status == .notFound)
    }

    @Test(arguments: [
        ("/petitions/41?tab=1", "/petitions/41?tab=1"), ("//evil", "/"), ("/\\evil", "/"), ("https://evil", "/"),
        ("", "/"),
        ("/a\r\nSet-Cookie: a", "/"),
    ])
    func `redirects lead to our own paths only`(_ asked: String, _ path: String) {
        #expect(LocalPath(asked).text == path)
    }

    @Test func `a flash is a key and a number, never text`() {
        #expect(Flash(written: "success.row_saved.7") == Flash("row_saved", number: 7))
        #expect(Flash(written: Flash("saved", kind: .note).written) == Flash("saved", kind: .note))
        for text in ["", "saved", "loud.saved", "note.saved.x", "note.saved.1.2"] {
            #expect(Flash(written: text) == nil)
        }
        #expect(Flash(written: "note.Pay here")?.shown(.sample) == nil)
    }

    @Test func `every code has a status of its kind`() {
        for code in RefusalCode.allCases { #expect(400...503 ~= code.status.code) }
    }

    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let application = Application(router: try await probes())
        return try await application.test(.router) { [headers] client in
            try await client.execute(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }

    private func probes() async throws -> Router<PublicContext> {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var limits = Limits()
        limits.requestBytes = 1_000
        let texts = try Texts()
        let store = Store(
            database: "host=/nowhere", secret: Secret(key: Array(repeating: 7, count: 32)), clock: .system,
            policy: .egov2017,
            limits: limits, catalog: try SQLCatalog.bundled(), logger: logger)
        let web = WebRoom(
            store: store, texts: texts, pages: try await Pages(texts: { texts.page(in: $0) }),
            configuration: WebConfiguration(origin: "https://tirkeu.example", limits: limits), clock: .system,
            logger: logger)
        let router = try router(web)
        router.post("/probe/form") { request, context in
            let form = try await request.form(context)
            return form.all("a").joined(separator: ",") + " " + (form["b"] ?? "")
        }
        router.get("/probe/failure") { _, _ -> String in throw Failure.secret }
        router.group("/probe", context: SignedIn.self).get("mine") { _, context in context.caller.name }
        router.group("/api/v1/probe", context: SignedIn.self).get("mine") { _, context in context.caller.name }
        return router
    }

    private enum Failure: Error { case secret }
}

extension FoundationTests {
    @Test func `a body that takes too long is refused, and one that is declared too long before it is read`()
        async throws
    {
        let late = BoundedBody(
            body: RequestBody(buffer: ByteBuffer(string: "a=1")), bytes: 10, deadline: .now - .seconds(1))
        await #expect(throws: Refusal.self) { for try await _ in late {} }
        let length: HTTPFields = [.contentLength: "99999999999", .secFetchSite: "same-origin"]
        for path in ["/api/v1/petitions?premises=1", "/petitions", "/api/v1/approvals"] {
            #expect(try await ask(path, .post, headers: length).status == .contentTooLarge, "\(path)")
        }
    }
}
