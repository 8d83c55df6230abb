import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Bounds the body of every request that is no upload; uploads are bounded where they are received.
struct BodyLimit: RouterMiddleware {
    typealias Context = PublicContext

    let bytes: Int

    private static let uploads: Set<String> = ["/petitions", "/api/v1/petitions"]

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        if request.method == .post && Self.uploads.contains(request.uri.path) {
            return try await next(request, context)
        }
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > bytes {
            throw Refusal(.requestTooLarge, arguments: ["limit": "\(bytes)"])
        }
        var request = request
        request.body = RequestBody(asyncSequence: BoundedBody(body: request.body, bytes: bytes))
        return try await next(request, context)
    }
}

/// A body that ends with a refusal when it is longer than allowed or breaks off.
struct BoundedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let bytes: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        var body: RequestBody.AsyncIterator
        let limit: Int
        var taken = 0

        mutating func next() async throws -> ByteBuffer? {
            let buffer: ByteBuffer?
            do {
                buffer = try await body.next()
            } catch {
                throw Refusal(.malformedRequest, arguments: ["field": "body"])
            }
            guard let buffer else { return nil }
            taken += buffer.readableBytes
            if taken > limit { throw Refusal(.requestTooLarge, arguments: ["limit": "\(limit)"]) }
            return buffer
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: body.makeAsyncIterator(), limit: bytes) }
}
