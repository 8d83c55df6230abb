internal import Crypto
internal import Domain
internal import Store

/// One scan on its way into the store: judged, hashed and handed over in chunks.
struct ScanStaging {
    let name: ScanName
    private let type: ScanType
    private let bundle: Int64
    private let store: Store
    private let limit: Int
    private let caller: Caller
    private var judge: ScanJudge
    private var hash = SHA256()
    private var chunk: [UInt8] = []
    private var chunks = 0
    private var bytes = 0
    private var upload: Int64 = 0

    init(_ name: ScanName, _ type: ScanType, in bundle: Int64, _ store: Store, limit: Int, by caller: Caller) {
        self.name = name
        self.type = type
        self.bundle = bundle
        self.store = store
        self.limit = limit
        self.caller = caller
        judge = ScanJudge(type)
    }

    mutating func take(_ piece: [UInt8]) async throws(Refusal) {
        bytes += piece.count
        if bytes > limit { throw Refusal(.attachmentTooLarge, arguments: ["limit": "\(limit)"]) }
        judge.take(piece)
        var rest = piece[...]
        while !rest.isEmpty {
            let part = rest.prefix(Uploads.chunkBytes - chunk.count)
            chunk += part
            rest = rest.dropFirst(part.count)
            if chunk.count == Uploads.chunkBytes { try await flush() }
        }
    }

    /// The scan as it arrived; whose it is and what it shows is still to be said.
    mutating func finish() async throws(Refusal) -> ReceivedScan {
        try judge.finish()
        if !chunk.isEmpty { try await flush() }
        return ReceivedScan(
            upload: upload, bytes: bytes, sha256: Array(hash.finalize()), row: nil, kind: name.kind ?? .other,
            name: name.shown)
    }

    private mutating func flush() async throws(Refusal) {
        hash.update(data: chunk)
        if chunks == 0 {
            upload = try await store.attachments.stage(chunk, of: type, in: bundle, by: caller)
        } else {
            try await store.uploads.append(chunk, number: chunks, to: upload, by: caller)
        }
        chunks += 1
        chunk.removeAll(keepingCapacity: true)
    }
}
