/// Reads CSV (RFC 4180 and its usual relatives) as it arrives; a record may be split over chunks anywhere.
///
/// The separator is found out from the head of the file. Line breaks may be CR, LF or CRLF, mixed. A quote inside an
/// unquoted cell and text after a closing quote are kept as they are. Memory is bounded by the limits, not by the file.
/// After an error the reader is of no more use.
public struct CSVReader: Sendable {
    private static let headBytes = 65_536

    /// What was found out about the file; nil until enough of it has arrived.
    public private(set) var dialect: CSVDialect?

    private var head: [UInt8] = []
    private var scan = SeparatorScan()
    private var scanned = 0
    private var splitter: CSVSplitter

    /// A reader for one file.
    public init(limits: TabularLimits = .standard) {
        splitter = CSVSplitter(limits: limits)
    }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: [UInt8], _ each: (Record) throws -> Void) throws {
        try chunk.withUnsafeBytes { bytes in try feed(bytes, each) }
    }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        guard dialect == nil else { return try splitter.feed(chunk, each) }
        let taken = min(chunk.count, Self.headBytes - head.count)
        head.append(contentsOf: chunk.prefix(taken))
        guard try scanHead() || head.count == Self.headBytes else { return }
        try settle(each)
        try splitter.feed(UnsafeRawBufferPointer(rebasing: chunk.dropFirst(taken)), each)
    }

    /// Says that no more bytes come, and hands over the last record. Throws `TabularError`, or what `each` threw.
    public mutating func finish(_ each: (Record) throws -> Void) throws {
        if dialect == nil { try settle(each) }
        try splitter.finish(each)
    }

    private var markLength: Int { head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// Whether the head holds a whole record to judge by.
    private mutating func scanHead() throws -> Bool {
        guard head.count >= 4 else { return false }
        try refuseUTF16()
        scanned = max(scanned, markLength)
        while scanned < head.count {
            scanned += 1
            // One byte more than the line break, so that the LF of a CRLF after `sep=;` is here too.
            if scan.ends(with: head[scanned - 1]), scanned < head.count { return true }
        }
        return false
    }

    private func refuseUTF16() throws {
        let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]]
        if marks.contains(where: { head.starts(with: $0) }) { throw TabularError.utf16 }
    }

    private mutating func settle(_ each: (Record) throws -> Void) throws {
        try refuseUTF16()
        var start = markLength
        let declared = SeparatorScan.declaration(in: head.dropFirst(start))
        if scanned < start || head.count < 4 {
            for byte in head.dropFirst(start) { _ = scan.ends(with: byte) }
        }
        let found = CSVDialect(
            separator: declared?.separator ?? scan.separator, hasByteOrderMark: start > 0, isDeclared: declared != nil)
        dialect = found
        start += declared?.length ?? 0
        splitter.separator = found.separator
        let held = head
        head = []
        try held.withUnsafeBytes { bytes in
            try splitter.feed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(start)), each)
        }
    }
}
