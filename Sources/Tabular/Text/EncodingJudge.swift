/// Tells by their bytes how texts are written that do not say it themselves.
enum EncodingJudge {
    /// The encoding of a sample that holds bytes above ASCII. What looks like nothing known is taken for UTF-8, whose
    /// check then names the cell. `isWhole`: nothing of the text follows.
    static func encoding(of sample: [UInt8], after previous: UInt8, isWhole: Bool) -> TextEncoding {
        let utf8 = sequences(in: sample, isWhole: isWhole)
        if utf8.broken == 0 || utf8.broken < utf8.sound || !looksCyrillic(sample, after: previous) { return .utf8 }
        return page(of: sample[...], after: 0)
    }

    /// Whether a Cyrillic text is in the Kazakh code page or in that of Windows; the latter also where nothing tells.
    ///
    /// Both are used in Kazakhstan, so a disputed byte is a Kazakh letter unless it is ї or ў, which follow a vowel,
    /// where Kazakh has ү and ұ after consonants.
    static func page(of sample: ArraySlice<UInt8>, after previous: UInt8) -> TextEncoding {
        var previous = previous
        var kazakh = 0
        var slavic = 0
        for byte in sample {
            if CodePage.isDisputed(byte) {
                let isSlavic = [0xA2, 0xBF].contains(byte) && vowels[Int(previous)]
                if isSlavic { slavic += 1 } else { kazakh += 1 }
            }
            previous = byte
        }
        return kazakh > slavic ? .kz1048 : .windows1251
    }

    private static func sequences(in sample: [UInt8], isWhole: Bool) -> (sound: Int, broken: Int) {
        sample.withUnsafeBytes { bytes in
            var (sound, broken, index) = (0, 0, 0)
            while index < bytes.count {
                let length = bytes[index] < 0x80 ? 1 : sequenceLength(bytes, at: index, lead: bytes[index])
                if length > 1 { sound += 1 }
                // The sample's end may cut a character.
                if length == 0, isWhole || bytes.count - index > 3 { broken += 1 }
                index += max(1, length)
            }
            return (sound, broken)
        }
    }

    /// Letters in words of their own, few other signs, and as many vowels as people can speak.
    private static func looksCyrillic(_ sample: [UInt8], after first: UInt8) -> Bool {
        var (letters, vowelCount, wrong) = (0, 0, 0)
        var previous = first
        for byte in sample {
            defer { previous = byte }
            if isASCIILetter(byte), isLetter[Int(previous)] { wrong += 1 }
            guard byte >= 0x80 else { continue }
            if isLetter[Int(byte)] {
                letters += 1
                if vowels[Int(byte)] { vowelCount += 1 }
                if isASCIILetter(previous) { wrong += 1 }
                // Inside a word no capital follows a small letter; in KOI8-R read as 1251 each name has one.
                if isCapital[Int(byte)], isLetter[Int(previous)], !isCapital[Int(previous)] { wrong += 4 }
            } else if !isSign[Int(byte)] {
                wrong += byte == 0x98 ? sample.count : 1
            }
        }
        if letters >= 12, vowelCount * 6 < letters { return false }
        return wrong * 3 <= letters
    }

    private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

    /// Letters of Russian, Kazakh, Ukrainian and Belarusian in either page.
    private static let isLetter = flags(
        [0xA8, 0xB8, 0xB2, 0xB3] + Array(0xC0...0xFF) + (0x80..<0xC0).filter(CodePage.isDisputed))
    private static let isCapital = flags(
        [0x8D, 0x8E, 0xA1, 0xA3, 0xA5, 0xA8, 0xAA, 0xAF, 0xB2, 0xBD] + Array(0xC0...0xDF))
    /// а е и о у ы э ю я ё і in either case.
    private static let vowels = flags(
        [0xC0, 0xC5, 0xC8, 0xCE, 0xD3, 0xDB, 0xDD, 0xDE, 0xDF, 0xA8, 0xB2, 0xB3, 0xB8]
            + [0xE0, 0xE5, 0xE8, 0xEE, 0xF3, 0xFB, 0xFD, 0xFE, 0xFF])
    /// Quotes, dashes, №, § and other signs of office texts, and the blank that does not break.
    private static let isSign = flags(
        [0x82, 0x84, 0x85, 0x8B, 0x99, 0x9B, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xB7, 0xB9, 0xBB]
            + Array(0x91...0x97))

    private static func flags(_ bytes: [UInt8]) -> [Bool] {
        var flags = [Bool](repeating: false, count: 256)
        for byte in bytes { flags[Int(byte)] = true }
        return flags
    }
}
