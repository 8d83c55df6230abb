public import Domain
internal import Foundation
public import Store
internal import Tabular
public import Texts

/// Takes files of scans as they come in, several or in an archive, and attaches them to a draft together or not at all.
///
/// No more of a file than a chunk is in memory. Whoever made it calls `attach` or `abandon`.
public struct ScanIntake: Sendable {
    /// Where the files belong.
    public enum Target: Hashable, Sendable {
        /// To one row.
        case row(Int)
        /// To the petition as a whole.
        case whole
        /// Where their names say.
        case names
    }

    private enum Incoming {
        case head([UInt8])
        case scan(ScanStaging)
        case archive(path: String, FileHandle)
        /// What is left of a file that is refused already.
        case refused
    }

    private let store: Store
    private let words: ScanWords
    private let scratch: Scratch
    private let limits: Limits
    private let petition: Int64
    private let caller: Caller
    private var bundle: Int64?
    private var name: ScanName
    private var incoming: Incoming?
    private var bytes = 0
    private var files = 0
    private var hasArchive = false
    private var received: [(scan: ReceivedScan, name: ScanName)] = []
    private var left: [ScanReport.Left] = []

    /// Bytes after which the store is told that an archive is still coming.
    private static let touchBytes = 8 << 20
    /// Bytes that tell what a file is.
    private static let headBytes = 8_192

    /// Whether what came is an archive of scans.
    public var isArchive: Bool { hasArchive }

    /// Takes scans for a draft of the caller's own.
    public init(
        _ store: Store, texts: Texts, scratch: Scratch, limits: Limits, for petition: Int64, by caller: Caller
    ) {
        self.store = store
        words = texts.scans
        self.scratch = scratch
        self.limits = limits
        self.petition = petition
        self.caller = caller
        name = ScanName("", words)
    }

    /// A file begins.
    ///
    /// - Throws: what the store has against scans for this petition; nothing of the file is taken then.
    public mutating func start(file path: String) async throws(Refusal) {
        if bundle == nil { bundle = try await store.attachments.begin(for: petition, by: caller) }
        name = ScanName(path, words)
        incoming = .head([])
        try count()
    }

    /// The next bytes of the file.
    ///
    /// - Throws: `.uploadTooLarge` for all files together, and what the store throws; what is wrong with a file is kept for the report.
    public mutating func take(_ piece: [UInt8]) async throws(Refusal) {
        let before = bytes
        bytes += piece.count
        if bytes > limits.uploadBytes {
            throw Refusal(.uploadTooLarge, arguments: ["limit": "\(limits.uploadBytes)"])
        }
        switch incoming {
        case .head(let head):
            let more = head + piece
            incoming = .head(more)
            if more.count >= Self.headBytes { try await open(more) }
        case .scan(var scan):
            incoming = .refused
            try await noting { () async throws(Refusal) in
                try await scan.take(piece)
                return scan
            }.map { incoming = .scan($0) }
        case .archive(_, let file):
            try write(piece, to: file)
            if let bundle, before / Self.touchBytes != bytes / Self.touchBytes {
                try await store.attachments.touch(bundle, by: caller)
            }
        case .refused, nil: break
        }
    }

    /// The file is over.
    public mutating func end() async throws(Refusal) {
        if case .head(let head) = incoming { try await open(head) }
        switch incoming {
        case .scan(var scan): try await finish(&scan)
        case .archive(let path, let file):
            try? file.close()
            incoming = nil
            defer { try? FileManager.default.removeItem(atPath: path) }
            try await unpack(path)
        case .head, .refused, nil: break
        }
        incoming = nil
    }

    /// Attaches what came. One file that cannot be attached is refused; of several those that can be are attached, and the report names the
    /// others.
    public mutating func attach(
        to target: Target, as kind: ScanKind?, version: Int?
    ) async throws(Refusal) -> ScanReport {
        guard let bundle, files > 0 || hasArchive else { throw Refusal(.valueInvalid, arguments: ["field": "file"]) }
        let scans = try await placed(target, kind)
        if let only = left.first, files == 1, !hasArchive { throw only.why }
        if scans.isEmpty {
            try await store.uploads.abandon(bundle, by: caller)
            return ScanReport(attached: [], known: 0, left: left)
        }
        let attached = try await store.attachments.attach(
            scans, from: bundle, to: petition, version: version, by: caller)
        // what a repeated request brought once more
        await abandon()
        return ScanReport(attached: attached, known: scans.count - attached.count, left: left)
    }

    /// Forgets what came; when even that fails, the sweep of abandoned uploads will.
    public mutating func abandon() async {
        if case .archive(let path, let file) = incoming {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        incoming = nil
        if let bundle { try? await store.uploads.abandon(bundle, by: caller) }
        bundle = nil
    }
}

extension ScanIntake {
    /// Decides by its first bytes what a file is.
    private mutating func open(_ head: [UInt8]) async throws(Refusal) {
        let kind = FileKind.sniff(head)
        if kind == .xlsx || kind == .zip {
            let path = try scratch.file("zip")
            guard let file = FileHandle(forWritingAtPath: path) else { throw Refusal(.unavailable) }
            incoming = .archive(path: path, file)
            return try write(head, to: file)
        }
        incoming = .refused
        let (name, staged) = (name, self)
        try await noting { () async throws(Refusal) in
            var scan = try staged.staging(name, kind)
            try await scan.take(head)
            return scan
        }.map { incoming = .scan($0) }
    }

    private func staging(_ name: ScanName, _ kind: FileKind) throws(Refusal) -> ScanStaging {
        let type: ScanType
        switch kind {
        case .pdf: type = .pdf
        case .jpeg: type = .jpeg
        case .png: type = .png
        case .empty: throw Refusal(.attachmentEmpty)
        default: throw Refusal(.attachmentWrongType)
        }
        guard let bundle else { throw Refusal(.notFound) }
        return ScanStaging(name, type, in: bundle, store, limit: limits.scanBytes, by: caller)
    }

