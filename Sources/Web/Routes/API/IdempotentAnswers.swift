import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Gives the first answer again to a POST that is repeated under its `Idempotency-Key`.
///
/// A request is known by its method, address and body. An upload's body goes by here; its route asks when it has it whole.
struct IdempotentAnswers: RouterMiddleware {
    typealias Context = SignedIn
    let web: WebRoom

    func handle(
        _ request: Request, context: SignedIn, next: (Request, SignedIn) async throws -> Response
    ) async throws -> Response {
        if request.isUpload { return try await next(request, context) }
        guard var key = try RequestKey(request, web.store.answers, by: context.caller) else {
            return try await next(request, context)
        }
        var request = request
        let body = try await request.collectBody(upTo: web.limits.requestBytes)
        if let answer = try await key.known(request, body: SHA256.hash(data: Data(body.readableBytesView))) {
            return answer
        }
        return try await key.keeping { try await next(request, context) }
    }
}

/// The `Idempotency-Key` of one request.
struct RequestKey: Sendable {
    private let key: String
    private let answers: Answers
    private let caller: Caller
    /// What its method, address and body come to; empty until `known` was asked.
    private var hash: [UInt8] = []

    private static let header = HTTPField.Name("Idempotency-Key")

    /// The key of a POST; nil when it has none.
    ///
    /// - Throws: `.malformedRequest`
    init?(_ request: Request, _ answers: Answers, by caller: Caller) throws(Refusal) {
        guard request.method == .post, let name = Self.header, let key = request.headers[name] else { return nil }
        if key.isEmpty || key.utf8.count > 255 {
            throw Refusal(.malformedRequest, arguments: ["field": "Idempotency-Key"])
        }
        self.key = key
        self.answers = answers
        self.caller = caller
    }

    /// The answer that was given before; nil when the request is new, and its key taken until `keeping` ends.
    mutating func known(_ request: Request, body: some Sequence<UInt8>) async throws(Refusal) -> Response? {
        var hash = SHA256()
        hash.update(data: Data("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        hash.update(data: Data(body))
        self.hash = Array(hash.finalize())
        guard case .answer(let answer) = try await answers.take(key, request: self.hash, by: caller) else { return nil }
        return Response(answer)
    }

    /// Does what was asked and keeps its answer; what is refused leaves the key free.
    ///
    /// Both happen also when the client has gone: it will ask again. What was done is kept before, with the act itself.
    func keeping(_ act: () async throws -> Response) async throws -> Response {
        let (key, answers, caller) = (key, answers, caller)
        do {
            let response = try await answers.doing(key, request: hash, by: caller) { try await act() }
            guard response.status.kind == .successful else {
                await Task { try? await answers.free(key, by: caller) }.value
                return response
            }
            let collector = BodyCollector()
            try await response.body.write(collector)
            let body = String(buffer: await collector.buffer)
            let answer = Answer(
                status: response.status.code, location: response.headers[.location], tag: response.headers[.eTag],
                body: body)
            try await Task { try await answers.remember(answer, to: key, by: caller) }.value
            return Response(
                status: response.status, headers: response.headers, body: .init(byteBuffer: ByteBuffer(string: body)))
        } catch {
            await Task { try? await answers.free(key, by: caller) }.value
            throw error
        }
    }
}

extension Request {
    /// Whether its body is the file of a new petition, or scans for one.
    var isUpload: Bool {
        guard method == .post else { return false }
        let path = uri.path.hasPrefix("/api/v1/") ? uri.path.dropFirst("/api/v1".count) : uri.path[...]
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        return path == "/petitions" || (steps.count == 4 && steps[1] == "petitions" && steps[3] == "attachments")
    }
}

extension Response {
    fileprivate init(_ answer: Answer) {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.location] = answer.location
        headers[.eTag] = answer.tag
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
