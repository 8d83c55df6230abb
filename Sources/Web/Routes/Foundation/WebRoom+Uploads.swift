import Domain
import Hummingbird
import NIOCore
import Store

/// What came of a form with a file: its fields, to be shown again, and the petition or why there is none.
struct UploadForm: Sendable {
    let fields: Form
    let outcome: Result<Opened, Refusal>
    /// Everything that is wrong with it.
    var faults: [Refusal] = []
}

extension WebRoom {
    /// Media types of files that a petition may be.
    static let uploadTypes: Set<String> = [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/json",
        "application/x-ndjson",
    ]

    /// Takes a body as the file of a new petition, a chunk in memory at a time; an upload that is repeated under its
    /// `Idempotency-Key` with the same bytes is answered as it was.
    ///
    /// - Parameter answer: what to say of the petition.
    /// - Throws: `.unsupportedMediaType`, `.uploadTooLarge`, `.malformedRequest` when the body breaks off, what `begin` and
    ///   `complete` of the store throw, and what `known` of a key throws.
    func receive(
        _ request: Request, as petition: NewPetition, by caller: Caller, answer: (Opened) -> Response
    ) async throws -> Response {
        guard Self.uploadTypes.contains(request.mediaType) else { throw Refusal(.unsupportedMediaType) }
        let repeatable = try RequestKey(request, store.answers, by: caller)
        var sink = try await UploadSink(
            store.uploads, for: petition, mediaType: request.mediaType, limit: limits.uploadBytes, by: caller)
        do {
            var pieces = request.body.makeAsyncIterator()
            while let piece = try await pieces.nextPiece() { try await sink.take(piece.readableBytesView) }
            guard var key = repeatable else { return answer(try await sink.complete()) }
            if let known = try await key.known(request, body: try await sink.sha256()) {
                await sink.abandon()
                return known
            }
            var whole = sink
            return try await key.keeping { answer(try await whole.complete()) }
        } catch {
            await sink.abandon()
            throw error
        }
    }

    /// Takes a `multipart/form-data` form whose fields describe a petition and whose one file, which comes after them, holds it.
    func receiveForm(_ request: Request, by caller: Caller) async -> UploadForm {
        var reception = FormReception(uploads: store.uploads, limit: limits.uploadBytes, caller: caller)
        do throws(Refusal) {
            let opened = try await reception.receive(request)
            return UploadForm(fields: reception.fields, outcome: .success(opened))
        } catch {
            return UploadForm(
                fields: reception.fields, outcome: .failure(error),
                faults: reception.faults.isEmpty ? [error] : reception.faults)
        }
    }
}

extension RequestBody.AsyncIterator {
    /// The next bytes of a body.
    ///
    /// - Throws: `.malformedRequest` when the body breaks off.
    mutating func nextPiece() async throws(Refusal) -> ByteBuffer? {
        do {
            return try await next()
        } catch {
            throw Refusal(.malformedRequest, arguments: ["field": "body"])
        }
    }
}
