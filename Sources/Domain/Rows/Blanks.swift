/// Blanks that nobody typed on purpose: no-break and other odd spaces, characters without a width, blanks in a row.
enum Blanks {
    /// Whether a stretch of UTF-8 is free of every byte that begins such a blank, and of two spaces in a row.
    ///
    /// Without a branch in its loop it looks at many bytes at once, so that nearly all rows need no look at each of their
    /// cells; the rare letters and signs that begin with the same bytes make it say no, too.
    static func areOrdinary(_ bytes: Span<UInt8>) -> Bool {
        var odd: UInt8 = 0
        bytes.withUnsafeBufferPointer { bytes in
            guard let last = bytes.indices.last else { return }
            for index in 0..<last { odd |= Blanks.oddity(bytes[index], before: bytes[index &+ 1]) }
            odd |= Blanks.oddity(bytes[last], before: 0)
        }
        return odd == 0
    }

    /// 1 for a byte that may begin a blank nobody typed, 0 for any other.
    @inline(__always)
    private static func oddity(_ byte: UInt8, before next: UInt8) -> UInt8 {
        let control: UInt8 = byte < 0x20 ? 1 : 0
        let delete: UInt8 = byte == 0x7F ? 1 : 0
        let double: UInt8 = (byte ^ 0x20) | (next ^ 0x20) == 0 ? 1 : 0
        // U+0080…U+00BF; U+2000…U+207F; U+3000 and all that follows
        let latin: UInt8 = byte == 0xC2 ? 1 : 0
        let marks: UInt8 = (byte ^ 0xE2) | ((next & 0xFE) ^ 0x80) == 0 ? 1 : 0
        let wide: UInt8 = byte >= 0xE3 ? 1 : 0
        return control | delete | double | latin | marks | wide
    }

    /// Whether a stretch of UTF-8 is free of them, so that its text can stay as it is; allocates nothing.
    static func areTidy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let cell = bytes.extracting(range)
        var last: UInt8 = 0
        for index in cell.indices {
            let byte = cell[unchecked: index]
            if byte <= 0x20 {
                if byte != 0x20 || last == 0x20 { return false }
            } else if byte == 0x7F || (byte == 0xC2 || byte >= 0xE2) && isOdd(cell, index) {
                return false
            }
            last = byte
        }
        return true
    }

    /// A text with one plain space wherever it has blanks, none at its ends, and nothing without a width.
    static func tidied(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var isBlankDue = false
        for scalar in text.unicodeScalars {
            if isWithoutWidth(scalar) { continue }
            if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F {
                isBlankDue = !result.isEmpty
                continue
            }
            if isBlankDue { result.append(" ") }
            isBlankDue = false
            result.append(scalar)
        }
        return String(result)
    }

    /// Soft hyphens, zero-width and direction marks, the byte order mark.
    static func isWithoutWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    /// Whether the character that begins here is one of them; the usual letters, quotes and № are told by two bytes.
    private static func isOdd(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        let end = bytes.count
        guard index + 1 < end else { return false }
        let second = bytes[index + 1]
        switch bytes[index] {
        // U+00A0 no-break space, U+00AD soft hyphen
        case 0xC2: return second == 0xA0 || second == 0xAD || second < 0xA0
        // U+2000…U+200F spaces and zero width, U+2028…U+202F lines, directions, narrow space, U+205F…U+2064
        case 0xE2 where index + 2 < end:
            let third = bytes[index + 2]
            return second == 0x80 && (third <= 0x8F || 0xA8...0xAF ~= third) || second == 0x81 && 0x9F...0xA4 ~= third
        // U+3000 wide space
        case 0xE3 where index + 2 < end: return second == 0x80 && bytes[index + 2] == 0x80
        // U+FEFF byte order mark
        case 0xEF where index + 2 < end: return second == 0xBB && bytes[index + 2] == 0xBF
        default: return false
        }
    }
}
