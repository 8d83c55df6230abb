import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Bounds the body of every request in length, and of those that are no uploads in time; what a client declares too long is refused
/// before a byte of it is read. Uploads are counted where they are received.
struct BodyLimit: RouterMiddleware {
    typealias Context = PublicContext

    let limits: Limits

    /// A body that is no upload is there after so long, or refused.
    static let time: Duration = .seconds(60)
    /// What the fields and boundaries of a form may add to its file.
    private static let around = 1 << 20

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        let declared = request.headers[.contentLength].map { Int($0) ?? .max } ?? 0
        if request.isUpload {
            if declared > limits.uploadBytes + (context.visit.isAPI ? 0 : Self.around) {
                throw Refusal(.uploadTooLarge, arguments: ["limit": "\(limits.uploadBytes)"])
            }
            return try await next(request, context)
        }
        if declared > limits.requestBytes {
            throw Refusal(.requestTooLarge, arguments: ["limit": "\(limits.requestBytes)"])
        }
        var request = request
        request.body = RequestBody(
            asyncSequence: BoundedBody(body: request.body, bytes: limits.requestBytes, deadline: .now + Self.time))
        return try await next(request, context)
    }
}

/// A body that ends with a refusal when it is longer than allowed, takes longer than allowed, or breaks off.
struct BoundedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let bytes: Int
    let deadline: ContinuousClock.Instant

    struct AsyncIterator: AsyncIteratorProtocol {
        var body: RequestBody.AsyncIterator
        let limit: Int
        let deadline: ContinuousClock.Instant
        var taken = 0

        mutating func next() async throws -> ByteBuffer? {
            let buffer: ByteBuffer?
            do {
                buffer = try await body.next()
            } catch {
                throw Refusal(.malformedRequest, arguments: ["field": "body"])
            }
            guard let buffer else { return nil }
            if ContinuousClock.now > deadline { throw Refusal(.malformedRequest, arguments: ["field": "body"]) }
            taken += buffer.readableBytes
            if taken > limit { throw Refusal(.requestTooLarge, arguments: ["limit": "\(limit)"]) }
            return buffer
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator(), limit: bytes, deadline: deadline)
    }
}
