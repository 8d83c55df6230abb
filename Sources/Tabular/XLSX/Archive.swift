internal import CZip
import Glibc

/// The parts of an archive, inflated piece by piece and counted as they come out.
final class Archive {
    let entries: [ArchiveDirectory.Entry]
    private let indexes: [[UInt8]: UInt64]
    private let handle: OpaquePointer
    private let inflatedLimit: Int
    /// The bytes really inflated.
    private(set) var inflated = 0

    init(path: String, limits: TabularLimits) throws(TabularError) {
        entries = try ArchiveDirectory(path: path, limits: limits).entries
        let names = entries.map { ArchiveDirectory.folded($0.name) }
        indexes = Dictionary(zip(names, names.indices.map(UInt64.init))) { first, _ in first }
        inflatedLimit = limits.inflatedBytes
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
            throw .unreadable(code == ZIP_ER_NOENT || code == ZIP_ER_OPEN ? .cannotOpen(errno: errno) : .damagedArchive)
        }
        self.handle = handle
        guard zip_get_num_entries(handle, 0) == Int64(names.count) else {
            zip_discard(handle)
            throw .unreadable(.damagedArchive)
        }
    }

    deinit { zip_discard(handle) }

    /// The bytes really inflated start from nothing again, for a part that is read a second time.
    func forgetCount() { inflated = 0 }

    func holds(_ name: String) -> Bool { index(name) != nil }

    /// The place of an entry in the archive; nil when there is no such part.
    func index(_ name: String) -> UInt64? { indexes[ArchiveDirectory.folded(name.utf8)] }

    /// Hands over a part in pieces; false when there is no such part. The piece is valid during the call only.
    func read(_ name: String, _ piece: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        guard let index = index(name) else { return false }
        let part = try part(at: Int(index))
        defer { part.close() }
        while try part.take(piece) {}
        return true
    }

    /// The entry at a place, to be read and closed before another one is opened.
    func part(at index: Int) throws(TabularError) -> ArchivePart {
        guard let file = zip_fopen_index(handle, UInt64(index), 0) else { throw .unreadable(.damagedArchive) }
        return ArchivePart(InflatedAhead(file), declared: entries[index].inflated, of: self)
    }

    fileprivate func count(_ bytes: Int) throws(TabularError) {
        inflated += bytes
        guard inflated <= inflatedLimit else { throw .tooLarge(limit: inflatedLimit) }
    }
}

/// An entry of an archive while it is read.
final class ArchivePart {
    private let archive: Archive
    private let inflated: InflatedAhead
    private var left: UInt64
    private var isClosed = false

    fileprivate init(_ inflated: InflatedAhead, declared: UInt64, of archive: Archive) {
        self.inflated = inflated
        self.archive = archive
        left = declared
    }

    deinit { close() }

    /// Hands over the next piece, which is valid during the call only; false at the end.
    func take(_ piece: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        let goesOn = try inflated.take { bytes in
            // What an archive declares may be a lie; this is what came out.
            guard UInt64(bytes.count) <= left else { throw TabularError.unreadable(.damagedArchive) }
            left -= UInt64(bytes.count)
            try archive.count(bytes.count)
            try piece(bytes)
        }
        guard let goesOn else { throw TabularError.unreadable(.damagedArchive) }
        return goesOn
    }

    func close() {
        if isClosed { return }
        isClosed = true
        inflated.close()
    }
}
