/// Cuts bytes into cells and records once the separator is known.
///
/// Cells are copied sixteen bytes at a time into one buffer while their end is looked for; a store may run past the
/// cell's end and is then overwritten by the next cell. Measured faster than finding the end first and copying afterwards.
struct CSVSplitter: Sendable {
    private enum State {
        case recordStart, cellStart, unquoted, quoted, quoteInQuoted, backslashInQuoted, quoteAfterBackslash
    }

    private static let sliceBytes = 65_536
    private static let slack = 16
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    var separator = UInt8(ascii: ",")
    /// How a quote is written inside quotes; nil until one tells.
    var quoteEscape: CSVDialect.QuoteEscape?
    /// How many records have each number of cells; blank ones are left out.
    private var widths: [Int]
    private let limits: TabularLimits
    private var state = State.recordStart
    private var isAfterCR = false
    private var buffer: [UInt8] = []
    private var used = 0
    private var cellStart = 0
    /// Where the cells of the record end so far, `cells` of them: written through a pointer, for there are thirty million of them
    /// in a file of a million rows.
    private var ends: [Int]
    private var cells = 0
    private var seenBits: UInt64 = 0
    private var record = Record()
    private var hasContent = false

    init(limits: TabularLimits) {
        self.limits = limits
        ends = Array(repeating: 0, count: limits.columns)
        widths = Array(repeating: 0, count: limits.columns + 1)
    }

    /// How many records have another number of cells than most.
    var raggedRecords: Int { widths.reduce(0, +) - (widths.max() ?? 0) }

    mutating func feed(_ chunk: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        var start = 0
        while start < chunk.count {
            let slice = UnsafeRawBufferPointer(rebasing: chunk[start..<min(start + Self.sliceBytes, chunk.count)])
            start += slice.count
            // Taken out of self so that the closure may change the rest of it; no copy, the array stays unique.
            var (taken, marks): ([UInt8], [Int]) = ([], [])
            swap(&taken, &buffer)
            swap(&marks, &ends)
            let missing = used + slice.count + Self.slack - taken.count
            if missing > 0 { taken.append(contentsOf: repeatElement(0, count: missing)) }
            defer {
                swap(&taken, &buffer)
                swap(&marks, &ends)
            }
            try taken.withUnsafeMutableBytes { out in
                try marks.withUnsafeMutableBufferPointer { marks in try split(slice, into: out, marks, each) }
            }
        }
    }

    mutating func finish(_ each: (Record) throws -> Void) throws {
        if state == .quoted || state == .backslashInQuoted { throw TabularError.unclosedQuote(row: record.number + 1) }
        if state == .quoteAfterBackslash {
            buffer[used] = Self.backslash
            used += 1
        }
        if state != .recordStart {
            var marks = ends
            try marks.withUnsafeMutableBufferPointer { marks in
                try endCell(at: used, marks)
                let bytes = buffer
                try bytes.withUnsafeBytes { try endRecord($0, used, marks, each) }
            }
        }
        guard hasContent else { throw TabularError.empty }
    }

    private mutating func split(
        _ slice: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer,
        _ marks: UnsafeMutableBufferPointer<Int>, _ each: (Record) throws -> Void
    ) throws {
        var at = 0
        var write = used
        while at < slice.count {
            switch state {
            case .recordStart:
                let isSecondHalf = isAfterCR && slice[at] == UInt8(ascii: "\n")
                isAfterCR = false
                if isSecondHalf { at += 1 } else { state = .cellStart }
            case .cellStart:
                let isQuote = slice[at] == Self.quote
                state = isQuote ? .quoted : .unquoted
                if isQuote { at += 1 }
            case .unquoted:
                try copyUnquoted(slice, &at, out, &write, marks)
                if at < slice.count, state == .unquoted { try stop(slice, &at, out, &write, marks, each) }
            case .quoted:
                try copyQuoted(slice, &at, out, &write)
            case .quoteInQuoted:
                try afterQuote(slice, &at, out, &write, marks, each)
            case .backslashInQuoted:
                afterBackslash(slice, &at, out, &write)
            case .quoteAfterBackslash:
                afterBackslashedQuote(slice, &at, out, &write)
            }
        }
        used = write
        if write - cellStart > limits.cellBytes { throw tooLong() }
    }

