import Glibc

/// Writes a copy of a CSV file in which rows are marked: a column in front says what is wrong with each. The separator
/// stays; the encoding becomes UTF-8 with a byte order mark, which every program reads.
public struct CSVMarker {
    private let path: String
    private let limits: TabularLimits
    private let correction: CSVCorrection

    /// A marker of the file at a path, read as a correction says.
    public init(path: String, limits: TabularLimits = .standard, correction: CSVCorrection = CSVCorrection()) {
        self.path = path
        self.limits = limits
        self.correction = correction
    }

    /// Writes the copy to a path; `next` gives the marks in ascending order of their rows, nil after the last.
    ///
    /// - Throws: `NotMarkable` for a file as wide as files may be, `TabularError`, or what `next` threw.
    public func write(to copy: String, _ column: MarkColumn, next: () throws -> RowMark?) throws {
        try withoutActuallyEscaping(next) { next in
            var lines = try MarkedLines(to: copy, column, limits, MarkQueue(next))
            do {
                try read { record, reader in try lines.write(record, reader.dialect) }
                try lines.flush()
            } catch {
                lines.close()
                unlink(copy)
                throw error
            }
            lines.close()
        }
    }

    private func read(_ each: (Record, CSVReader) throws -> Void) throws {
        let file = try FileOnDisk(path: path)
        var reader = CSVReader(limits: limits, correction: correction)
        var offset: UInt64 = 0
        // the reader is looked at between its own calls only: a record waits until its piece is through
        while case let piece = file.bytes(at: offset, count: 1 << 18), !piece.isEmpty {
            var records: [Record] = []
            try reader.feed(piece) { records.append($0) }
            for record in records { try each(record, reader) }
            offset += UInt64(piece.count)
        }
        var records: [Record] = []
        try reader.finish { records.append($0) }
        for record in records { try each(record, reader) }
    }
}

/// The lines of a marked copy.
private struct MarkedLines {
    private let column: MarkColumn
    private let limits: TabularLimits
    private let file: Int32
    private var marks: MarkQueue
    private var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let pieceBytes = 1 << 18

    init(to path: String, _ column: MarkColumn, _ limits: TabularLimits, _ marks: MarkQueue) throws {
        self.column = column
        self.limits = limits
        self.marks = marks
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw TabularError.cannotWrite(code: Int(errno)) }
    }

    mutating func write(_ record: Record, _ dialect: CSVDialect?) throws {
        let separator = dialect?.separator ?? UInt8(ascii: ",")
        let mark = try marks.mark(record.number)
        let own = record.number == column.headerRow ? column.title : mark?.lines.joined(separator: " · ") ?? ""
        let place = column.place
        if place == nil {
            guard record.count < limits.columns else { throw NotMarkable("too many columns") }
            append(own, separator, isOurs: true)
        }
        let width = max(record.count, (mark?.cells.last?.column ?? -1) + 1, (place ?? -1) + 1)
        var nextMarked = 0
        for index in 0..<width {
            if index > 0 || place == nil { bytes.append(separator) }
            var text: String?
            if let mark, nextMarked < mark.cells.count, mark.cells[nextMarked].column == index {
                text = mark.cells[nextMarked].text
                nextMarked += 1
            }
            if index == place {
                append(own, separator, isOurs: true)
            } else if let text {
                append(text, separator, isOurs: false)
            } else {
                record.bytes.withUnsafeBytes { all in
                    append(UnsafeRawBufferPointer(rebasing: all[record.range(index)]), separator, isGuarded: false)
                }
            }
        }
        bytes.append(contentsOf: [13, 10])
        if bytes.count >= Self.pieceBytes { try flush() }
    }

    func close() { Glibc.close(file) }

    private mutating func append(_ text: String, _ separator: UInt8, isOurs: Bool) {
        var text = text
        let isGuarded = isOurs && text.utf8.first.map { "=+-@\t\r\n".utf8.contains($0) } == true
        text.withUTF8 { append(UnsafeRawBufferPointer($0), separator, isGuarded: isGuarded) }
    }

    private mutating func append(_ cell: UnsafeRawBufferPointer, _ separator: UInt8, isGuarded: Bool) {
        let quote = UInt8(ascii: "\"")
        let isQuoted = cell.contains { $0 == quote || $0 == separator || $0 == 10 || $0 == 13 }
        if isQuoted { bytes.append(quote) }
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        if isQuoted {
            for byte in cell {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        } else {
            bytes.append(contentsOf: cell)
        }
    }

    mutating func flush() throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(file, all.baseAddress.map { $0 + written }, all.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw TabularError.cannotWrite(code: Int(errno)) }
            written += count
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
