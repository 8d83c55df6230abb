/// How the characters of a text file are written as bytes.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
    /// UTF-8; also what holds nothing but ASCII.
    case utf8 = "utf-8"
    /// UTF-16, the low byte first, as Excel's "Unicode text".
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, the high byte first.
    case utf16BigEndian = "utf-16be"
    /// The Cyrillic code page of Windows.
    case windows1251 = "windows-1251"
    /// The Kazakh code page (STRK1048-2002): Windows-1251 with sixteen letters changed.
    case kz1048 = "kz-1048"

    /// The byte order mark a file in this encoding may begin with.
    var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1251, .kz1048: []
        }
    }

    /// UTF-16 by where its zero bytes lie, when a text begins without a mark: half of the bytes of a separator, a digit
    /// or a Latin letter are 0, half of those of a Cyrillic one are 4.
    static func utf16(unmarked bytes: some Collection<UInt8>) -> TextEncoding? {
        var zeros = [0, 0]
        var highs = [0, 0]
        var count = 0
        for byte in bytes.prefix(1_024) {
            if byte == 0 { zeros[count & 1] += 1 }
            if byte == 0 || byte == 4 { highs[count & 1] += 1 }
            count += 1
        }
        let pairs = count / 2
        guard pairs > 0, zeros[0] + zeros[1] > 0 else { return nil }
        if zeros[0] == 0, highs[1] * 10 >= pairs * 9 { return .utf16LittleEndian }
        if zeros[1] == 0, highs[0] * 10 >= pairs * 9 { return .utf16BigEndian }
        return nil
    }
}
