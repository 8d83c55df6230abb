/// Turns text of any encoding we know into UTF-8 as it arrives; UTF-8 itself passes through untouched.
///
/// Without being told, it looks at the first bytes for a mark or UTF-16, lets ASCII pass, and where the first other byte
/// comes holds back 64 KiB to judge by. It never finds out less when the bytes come in smaller pieces.
struct TextDecoder: Sendable {
    private enum Stage {
        case opening
        /// ASCII so far, which is the same in all encodings that are left.
        case ascii
        case judging
        /// Cyrillic without a byte that the two code pages read differently.
        case eitherPage
        case judgingPage
        case settled
    }

    private static let openingBytes = 256
    private static let sampleBytes = 65_536

    /// What was found out so far; final once all bytes have come.
    private(set) var encoding: TextEncoding
    private(set) var hasByteOrderMark = false

    private let isTold: Bool
    private let knowsCodePages: Bool
    private var stage = Stage.opening
    private var held: [UInt8] = []
    private var previous: UInt8 = 0
    private var units = UTF16Units()
    private var out: [UInt8] = []

    /// `told`: the encoding is known, and not judged. `knowsCodePages`: text may be in another encoding than Unicode's.
    init(told: TextEncoding? = nil, knowsCodePages: Bool = true) {
        isTold = told != nil
        encoding = told ?? .utf8
        self.knowsCodePages = knowsCodePages
    }

    @inline(__always)
    mutating func feed(_ chunk: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        if stage == .settled, encoding == .utf8 { return try take(chunk) }
        try feedSlowly(chunk, take)
    }

    mutating func finish(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        while stage != .settled, !held.isEmpty || stage == .opening {
            try judge(isWhole: true)
            try release(take)
        }
        if units.isIncomplete { try [CodePage.noCharacter].withUnsafeBytes(take) }
    }

    private mutating func feedSlowly(
        _ chunk: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var rest = chunk
        while !rest.isEmpty {
            switch stage {
            case .opening, .judging, .judgingPage:
                let wanted = (stage == .opening ? Self.openingBytes : Self.sampleBytes) - held.count
                held.append(contentsOf: rest.prefix(wanted))
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(wanted))
                guard held.count >= (stage == .opening ? Self.openingBytes : Self.sampleBytes) else { return }
                try judge(isWhole: false)
                try release(take)
            case .ascii:
                let clean = firstHighByte(in: rest)
                if clean > 0 { previous = rest[clean - 1] }
                try take(UnsafeRawBufferPointer(rebasing: rest[..<clean]))
                rest = UnsafeRawBufferPointer(rebasing: rest[clean...])
                if !rest.isEmpty { stage = .judging }
            case .eitherPage:
                let clean = rest.firstIndex(where: CodePage.isDisputed) ?? rest.count
                try decode(UnsafeRawBufferPointer(rebasing: rest[..<clean]), take)
                rest = UnsafeRawBufferPointer(rebasing: rest[clean...])
                if !rest.isEmpty { stage = .judgingPage }
            case .settled:
                try decode(rest, take)
                return
            }
        }
    }

    private mutating func judge(isWhole: Bool) throws(TabularError) {
        switch stage {
        case .opening: try open()
        case .judging:
            encoding = EncodingJudge.encoding(of: held, after: previous, isWhole: isWhole)
            stage = encoding == .windows1251 && !held.contains(where: CodePage.isDisputed) ? .eitherPage : .settled
        case .judgingPage:
            encoding = EncodingJudge.page(of: held[...], after: previous)
            stage = .settled
        case .ascii, .eitherPage, .settled: break
        }
    }

    private mutating func open() throws(TabularError) {
        if !isTold, held.starts(with: [0xFF, 0xFE, 0, 0]) || held.starts(with: [0, 0, 0xFE, 0xFF]) { throw .utf32 }
        let candidates: [TextEncoding] = isTold ? [encoding] : [.utf8, .utf16LittleEndian, .utf16BigEndian]
        if let marked = candidates.first(where: { !$0.mark.isEmpty && held.starts(with: $0.mark) }) {
            hasByteOrderMark = true
            encoding = marked
            held.removeFirst(marked.mark.count)
            stage = .settled
        } else if isTold {
            stage = .settled
        } else if let found = TextEncoding.utf16(unmarked: held) {
            encoding = found
            stage = .settled
        } else {
            stage = knowsCodePages ? .ascii : .settled
        }
    }

    /// Gives on what was held back, now that its encoding is known; a part of it may be held back again.
    private mutating func release(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        var taken: [UInt8] = []
        swap(&taken, &held)
        try taken.withUnsafeBytes { bytes in
            if stage == .settled { try decode(bytes, take) } else { try feedSlowly(bytes, take) }
        }
    }

    private mutating func decode(
        _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        if let last = bytes.last { previous = last }
        if encoding == .utf8 { return try take(bytes) }
        var start = 0
        while start < bytes.count {
            let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + Self.sampleBytes, bytes.count)])
            start += slice.count
            out.removeAll(keepingCapacity: true)
            switch encoding {
            case .utf8: break
            case .utf16LittleEndian: units.append(slice, lowFirst: true, to: &out)
            case .utf16BigEndian: units.append(slice, lowFirst: false, to: &out)
            case .windows1251: appendPage(slice, CodePage.windows1251, to: &out)
            case .kz1048: appendPage(slice, CodePage.kz1048, to: &out)
            }
            try out.withUnsafeBytes(take)
        }
    }
}

