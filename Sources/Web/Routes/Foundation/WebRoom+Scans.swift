import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Store

extension WebRoom {
    /// Media types under which scans are sent; what they are their content says.
    static let scanTypes: Set<String> = [
        "application/pdf", "image/jpeg", "image/png", "application/zip", "application/x-zip-compressed",
        "application/octet-stream",
    ]

    /// Takes scans for a draft.
    func scanIntake(for petition: Int64, by caller: Caller) -> ScanIntake {
        ScanIntake(
            store, texts: texts, scratch: configuration.scratch, limits: limits, for: petition, by: caller)
    }

    /// Takes a body as one scan or an archive of scans; a request that is repeated under its `Idempotency-Key` with the same bytes is
    /// answered as it was.
    ///
    /// - Parameter target: where a single scan belongs; an archive's files say it by their names where it is nil.
    func receiveScans(
        _ request: Request, for petition: Int64, to target: ScanIntake.Target?, as kind: ScanKind?, name: String,
        by caller: Caller, answer: (ScanReport) -> Response
    ) async throws -> Response {
        guard Self.scanTypes.contains(request.mediaType) else { throw Refusal(.unsupportedMediaType) }
        let repeatable = try RequestKey(request, store.answers, by: caller)
        let version = try request.version()
        var intake = scanIntake(for: petition, by: caller)
        var hash = SHA256()
        do {
            try await intake.start(file: name)
            var pieces = request.body.makeAsyncIterator()
            while let piece = try await pieces.nextPiece() {
                let bytes = Array(piece.readableBytesView)
                hash.update(data: bytes)
                try await intake.take(bytes)
            }
            try await intake.end()
            let place = target ?? (intake.isArchive ? .names : .whole)
            guard var key = repeatable else {
                return answer(try await intake.attach(to: place, as: kind, version: version))
            }
            if let known = try await key.known(request, body: hash.finalize()) {
                await intake.abandon()
                return known
            }
            var whole = intake
            return try await key.keeping {
                answer(try await whole.attach(to: place, as: kind, version: version))
            }
        } catch {
            await intake.abandon()
            throw error
        }
    }

    /// Streams a scan: a picture to be shown, anything else to be saved, and neither ever as a page that could run something.
    func serve(_ scan: Attachment, by caller: Caller) -> Response {
        let name =
            (scan.row.map { "row-\($0)-" } ?? "petition-") + "\(scan.kind.rawValue)-\(scan.id).\(scan.type.ending)"
        let headers: HTTPFields = [
            .contentType: scan.type.rawValue, .contentLength: "\(scan.bytes)",
            .contentDisposition: "\(scan.type.isPicture ? "inline" : "attachment"); filename=\"\(name)\"",
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
        ]
        let (uploads, upload) = (store.uploads, scan.upload)
        let body = ResponseBody { writer in
            var number = 0
            while let chunk = try await uploads.chunk(number, of: upload, by: caller) {
                try await writer.write(ByteBuffer(bytes: chunk))
                number += 1
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

/// One form with files of scans as it comes in: its fields, then the files, which go on to the store.
struct ScanReception {
    private var intake: ScanIntake
    /// The fields that came so far.
    private(set) var fields = Form()
    private var isInFile = false

    init(_ intake: ScanIntake) { self.intake = intake }

    mutating func receive(_ request: Request) async throws(Refusal) -> ScanReport {
        do throws(Refusal) {
            try await read(request)
            let target: ScanIntake.Target =
                if let row = try fields.number("row", as: Int32.self) {
                    .row(Int(row))
                } else if fields["target"] == "whole" { .whole } else { .names }
            return try await intake.attach(
                to: target, as: try fields.word("kind"), version: try fields.number("version"))
        } catch {
            await intake.abandon()
            throw error
        }
    }

    private mutating func read(_ request: Request) async throws(Refusal) {
        guard request.mediaType == "multipart/form-data" else { throw Refusal(.unsupportedMediaType) }
        var reader = try MultipartReader.named { () throws(MultipartReader.Fault) in
            try MultipartReader(contentType: request.headers[.contentType] ?? "", files: .max)
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
        case .field(let name, let value): fields.add(name, value)
        case .fileStart(_, let fileName, _):
            // Browsers send a nameless empty file when none was chosen.
            isInFile = !fileName.isEmpty
            if isInFile { try await intake.start(file: fileName) }
        case .fileBytes(let bytes): if isInFile { try await intake.take(bytes) }
        case .fileEnd: if isInFile { try await intake.end() }
        }
    }
}
