/// The upper half of the two Cyrillic code pages, as UTF-8.
enum CodePage {
    /// For each byte from 0x80: up to three bytes of UTF-8, the first one lowest, and their number in the highest byte.
    static let windows1251 = packed(upperHalf)
    static let kz1048 = packed(kazakh)

    /// What UTF-8 never holds, written where a byte stands for no character: the reader then names the cell.
    static let noCharacter: UInt8 = 0xFF

    /// Whether the two pages read a byte differently.
    static func isDisputed(_ byte: UInt8) -> Bool { byte >= 0x80 && disputed[Int(byte) - 0x80] }

    private static let upperHalf: [Unicode.Scalar?] = {
        let signs: [Unicode.Scalar?] = [
            "Ђ", "Ѓ", "‚", "ѓ", "„", "…", "†", "‡", "€", "‰", "Љ", "‹", "Њ", "Ќ", "Ћ", "Џ",
            "ђ", "‘", "’", "“", "”", "•", "–", "—", nil, "™", "љ", "›", "њ", "ќ", "ћ", "џ",
            "\u{A0}", "Ў", "ў", "Ј", "¤", "Ґ", "¦", "§", "Ё", "©", "Є", "«", "¬", "\u{AD}", "®", "Ї",
            "°", "±", "І", "і", "ґ", "µ", "¶", "·", "ё", "№", "є", "»", "ј", "Ѕ", "ѕ", "ї",
        ]
        return signs + (0x410...0x44F).map { Unicode.Scalar($0 as UInt32) }
    }()

    private static let kazakh: [Unicode.Scalar?] = {
        let changed: [(UInt8, Unicode.Scalar)] = [
            (0x8D, "Қ"), (0x8E, "Һ"), (0x9D, "қ"), (0x9E, "һ"), (0xA1, "Ұ"), (0xA2, "ұ"), (0xA3, "Ә"), (0xA5, "Ө"),
            (0xAA, "Ғ"), (0xAF, "Ү"), (0xB4, "ө"), (0xBA, "ғ"), (0xBC, "ә"), (0xBD, "Ң"), (0xBE, "ң"), (0xBF, "ү"),
        ]
        var page = upperHalf
        for (byte, scalar) in changed { page[Int(byte) - 0x80] = scalar }
        return page
    }()

    private static let disputed = zip(upperHalf, kazakh).map { $0 != $1 }

    private static func packed(_ page: [Unicode.Scalar?]) -> [UInt32] {
        page.map { scalar in
            let bytes = scalar.flatMap { UTF8.encode($0) }.map(Array.init) ?? [noCharacter]
            let text = bytes.reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            return text | UInt32(bytes.count) << 24
        }
    }
}
