import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Gives the first answer again to a POST that is repeated under its `Idempotency-Key`.
///
/// A request is known by its method, address and body; of an upload, whose body is streamed, by its declared type and length, for the
/// same file leads to the same petition anyway.
struct IdempotentAnswers: RouterMiddleware {
    typealias Context = SignedIn
    let web: WebRoom

    private static let key = HTTPField.Name("Idempotency-Key")

    func handle(
        _ request: Request, context: SignedIn, next: (Request, SignedIn) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, let name = Self.key, let key = request.headers[name] else {
            return try await next(request, context)
        }
        if key.isEmpty || key.utf8.count > 255 {
            throw Refusal(.malformedRequest, arguments: ["field": "Idempotency-Key"])
        }
        var request = request
        let hash = try await hash(of: &request)
        let known = try await web.store.answers.take(key, request: hash, by: context.caller)
        if case .answer(let answer) = known {
            return Response(answer)
        }
        let response = try await next(request, context)
        return try await remember(response, to: key, by: context.caller)
    }

    private func hash(of request: inout Request) async throws -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: Data("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        if request.uri.path.hasSuffix("/petitions") {
            hasher.update(data: Data("\(request.mediaType)\n\(request.headers[.contentLength] ?? "")".utf8))
        } else {
            let body = try await request.collectBody(upTo: web.limits.requestBytes)
            hasher.update(data: Data(body.readableBytesView))
        }
        return Array(hasher.finalize())
    }

    private func remember(_ response: Response, to key: String, by caller: Caller) async throws -> Response {
        guard response.status.kind == .successful else { return response }
        let collector = BodyCollector()
        try await response.body.write(collector)
        let body = String(buffer: await collector.buffer)
        let answer = Answer(status: response.status.code, location: response.headers[.location], body: body)
        try await web.store.answers.remember(answer, to: key, by: caller)
        return Response(
            status: response.status, headers: response.headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}

extension Response {
    fileprivate init(_ answer: Answer) {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.location] = answer.location
        self.init(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}

/// Gathers a small body.
private actor BodyCollector: ResponseBodyWriter {
    var buffer = ByteBuffer()

    nonisolated func write(_ buffer: ByteBuffer) async throws { await add(buffer) }
    nonisolated func finish(_ trailingHeaders: HTTPFields?) async throws {}

    private func add(_ more: ByteBuffer) {
        var more = more
        buffer.writeBuffer(&more)
    }
}
