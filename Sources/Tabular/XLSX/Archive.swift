internal import CZip
import Glibc

/// The parts of a workbook's archive, inflated piece by piece and counted as they come out.
final class Archive {
    private let indexes: [[UInt8]: UInt64]
    private let declared: [UInt64]
    private let handle: OpaquePointer
    private let inflatedLimit: Int
    /// The bytes really inflated.
    private(set) var inflated = 0

    init(path: String, limits: TabularLimits) throws(TabularError) {
        let directory = try ArchiveDirectory(path: path, limits: limits)
        let names = directory.entries.map { ArchiveDirectory.folded($0.name) }
        indexes = Dictionary(zip(names, names.indices.map(UInt64.init))) { first, _ in first }
        declared = directory.entries.map(\.inflated)
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
        guard let file = zip_fopen_index(handle, index, 0) else { throw TabularError.unreadable(.damagedArchive) }
        let part = InflatedAhead(file)
        defer { part.close() }
        var left = declared[Int(index)]
        while true {
            let goesOn = try part.take { bytes in
                inflated += bytes.count
                // What an archive declares may be a lie; this is what came out.
                guard UInt64(bytes.count) <= left else { throw TabularError.unreadable(.damagedArchive) }
                left -= UInt64(bytes.count)
                guard inflated <= inflatedLimit else { throw TabularError.tooLarge(limit: inflatedLimit) }
                try piece(bytes)
            }
            guard let goesOn else { throw TabularError.unreadable(.damagedArchive) }
            if !goesOn { return true }
        }
    }
}
