import Glibc

/// The central directory of a zip archive, read and judged before anything is inflated.
///
/// libzip does not look whether entries overlap, which is how a small archive becomes terabytes (Fifield 2019).
struct ArchiveDirectory {
    struct Entry {
        let name: [UInt8]
        let inflated: UInt64
        let compressed: UInt64
        let offset: UInt64
    }

    private(set) var entries: [Entry] = []
    private let limits: TabularLimits
    private let file: FileOnDisk
    private var fileBytes: UInt64 { file.count }

    init(path: String, limits: TabularLimits) throws(TabularError) {
        file = try FileOnDisk(path: path)
        self.limits = limits
        let end = try findEnd()
        guard end.count <= UInt64(limits.entries) else { throw .tooManyEntries(limit: limits.entries) }
        try readEntries(end)
        try refuseDuplicates()
        try refuseOverlaps(before: end.offset)
    }

    private struct End {
        var count: UInt64
        var size: UInt64
        var offset: UInt64
    }

    private func findEnd() throws(TabularError) -> End {
        let tail = try bytes(at: fileBytes - min(fileBytes, 65_557), count: min(fileBytes, 65_557))
        guard tail.count >= 22 else { throw .unreadable(.notAnArchive) }
        for start in stride(from: tail.count - 22, through: 0, by: -1) where tail.u32(start) == 0x0605_4B50 {
            guard start + 22 + Int(tail.u16(start + 20)) == tail.count else { continue }
            guard tail.u16(start + 4) == 0, tail.u16(start + 6) == 0, tail.u16(start + 8) == tail.u16(start + 10) else {
                throw .unreadable(.damagedArchive)
            }
            let end = End(count: tail.u16(start + 10), size: tail.u32(start + 12), offset: tail.u32(start + 16))
            let position = fileBytes - UInt64(tail.count - start)
            let isZip64 = end.count == 0xFFFF || end.size == 0xFFFF_FFFF || end.offset == 0xFFFF_FFFF
            let whole = isZip64 ? try findZip64End(before: position) : end
            guard whole.offset <= position, whole.size <= position - whole.offset else {
                throw .unreadable(.damagedArchive)
            }
            return whole
        }
        throw .unreadable(.notAnArchive)
    }

    private func findZip64End(before position: UInt64) throws(TabularError) -> End {
        guard position >= 20 else { throw .unreadable(.damagedArchive) }
        let locator = try bytes(at: position - 20, count: 20)
        guard locator.u32(0) == 0x0706_4B50, locator.u32(4) == 0, locator.u64(8) < position else {
            throw .unreadable(.damagedArchive)
        }
        let end = try bytes(at: locator.u64(8), count: 56)
        guard end.u32(0) == 0x0606_4B50, end.u32(16) == 0, end.u32(20) == 0 else { throw .unreadable(.damagedArchive) }
        return End(count: end.u64(32), size: end.u64(40), offset: end.u64(48))
    }

    /// Measured: a sheet of 60,000 equal rows shrinks to a 19th, zeros to a 1,030th. Apache POI draws its line here too.
    private func refuseBomb(_ entry: Entry) throws(TabularError) {
        guard entry.inflated > Self.harmlessBytes, entry.compressed < entry.inflated / Self.densest else { return }
        throw .unreadable(.compressedBeyondReason)
    }

    private static let harmlessBytes: UInt64 = 16 << 20
    private static let densest: UInt64 = 100

    private mutating func readEntries(_ end: End) throws(TabularError) {
        // A name of 64 KiB in each entry is what the format allows at most; nobody needs a tenth of it.
        guard end.size <= end.count * 8_192 else { throw .unreadable(.damagedArchive) }
        let directory = try bytes(at: end.offset, count: end.size)
        var at = 0
        var total: UInt64 = 0
        for _ in 0..<end.count {
            guard at + 46 <= directory.count, directory.u32(at) == 0x0201_4B50 else {
                throw .unreadable(.damagedArchive)
            }
            let nameEnd = at + 46 + Int(directory.u16(at + 28))
            let extraEnd = nameEnd + Int(directory.u16(at + 30))
            let next = extraEnd + Int(directory.u16(at + 32))
            guard next <= directory.count else { throw .unreadable(.damagedArchive) }
            guard directory.u16(at + 8) & 0x2041 == 0 else { throw .encrypted }
            let method = directory.u16(at + 10)
            guard method == 0 || method == 8 else { throw .unreadable(.unsupportedCompression) }
            let entry = try entry(directory, at, nameEnd, extraEnd)
            try refuseUnsafe(entry.name)
            guard method == 8 || entry.inflated == entry.compressed else { throw .unreadable(.damagedArchive) }
            try refuseBomb(entry)
            total = total.addingReportingOverflow(entry.inflated).overflow ? .max : total + entry.inflated
            guard total <= UInt64(limits.inflatedBytes) else { throw .tooLarge(limit: limits.inflatedBytes) }
            entries.append(entry)
            at = next
        }
    }