    /// The highest bit of the first byte that is a separator or a control character, and perhaps bits behind it.
    @inline(__always)
    private static func stops(_ word: UInt64, _ separators: UInt64) -> UInt64 {
        let difference = word ^ separators
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | ((difference &- ones) & ~difference)) & highs
    }

    /// Copies cell after cell until something else than a separator ends one, or one begins with a quote.
    ///
    /// Works on locals and bare pointers: here nine tenths of the bytes of most files pass.
    private mutating func copyUnquoted(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int,
        _ marks: UnsafeMutableBufferPointer<Int>
    ) throws {
        guard var source = slice.baseAddress, var target = out.baseAddress else { return }
        let end = source + slice.count
        let first = target
        source += at
        target += write
        let separator = separator
        let separators = Self.ones &* UInt64(separator)
        var bits = seenBits
        var byte: UInt8 = 0x20
        state = .unquoted
        cells: while true {
            byte = 0x20
            // Two words at once: most cells are shorter, and how many words a cell has is then no branch to guess.
            while source + 16 <= end {
                let first = source.loadUnaligned(as: UInt64.self)
                let second = source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                target.storeBytes(of: first, as: UInt64.self)
                target.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
                bits |= first | second
                let (low, high) = (Self.stops(first, separators), Self.stops(second, separators))
                let clean = (low == 0 ? 64 &+ high.trailingZeroBitCount : low.trailingZeroBitCount) &>> 3
                source += clean
                target += clean
                if low | high != 0 { break }
            }
            while source < end {
                byte = source.load(as: UInt8.self)
                if byte < 0x20 || byte == separator { break }
                bits |= UInt64(byte)
                target.storeBytes(of: byte, as: UInt8.self)
                source += 1
                target += 1
            }
            guard source < end, byte == separator else { break }
            try endCell(at: target - first, marks)
            source += 1
            guard source < end, source.load(as: UInt8.self) != Self.quote else {
                state = .cellStart
                break cells
            }
        }
        seenBits = bits
        at = slice.count - (end - source)
        write = target - first
    }

    @inline(__always)
    private mutating func stop(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int,
        _ marks: UnsafeMutableBufferPointer<Int>, _ each: (Record) throws -> Void
    ) throws {
        let byte = slice[at]
        at += 1
        if byte == separator {
            try endCell(at: write, marks)
            state = .cellStart
        } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            isAfterCR = byte == UInt8(ascii: "\r")
            try endCell(at: write, marks)
            try endRecord(UnsafeRawBufferPointer(out), write, marks, each)
            write = 0
        } else {
            if byte == 0 { throw containsNUL() }
            out[write] = byte
            write += 1
        }
    }

    @inline(__always)
    private mutating func copyQuoted(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int
    ) throws {
        let quotes = Self.ones &* UInt64(Self.quote)
        let backslashes = Self.ones &* UInt64(quoteEscape == .doubled ? Self.quote : Self.backslash)
        while at + 8 <= slice.count {
            let word = slice.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            out.storeBytes(of: word, toByteOffset: write, as: UInt64.self)
            seenBits |= word
            let difference = word ^ quotes
            let other = word ^ backslashes
            let hits =
                (((difference &- Self.ones) & ~difference) | ((other &- Self.ones) & ~other)
                    | ((word &- Self.ones) & ~word)) & Self.highs
            let clean = hits == 0 ? 8 : hits.trailingZeroBitCount &>> 3
            at += clean
            write += clean
            if hits != 0 { break }
        }
        while at < slice.count {
            let byte = slice[at]
            at += 1
            if byte == 0 { throw containsNUL() }
            if byte == Self.quote {
                state = .quoteInQuoted
                return
            }
            if byte == Self.backslash, quoteEscape != .doubled {
                state = .backslashInQuoted
                return
            }
            seenBits |= UInt64(byte)
            out[write] = byte
            write += 1
        }
    }

    @inline(__always)
    private mutating func afterQuote(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int,
        _ marks: UnsafeMutableBufferPointer<Int>, _ each: (Record) throws -> Void
    ) throws {
        let byte = slice[at]
        if byte == Self.quote {
            out[write] = byte
            at += 1
            write += 1
            state = .quoted
        } else {
            // A character must not be put together from bytes on both sides of a quote.
            if byte & 0xC0 == 0x80 { throw TabularError.notText(row: record.number + 1, column: cells) }
            state = .unquoted
            if byte < 0x20 || byte == separator { try stop(slice, &at, out, &write, marks, each) }
        }
    }

    /// A backslash inside quotes: part of an escape, or a sign like any other.
    private mutating func afterBackslash(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int
    ) {
        let byte = slice[at]
        let isEscape = quoteEscape == .backslash && (byte == Self.quote || byte == Self.backslash)
        if !isEscape, byte == Self.quote {
            at += 1
            state = .quoteAfterBackslash
            return
        }
        out[write] = Self.backslash
        if isEscape { out[write] = byte }
        write += 1
        if byte == Self.backslash, !isEscape {
            out[write] = byte
            write += 1
        }
        if byte == Self.backslash || isEscape { at += 1 }
        state = .quoted
    }

    /// A backslash and a quote, and nobody knows yet whether it is an escape: text behind it says so, for a quote that
    /// closes a cell has the cell's end behind it.
    private mutating func afterBackslashedQuote(
        _ slice: UnsafeRawBufferPointer, _ at: inout Int, _ out: UnsafeMutableRawBufferPointer, _ write: inout Int
    ) {
        let byte = slice[at]
        if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == Self.quote {
            out[write] = Self.backslash
            state = .quoteInQuoted
        } else {
            out[write] = Self.quote
            state = .quoted
            quoteEscape = .backslash
        }
        write += 1
    }

    @inline(__always)
    private mutating func endCell(at end: Int, _ marks: UnsafeMutableBufferPointer<Int>) throws {
        if end - cellStart > limits.cellBytes { throw tooLong() }
        guard cells < marks.count else {
            throw TabularError.tooManyColumns(limit: limits.columns, row: record.number + 1)
        }
        marks[cells] = end
        cells += 1
        cellStart = end
    }

    private mutating func endRecord(
        _ out: UnsafeRawBufferPointer, _ count: Int, _ marks: UnsafeMutableBufferPointer<Int>,
        _ each: (Record) throws -> Void
    ) throws {
        if record.number > limits.rows { throw TabularError.tooManyRows(limit: limits.rows) }
        let bytes = UnsafeRawBufferPointer(rebasing: out[..<count])
        let ends = UnsafeMutableBufferPointer(rebasing: marks[..<cells])
        if seenBits & Self.highs != 0 { try requireText(bytes, ends) }
        record.clear()
        record.number += 1
        record.bytes.append(contentsOf: bytes)
        record.ends.append(contentsOf: ends)
        if !record.isBlank {
            hasContent = true
            widths[record.ends.count] += 1
        }
        used = 0
        cellStart = 0
        seenBits = 0
        cells = 0
        state = .recordStart
        try each(record)
    }

    /// Cells that are text together and none of which begins inside a character are text each.
    private func requireText(_ bytes: UnsafeRawBufferPointer, _ ends: UnsafeMutableBufferPointer<Int>) throws {
        var wrong = firstNonUTF8(in: bytes)
        for end in ends where end < bytes.count && bytes[end] & 0xC0 == 0x80 {
            wrong = min(wrong ?? end, end)
        }
        guard let wrong else { return }
        let column = ends.firstIndex { $0 > wrong } ?? 0
        throw TabularError.notText(row: record.number + 1, column: column)
    }

    private func tooLong() -> TabularError {
        .cellTooLong(limit: limits.cellBytes, row: record.number + 1, column: cells)
    }

    private func containsNUL() -> TabularError {
        .containsNUL(row: record.number + 1, column: cells)
    }
}
