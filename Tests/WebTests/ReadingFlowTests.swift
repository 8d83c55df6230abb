import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import Logging
import NIOCore
import Store
import TestKit
import Testing
import Texts

@testable import Web

/// A clerk whose file has a header that nobody knows says what it is, by the pages and by the API.
@Suite(.world)
struct ReadingFlowTests {
    private static let file = """
        Тізім\r\n\r\nЖетон №;Тегі;Аты;Құжат түрі;Құжат №;Тіркеу түрі;Келген күні\r
        050114500001;Әбілова;Әсел;жеке куәлік;012345678;тұрақты;23.11.2026\r\n
        """

    private func answer(
        _ client: some TestClientProtocol, _ method: HTTPRequest.Method, _ path: String, _ token: String,
        body: String = "", type: String = "application/json"
    ) async throws -> (status: HTTPResponse.Status, json: [String: Any]) {
        let response = try await client.execute(
            uri: "/api/v1" + path, method: method,
            headers: [.authorization: "Bearer \(token)", .contentType: type], body: ByteBuffer(string: body))
        let json = try? JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        return (response.status, json as? [String: Any] ?? [:])
    }

    private func application(_ world: World, _ texts: Texts) async throws -> some ApplicationProtocol {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let room = WebRoom(
            store: world.store, texts: texts, pages: try await Pages(texts: { texts.page(in: $0) }),
            configuration: WebConfiguration(origin: "http://127.0.0.1:8080"), clock: world.clock.clock, logger: logger)
        return Application(router: try router(room))
    }

    private func work(_ world: World, _ texts: Texts) async {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let worker = Worker(store: world.store, texts: texts, limits: Limits(), logger: logger)
        while await worker.workOnce() {}
    }

    private func token(_ world: World) async throws -> String {
        try await world.store.accounts.issueToken(login: World.Person.clerk.rawValue, name: "test", by: nil)
    }

    private func send(_ client: some TestClientProtocol, _ token: String) async throws -> Int {
        let sent = try await answer(
            client, .post, "/petitions?premises=\(World.house)&number=7&dated=\(World.today)", token, body: Self.file,
            type: "text/csv")
        return try #require(sent.json["id"] as? Int)
    }

    @Test func `the API shows how a file was read and takes what is known better`() async throws {
        let (world, texts) = (try World.here(), try Texts())
        let token = try await token(world)
        try await application(world, texts).test(.router) { client in
            let id = try await send(client, token)
            await work(world, texts)
            let read = try await answer(client, .get, "/petitions/\(id)/reading", token)
            #expect(read.json["separator"] as? String == ";" && read.json["header_row"] as? Int == 3)
            let issues = try await answer(client, .get, "/petitions/\(id)/issues", token)
            let found = try #require((issues.json["issues"] as? [[String: Any]])?.first)
            #expect(found["code"] as? String == "header.missing" && found["column"] as? String == "iin")

            for body in [
                #"{"columns":{"Жетон №":"shoe_size"}}"#, #"{"columns":{"Рост":null}}"#, #"{"header_row":99}"#,
                #"{"sheet":"Лист2"}"#,
            ] {
                let refused = try await answer(client, .post, "/petitions/\(id)/reading", token, body: body)
                #expect(refused.status == .unprocessableContent, "\(body)")
            }
            let told = try await answer(
                client, .post, "/petitions/\(id)/reading", token, body: #"{"columns":{"Жетон №":"iin"}}"#)
            #expect(told.status == .accepted && told.json["state"] as? String == "checking")
            await work(world, texts)
            let petition = try await answer(client, .get, "/petitions/\(id)", token)
            #expect((petition.json["counts"] as? [String: Any])?["rows"] as? Int == 1)

            let taught = try await answer(client, .get, "/headers", token)
            #expect((taught.json["headers"] as? [[String: Any]])?.first?["column"] as? String == "iin")
            let path = "/headers?header=%D0%96%D0%B5%D1%82%D0%BE%D0%BD%20%E2%84%96"
            #expect(try await answer(client, .delete, path, token).status == .noContent)
            #expect(try await answer(client, .delete, path, token).status == .notFound)
        }
    }

    @Test func `on the pages a clerk says which column is which, and may have it forgotten`() async throws {
        let (world, texts) = (try World.here(), try Texts())
        let token = try await token(world)
        try await world.database.raw(
            """
            INSERT INTO session (token_hash, account_id, created_at, seen_at)
            SELECT sha256('key'), id, now, now FROM account, (SELECT timestamptz '\(World.today) 12:00+05') AS t(now)
            WHERE login = 'clerk'
            """)
        let headers: HTTPFields = [
            .cookie: "tirkeu=key", .secFetchSite: "same-origin", .contentType: "application/x-www-form-urlencoded",
        ]
        try await application(world, texts).test(.router) { client in
            func page(_ path: String) async throws -> String {
                let response = try await client.execute(uri: path, method: .get, headers: headers)
                #expect(response.status == .ok, "\(path)")
                return String(buffer: response.body)
            }
            let id = try await send(client, token)
            await work(world, texts)
            #expect(try await page("/petitions/\(id)").contains("href=\"/petitions/\(id)/reading\""))
            let before = try await page("/petitions/\(id)/reading")
            #expect(before.contains(">Жетон №</label>") && before.contains("05••••••0001"))
            #expect(!before.contains("050114500001"))

            let sent = try await client.execute(
                uri: "/petitions/\(id)/reading", method: .post, headers: headers,
                body: ByteBuffer(string: "encoding=&separator=;&header_row=3&column.0=iin&column.1=surname"))
            #expect(sent.status == .seeOther && sent.headers[.location] == "/petitions/\(id)")
            await work(world, texts)
            let after = try await page("/petitions/\(id)/reading")
            let forget = "formaction=\"/petitions/\(id)/reading/forgotten\" name=\"spelling\" value=\"жетонномер\""
            #expect(after.contains(forget))
            let forgotten = try await client.execute(
                uri: "/petitions/\(id)/reading/forgotten", method: .post, headers: headers,
                body: ByteBuffer(
                    string: "spelling=жетонномер".addingPercentEncoding(
                        withAllowedCharacters: .init(charactersIn: "="..."z")) ?? ""))
            #expect(forgotten.status == .seeOther)
            #expect(!(try await page("/petitions/\(id)/reading")).contains(forget))
        }
    }
}
