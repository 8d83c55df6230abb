import Crypto
import Domain
import Store

/// Takes the bytes of one file: hashes them, hands full chunks to the store and ends in a petition.
///
/// Whoever made it calls `complete` or `abandon`.
struct UploadSink: Sendable {
    private let uploads: Uploads
    private let petition: NewPetition
    private let caller: Caller
    private let limit: Int
    private let upload: Int64
    private var chunk: [UInt8] = []
    private var number = 0
    private var bytes = 0
    private var hash = SHA256()

    init(
        _ uploads: Uploads, for petition: NewPetition, mediaType: String, limit: Int, by caller: Caller
    ) async throws(Refusal) {
        upload = try await uploads.begin(petition, mediaType: mediaType, by: caller)
        self.uploads = uploads
        self.petition = petition
        self.caller = caller
        self.limit = limit
        chunk.reserveCapacity(Uploads.chunkBytes)
    }

    /// - Throws: `.uploadTooLarge`, and what the store throws.
    mutating func take(_ piece: some Collection<UInt8>) async throws(Refusal) {
        bytes += piece.count
        if bytes > limit { throw Refusal(.uploadTooLarge, arguments: ["limit": "\(limit)"]) }
        var rest = piece[...]
        while !rest.isEmpty {
            let part = rest.prefix(Uploads.chunkBytes - chunk.count)
            chunk.append(contentsOf: part)
            rest = rest.dropFirst(part.count)
            if chunk.count == Uploads.chunkBytes { try await flush() }
        }
    }

    /// Hands over what is left; the bytes that came are then known by this hash.
    mutating func sha256() async throws(Refusal) -> [UInt8] {
        if !chunk.isEmpty { try await flush() }
        return Array(hash.finalize())
    }

    mutating func complete() async throws(Refusal) -> Opened {
        if !chunk.isEmpty { try await flush() }
        return try await uploads.complete(
            upload, bytes: bytes, sha256: Array(hash.finalize()), as: petition, by: caller)
    }

    /// Forgets what came; when even that fails, the sweep of abandoned uploads will.
    func abandon() async {
        do { try await uploads.abandon(upload, by: caller) } catch {}
    }

    private mutating func flush() async throws(Refusal) {
        hash.update(data: chunk)
        try await uploads.append(chunk, number: number, to: upload, by: caller)
        number += 1
        chunk.removeAll(keepingCapacity: true)
    }
}
