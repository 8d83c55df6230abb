/// The offset of the first byte that is not UTF-8 as RFC 3629 has it (no surrogates, nothing overlong), or nil.
func firstNonUTF8(in bytes: UnsafeRawBufferPointer) -> Int? {
    var words = TwoByteWords()
    var index = 0
    while index < bytes.count {
        while index + 8 <= bytes.count, words.take(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
            index += 8
        }
        if words.isOpen { index -= 1 }
        words = TwoByteWords()
        // characters of three bytes and more, and the end, one by one
        let end = min(index + 8, bytes.count)
        while index < end {
            let lead = bytes[index]
            let length = lead < 0x80 ? 1 : sequenceLength(bytes, at: index, lead: lead)
            guard length > 0 else { return index }
            index += length
        }
    }
    return nil
}

/// Eight bytes at a time of what most texts are: ASCII and characters of two bytes, Cyrillic among them.
private struct TwoByteWords {
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    /// 0x80 when the byte before began a character.
    private var carry: UInt64 = 0

    /// Whether a character has begun and not ended.
    var isOpen: Bool { carry != 0 }

    /// Takes a word; false when it holds anything else, and is not taken.
    @inline(__always)
    mutating func take(_ word: UInt64) -> Bool {
        let high = word & Self.highs
        if high | carry == 0 { return true }
        let leads = high & word << 1
        let isLong = leads & word << 2
        // the first two leads, 0xC0 and 0xC1, would be overlong
        let isFull = (word & 0x1E1E_1E1E_1E1E_1E1E) &+ 0x7E7E_7E7E_7E7E_7E7E
        guard isLong | leads & ~isFull == 0, high & ~(word << 1) == leads << 8 | carry else { return false }
        carry = leads >> 56
        return true
    }
}

@inline(__always)
func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int, lead: UInt8) -> Int {
    let left = bytes.count - index
    if lead >= 0xC2, lead < 0xE0 {
        return left >= 2 && bytes[index + 1] & 0xC0 == 0x80 ? 2 : 0
    }
    if lead >= 0xE0, lead < 0xF0 {
        guard left >= 3, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 else { return 0 }
        let second = bytes[index + 1]
        return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ? 0 : 3
    }
    guard lead >= 0xF0, lead < 0xF5, left >= 4 else { return 0 }
    let second = bytes[index + 1]
    let trails = second & 0xC0 == 0x80 && bytes[index + 2] & 0xC0 == 0x80 && bytes[index + 3] & 0xC0 == 0x80
    guard trails else { return 0 }
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90) ? 0 : 4
}
