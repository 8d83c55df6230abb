import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import TestKit
import Texts

@testable import Web

/// The service on the world of the running test, asked without a socket; people ask with a token.
struct Service {
    let world: World
    private let web: WebRoom

    init(limits: Limits = Limits()) async throws {
        let world = try World.here()
        self.world = world
        let texts = try Texts()
        web = WebRoom(
            store: world.store, texts: texts, pages: try await Pages(texts: { texts.page(in: $0) }),
            configuration: WebConfiguration(origin: "http://127.0.0.1:8080", limits: limits), clock: world.clock.clock,
            logger: .silent)
    }

    /// The addresses that take a POST.
    var posts: Set<String> {
        get throws { Set(try router(web).routes.filter { $0.method == .post }.map(\.path.description)) }
    }

    /// A token of somebody's.
    func token(of person: World.Person) async throws -> String {
        try await world.store.accounts.issueToken(login: person.rawValue.lowercased(), name: "test", by: nil)
    }

    /// One request and its answer; a body is a form unless `type` says something else.
    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, token: String? = nil, key: String? = nil,
        type: String = "application/x-www-form-urlencoded", body: String? = nil,
        bytes: [UInt8]? = nil
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.acceptLanguage: "en", .secFetchSite: "same-origin"]
        headers[.authorization] = token.map { "Bearer \($0)" }
        if body != nil || bytes != nil { headers[.contentType] = type }
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await Application(router: try router(web)).test(.router) { [headers] client in
            try await client.execute(
                uri: path, method: method, headers: headers,
                body: bytes.map { ByteBuffer(bytes: $0) } ?? body.map { ByteBuffer(string: $0) })
        }
    }
}

extension TestResponse {
    /// The fields of a JSON answer.
    var fields: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView))) as? [String: Any] ?? [:]
    }

    /// The code of a refusal, or of an answer that has one.
    var code: String? { fields["code"] as? String }

    var text: String { String(buffer: body) }
}