    private mutating func finish(_ scan: inout ScanStaging) async throws(Refusal) {
        do {
            received.append((try await scan.finish(), scan.name))
        } catch {
            try leave(scan.name, error)
        }
    }

    /// Runs a step of the present file; nil, and a line in the report, when the file is to blame.
    private mutating func noting<Value: Sendable>(
        _ step: () async throws(Refusal) -> Value
    ) async throws(Refusal) -> Value? {
        do {
            return try await step()
        } catch {
            try leave(name, error)
            return nil
        }
    }

    private mutating func leave(_ name: ScanName, _ why: Refusal) throws(Refusal) {
        guard why.isOfOneScan else { throw why }
        left.append(ScanReport.Left(name: name.shown, why: why))
    }

    private mutating func count() throws(Refusal) {
        files += 1
        if files > limits.scansAtOnce {
            throw Refusal(.attachmentArchive, arguments: ["files": "\(limits.scansAtOnce)"])
        }
    }

    private func write(_ bytes: [UInt8], to file: FileHandle) throws(Refusal) {
        do {
            try file.write(contentsOf: Data(bytes))
        } catch {
            throw Refusal(.unavailable)
        }
    }
}

// Archives.
extension ScanIntake {
    private mutating func unpack(_ path: String) async throws(Refusal) {
        let archive: ArchivedFiles
        var tabular = TabularLimits()
        (tabular.entries, tabular.inflatedBytes) = (limits.scansAtOnce, limits.petitionScanBytes)
        do {
            archive = try ArchivedFiles(path: path, limits: tabular)
        } catch {
            return try leave(name, Refusal(scans: error))
        }
        let entries = archive.entries.filter { !$0.isFolder && !ScanName.isOfProgram($0.name) }
        if entries.isEmpty { return try leave(name, Refusal(.attachmentEmpty)) }
        // a workbook or a document is an archive too
        if entries.contains(where: { $0.name == "[Content_Types].xml" }) {
            return try leave(name, Refusal(.attachmentWrongType))
        }
        // the archive itself is no scan
        files -= 1
        hasArchive = true
        for entry in entries {
            try count()
            name = ScanName(entry.name, words)
            do {
                try await stage(entry, of: archive)
            } catch {
                try leave(name, error)
            }
        }
    }

    private mutating func stage(_ entry: ArchivedFiles.Entry, of archive: ArchivedFiles) async throws(Refusal) {
        let file = try Self.reading { () throws(TabularError) in try archive.open(entry) }
        defer { file.close() }
        guard let first = try Self.reading({ () throws(TabularError) in try file.next() }) else {
            throw Refusal(.attachmentEmpty)
        }
        var scan = try staging(name, FileKind.sniff(first.prefix(Self.headBytes)))
        try await scan.take(first)
        while let piece = try Self.reading({ () throws(TabularError) in try file.next() }) {
            try await scan.take(piece)
        }
        received.append((try await scan.finish(), name))
    }

    private static func reading<Value>(_ step: () throws(TabularError) -> Value) throws(Refusal) -> Value {
        do {
            return try step()
        } catch {
            throw Refusal(scans: error)
        }
    }
}

// Places.
extension ScanIntake {
    /// The scans with the rows they are of; those without one are left out.
    private mutating func placed(_ target: Target, _ kind: ScanKind?) async throws(Refusal) -> [ReceivedScan] {
        guard target == .names else {
            let row: Int? = if case .row(let number) = target { number } else { nil }
            return received.map { scan, name in
                var scan = scan
                scan.row = row
                scan.kind = (hasArchive ? name.kind : nil) ?? kind ?? name.kind ?? .other
                return scan
            }
        }
        let wanted = received.map(\.name.place)
        let places = try await store.attachments.places(
            in: petition, rows: wanted.compactMap(\.?.row), iins: wanted.compactMap(\.?.iin), by: caller)
        let rows = Set(places.map(\.row))
        let persons = Dictionary(places.compactMap { place in place.iin.map { ($0, place.row) } }) { first, _ in first }
        var scans: [ReceivedScan] = []
        for (scan, name) in received {
            var scan = scan
            scan.kind = name.kind ?? kind ?? .other
            switch name.place {
            case .row(let row): scan.row = rows.contains(row) ? row : nil
            case .iin(let iin): scan.row = persons[iin]
            case nil: break
            }
            if scan.row == nil {
                try leave(name, Refusal(name.place == nil ? .attachmentUnmatched : .attachmentRowUnknown))
            } else {
                scans.append(scan)
            }
        }
        return scans
    }
}

extension ScanName.Place {
    fileprivate var row: Int? { if case .row(let row) = self { row } else { nil } }
    fileprivate var iin: Int64? { if case .iin(let iin) = self { iin } else { nil } }
}

extension Refusal {
    /// What is wrong with an archive of scans, or with a file in it.
    fileprivate init(scans error: TabularError) {
        switch error {
        case .encrypted: self.init(.attachmentEncrypted)
        case .empty: self.init(.attachmentEmpty)
        case .tooManyEntries(let limit): self.init(.attachmentArchive, arguments: ["files": "\(limit)"])
        case .tooLarge(let limit): self.init(.attachmentArchive, arguments: ["limit": "\(limit)"])
        case .unreadable(.cannotOpen): self.init(.unavailable)
        case .unreadable(let reason): self.init(.attachmentArchive, arguments: ["reason": reason.code])
        default: self.init(.attachmentArchive)
        }
    }
}
