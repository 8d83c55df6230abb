/// The offset of the first byte that is not UTF-8 as RFC 3629 has it (no surrogates, nothing overlong), or nil.
func firstNonUTF8(in bytes: UnsafeRawBufferPointer) -> Int? {
    let count = bytes.count
    var index = 0
    while index < count {
        while index + 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let ascii = (word & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
            if ascii > 0 {
                index += ascii
            } else if isTwoByteRun(word) {
                index += 8
            } else if isTwoByteCharacter(word) {
                index += 2
            } else {
                break
            }
        }
        guard index < count else { break }
        let lead = bytes[index]
        if lead < 0x80 {
            index += 1
            continue
        }
        let length = sequenceLength(bytes, at: index, lead: lead)
        guard length > 0 else { return index }
        index += length
    }
    return nil
}

/// Four characters of two bytes each, none overlong: most of a Kazakh or Russian word.
@inline(__always)
private func isTwoByteRun(_ word: UInt64) -> Bool {
    word & 0xC0E0_C0E0_C0E0_C0E0 == 0x80C0_80C0_80C0_80C0
        && ((word & 0x001E_001E_001E_001E) + 0x00FE_00FE_00FE_00FE) & 0x0100_0100_0100_0100 == 0x0100_0100_0100_0100
}

/// A character of two bytes at the beginning, not overlong.
@inline(__always)
private func isTwoByteCharacter(_ word: UInt64) -> Bool { word & 0xC0E0 == 0x80C0 && word & 0x1E != 0 }

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
