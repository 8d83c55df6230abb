import Domain
import Hummingbird
import NIOCore
import Store

/// One form with a file as it comes in: fields are kept, the file goes on to the store.
struct FormReception: Sendable {
    private let uploads: Uploads
    private let limit: Int
    private let caller: Caller
    /// The fields that came so far.
    private(set) var fields = Form()
    /// Everything that is wrong with them and the file.
    private(set) var faults: [Refusal] = []
    private var file: (petition: NewPetition?, mediaType: String, isNamed: Bool)?
    private var sink: UploadSink?

    init(uploads: Uploads, limit: Int, caller: Caller) {
        self.uploads = uploads
        self.limit = limit
        self.caller = caller
    }

    mutating func receive(_ request: Request) async throws(Refusal) -> Opened {
        do throws(Refusal) {
            try await read(request)
            guard let opened = try await sink?.complete() else {
                throw Refusal(.valueInvalid, arguments: ["field": "file"])
            }
            return opened
        } catch {
            await sink?.abandon()
            throw error
        }
    }

    private mutating func read(_ request: Request) async throws(Refusal) {
        guard request.mediaType == "multipart/form-data" else { throw Refusal(.unsupportedMediaType) }
        var reader = try MultipartReader.named { () throws(MultipartReader.Fault) in
            try MultipartReader(contentType: request.headers[.contentType] ?? "")
        }
        var pieces = request.body.makeAsyncIterator()
        while let piece = try await pieces.nextPiece() {
            let events = try MultipartReader.named { () throws(MultipartReader.Fault) in
                try reader.feed(piece.readableBytesView)
            }
            for event in events { try await take(event) }
        }
        try MultipartReader.named { () throws(MultipartReader.Fault) in try reader.finish() }
    }

    private mutating func take(_ event: MultipartReader.Event) async throws(Refusal) {
        switch event {
        case .field(let name, let value):
            fields.add(name, value)
        case .fileStart(_, let fileName, let mediaType):
            // The store asks whose petition it is before it takes a byte.
            for name in ["premises", "number", "dated"] where fields.all(name).isEmpty {
                throw Refusal(.malformedRequest, arguments: ["field": name])
            }
            let said = try await PetitionFields(fields, uploads, by: caller)
            faults = said.faults
            file = (said.petition, mediaType, !fileName.isEmpty)
        case .fileBytes(let bytes):
            try await open()
            try await sink?.take(bytes)
        case .fileEnd:
            if sink != nil { return }
            // Browsers send a nameless empty file when none was chosen.
            let field = file?.isNamed == true ? "file_empty" : "file"
            faults.append(Refusal(.valueInvalid, arguments: ["field": field]))
            throw faults[0]
        }
    }

    private mutating func open() async throws(Refusal) {
        if let fault = faults.first { throw fault }
        guard sink == nil, let file, let petition = file.petition else { return }
        sink = try await UploadSink(uploads, for: petition, mediaType: file.mediaType, limit: limit, by: caller)
    }
}