/// The offset of the first byte above ASCII; the count where there is none.
private func firstHighByte(in bytes: UnsafeRawBufferPointer) -> Int {
    var index = 0
    while index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    { index += 8 }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
}

private func appendPage(_ bytes: UnsafeRawBufferPointer, _ page: [UInt32], to out: inout [UInt8]) {
    out.reserveCapacity(bytes.count * 3)
    page.withUnsafeBufferPointer { page in
        for byte in bytes {
            if byte < 0x80 {
                out.append(byte)
                continue
            }
            var packed = page[Int(byte) - 0x80]
            for _ in 0..<(packed >> 24) {
                out.append(UInt8(truncatingIfNeeded: packed))
                packed >>= 8
            }
        }
    }
}

/// UTF-16 arriving byte by byte. Half a surrogate pair becomes a byte that is no UTF-8.
private struct UTF16Units: Sendable {
    private var half: UInt8?
    private var lead: UInt16?

    /// A character has begun and not ended.
    var isIncomplete: Bool { half != nil || lead != nil }

    mutating func append(_ bytes: UnsafeRawBufferPointer, lowFirst: Bool, to out: inout [UInt8]) {
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            append(lowFirst ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte), to: &out)
        }
    }

    private mutating func append(_ unit: UInt16, to out: inout [UInt8]) {
        if let high = lead {
            lead = nil
            if (0xDC00...0xDFFF).contains(unit) {
                return appendScalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &out)
            }
            out.append(CodePage.noCharacter)
        }
        if (0xD800...0xDBFF).contains(unit) { lead = unit } else { appendScalar(UInt32(unit), to: &out) }
    }
}

/// Appends a character as UTF-8; half a surrogate pair as a byte that is none.
func appendScalar(_ value: UInt32, to out: inout [UInt8]) {
    switch value {
    case 0..<0x80: out.append(UInt8(value))
    case 0x80..<0x800:
        out.append(UInt8(0xC0 | value >> 6))
        out.append(UInt8(0x80 | value & 0x3F))
    case 0xD800...0xDFFF: out.append(CodePage.noCharacter)
    case 0x800..<0x1_0000:
        out.append(UInt8(0xE0 | value >> 12))
        out.append(UInt8(0x80 | value >> 6 & 0x3F))
        out.append(UInt8(0x80 | value & 0x3F))
    default:
        out.append(UInt8(0xF0 | value >> 18))
        out.append(UInt8(0x80 | value >> 12 & 0x3F))
        out.append(UInt8(0x80 | value >> 6 & 0x3F))
        out.append(UInt8(0x80 | value & 0x3F))
    }
}