    private func entry(_ directory: [UInt8], _ at: Int, _ nameEnd: Int, _ extraEnd: Int) throws(TabularError) -> Entry {
        var wide: [UInt64] = []
        var extra = nameEnd
        while extra + 4 <= extraEnd {
            let size = Int(directory.u16(extra + 2))
            guard extra + 4 + size <= extraEnd else { throw .unreadable(.damagedArchive) }
            if directory.u16(extra) == 1 {
                wide = stride(from: 0, through: size - 8, by: 8).map { directory.u64(extra + 4 + $0) }
            }
            extra += 4 + size
        }
        var used = 0
        func widened(_ narrow: UInt64) throws(TabularError) -> UInt64 {
            guard narrow == 0xFFFF_FFFF else { return narrow }
            guard used < wide.count else { throw .unreadable(.damagedArchive) }
            used += 1
            return wide[used - 1]
        }
        let inflated = try widened(directory.u32(at + 24))
        let compressed = try widened(directory.u32(at + 20))
        let offset = try widened(directory.u32(at + 42))
        return Entry(
            name: Array(directory[(at + 46)..<nameEnd]), inflated: inflated, compressed: compressed, offset: offset)
    }

    private func refuseUnsafe(_ name: [UInt8]) throws(TabularError) {
        let steps = Self.folded(name).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let leadsOut =
            steps.first?.isEmpty != false || steps.contains { $0.elementsEqual("..".utf8) }
            || name.contains { $0 == UInt8(ascii: ":") || $0 == 0 }
        if leadsOut { throw .unreadable(.unsafeName) }
    }

    private func refuseDuplicates() throws(TabularError) {
        if Set(entries.map { Self.folded($0.name) }).count < entries.count { throw .unreadable(.duplicateNames) }
    }

    /// Letter case does not tell names apart in a workbook, and some programs write `\` for `/`.
    static func folded(_ name: some Collection<UInt8>) -> [UInt8] {
        name.map { byte in
            switch byte {
            case 0x41...0x5A: byte | 0x20
            case UInt8(ascii: "\\"): UInt8(ascii: "/")
            default: byte
            }
        }
    }

    private func refuseOverlaps(before directory: UInt64) throws(TabularError) {
        var free: UInt64 = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard entry.offset >= free else { throw .unreadable(.overlappingEntries) }
            guard entry.offset <= directory, directory - entry.offset >= 30 else {
                throw .unreadable(.damagedArchive)
            }
            let header = try bytes(at: entry.offset, count: 30)
            guard header.u32(0) == 0x0403_4B50 else { throw .unreadable(.damagedArchive) }
            let start = entry.offset + 30 + header.u16(26) + header.u16(28)
            guard start <= directory, entry.compressed <= directory - start else { throw .unreadable(.damagedArchive) }
            free = start + entry.compressed
        }
    }

    private func bytes(at offset: UInt64, count: UInt64) throws(TabularError) -> [UInt8] {
        guard offset <= fileBytes, count <= fileBytes - offset else { throw .unreadable(.damagedArchive) }
        let read = file.bytes(at: offset, count: Int(count))
        guard read.count == Int(count) else { throw .unreadable(.cannotOpen(errno: errno)) }
        return read
    }
}

extension [UInt8] {
    fileprivate func u16(_ at: Int) -> UInt64 { UInt64(self[at]) | UInt64(self[at + 1]) << 8 }
    fileprivate func u32(_ at: Int) -> UInt64 { u16(at) | u16(at + 2) << 16 }
    fileprivate func u64(_ at: Int) -> UInt64 { u32(at) | u32(at + 4) << 32 }
}
