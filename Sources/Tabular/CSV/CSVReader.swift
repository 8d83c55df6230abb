/// Reads CSV (RFC 4180 and its usual relatives) as it arrives; a record may be split over chunks anywhere.
///
/// Encoding, separator and the escape of quotes are found out unless they are given. Line breaks may be CR, LF or CRLF,
/// mixed. A quote inside an unquoted cell and text after a closing quote are kept as they are. Memory is bounded by the
/// limits, not by the file. After an error the reader is of no more use.
public struct CSVReader: Sendable {
    private var decoder: TextDecoder
    private var table: CSVTable

    /// A reader for one file, which obeys a correction of what it would find out by itself.
    public init(limits: TabularLimits = .standard, correction: CSVCorrection = CSVCorrection()) {
        decoder = TextDecoder(told: correction.encoding)
        table = CSVTable(limits: limits, correction: correction)
    }

    /// What was found out about the file; nil until enough of it has arrived, final once it was finished.
    public var dialect: CSVDialect? {
        guard table.isSettled else { return nil }
        return CSVDialect(
            encoding: decoder.encoding, hasByteOrderMark: decoder.hasByteOrderMark,
            separator: table.splitter.separator, isDeclared: table.isDeclared,
            quoteEscape: table.splitter.quoteEscape ?? .doubled)
    }

    /// How many records so far have another number of cells than most; blank ones are not counted.
    public var raggedRecords: Int { table.splitter.raggedRecords }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: [UInt8], _ each: (Record) throws -> Void) throws {
        try chunk.withUnsafeBytes { bytes in try feed(bytes, each) }
    }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        try decoder.feed(chunk) { text in try table.feed(text, each) }
    }

    /// Says that no more bytes come, and hands over the last record. Throws `TabularError`, or what `each` threw.
    public mutating func finish(_ each: (Record) throws -> Void) throws {
        try decoder.finish { text in try table.feed(text, each) }
        try table.finish(each)
    }
}

/// The text of a CSV file: its head is held back until the separator is known.
private struct CSVTable: Sendable {
    private static let headBytes = 65_536

    private(set) var isSettled = false
    private(set) var isDeclared = false
    private(set) var splitter: CSVSplitter
    private let separator: UInt8?
    private var head: [UInt8] = []

    init(limits: TabularLimits, correction: CSVCorrection) {
        separator = correction.separator.flatMap { SeparatorJudge.isUsable($0) ? $0 : nil }
        splitter = CSVSplitter(limits: limits)
        splitter.quoteEscape = correction.quoteEscape
    }

    @inline(__always)
    mutating func feed(_ text: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        if isSettled { return try splitter.feed(text, each) }
        let taken = min(text.count, Self.headBytes - head.count)
        head.append(contentsOf: text.prefix(taken))
        guard head.count == Self.headBytes else { return }
        try settle(isWhole: false, each)
        try splitter.feed(UnsafeRawBufferPointer(rebasing: text.dropFirst(taken)), each)
    }

    mutating func finish(_ each: (Record) throws -> Void) throws {
        if !isSettled { try settle(isWhole: true, each) }
        try splitter.finish(each)
    }

    private mutating func settle(isWhole: Bool, _ each: (Record) throws -> Void) throws {
        let declared = SeparatorJudge.declaration(in: head)
        splitter.separator =
            separator ?? declared?.separator ?? SeparatorJudge.separator(of: head, isWhole: isWhole)
        isDeclared = declared != nil
        isSettled = true
        var held: [UInt8] = []
        swap(&held, &head)
        try held.withUnsafeBytes { bytes in
            try splitter.feed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(declared?.length ?? 0)), each)
        }
    }
}
