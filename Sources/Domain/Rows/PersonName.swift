/// Which letters a surname, given name or patronymic may have.
///
/// Letters of the Cyrillic and Latin alphabets (Kazakh, Russian and those of the neighbours), accents that follow their
/// letter, and between letters spaces, hyphens, apostrophes and dots.
public enum PersonName {
    /// The columns that hold names.
    public static let columns: [Column] = [.surname, .givenName, .patronymic]

    /// Why a text is no name as documents have it.
    public enum Fault: Hashable, Sendable {
        /// The character at this place, counted from 0, is in no name; or there is no letter at all.
        case character(at: Int)
        /// Letters of both alphabets; the one at this place is of the rarer one, most often a look-alike.
        case mixedAlphabets(at: Int)
    }

    /// What is wrong with a name; nil when nothing is.
    public static func fault(in name: some StringProtocol) -> Fault? {
        let bytes = Array(name.utf8)
        return look(at: bytes.span).fault
    }

    /// What one pass over a name in UTF-8 sees.
    struct Look: Hashable, Sendable {
        var fault: Fault?
        /// Whether no small letter was seen: `properCase` knows more.
        var isInCapitals: Bool
    }

    /// Looks at a name in UTF-8; allocates nothing.
    static func look(at name: Span<UInt8>) -> Look {
        if let look = lookAtCyrillicWord(name) { return look }
        var (latin, cyrillic) = (Letters(), Letters())
        var (index, place) = (0, 0)
        var isInCapitals = true
        while index < name.count {
            let (kind, width) = character(name, at: index)
            switch kind {
            case .latin: latin.add(at: place)
            case .cyrillic: cyrillic.add(at: place)
            case .joint where latin.count + cyrillic.count > 0: break
            case .joint, .other: return Look(fault: .character(at: place), isInCapitals: false)
            }
            if isInCapitals, kind != .joint { isInCapitals = !isSmall(name, at: index) }
            index += width
            place += 1
        }
        if latin.count + cyrillic.count == 0 { return Look(fault: .character(at: 0), isInCapitals: false) }
        if latin.count == 0 || cyrillic.count == 0 { return Look(fault: nil, isInCapitals: isInCapitals) }
        let rarer = latin.count <= cyrillic.count ? latin : cyrillic
        return Look(fault: .mixedAlphabets(at: rarer.first), isInCapitals: isInCapitals)
    }

    /// The same for one word of nothing but Cyrillic letters, as nearly all names are; nil for any other.
    private static func lookAtCyrillicWord(_ name: Span<UInt8>) -> Look? {
        var (index, isInCapitals) = (0, true)
        while index + 1 < name.count {
            let (lead, second) = (name[unchecked: index], name[unchecked: index + 1])
            guard lead & 0xFC == 0xD0, lead != 0xD1 || second < 0xA0, lead != 0xD2 || second >= 0x8A else { return nil }
            let isSmall = lead == 0xD0 ? second >= 0xB0 : lead == 0xD1 || second & 1 == 1
            isInCapitals = isInCapitals && !isSmall
            index += 2
        }
        return index == name.count && index > 0 ? Look(fault: nil, isInCapitals: isInCapitals) : nil
    }

    /// Whether the letter at a place is surely a small one; outside the usual alphabets capitals and small letters take
    /// turns.
    private static func isSmall(_ name: Span<UInt8>, at index: Int) -> Bool {
        let lead = name[index]
        if lead < 0x80 { return lead >= 0x61 }
        let second = name[index + 1]
        switch lead {
        case 0xD0: return second >= 0xB0
        case 0xD1: return true
        case 0xC3: return second >= 0x9F
        default: return second & 1 == 1
        }
    }

    private struct Letters {
        var count = 0
        var first = 0

        mutating func add(at place: Int) {
            if count == 0 { first = place }
            count += 1
        }
    }

    private enum Kind {
        case latin, cyrillic, joint, other
    }

    /// The kind of the character at a place, and how many bytes it has.
    private static func character(_ name: Span<UInt8>, at index: Int) -> (Kind, Int) {
        let lead = name[index]
        if lead < 0x80 { return (ascii(lead), 1) }
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + width <= name.count else { return (.other, name.count - index) }
        let second = name[index + 1]
        switch lead {
        case 0xD0, 0xD1: return (lead == 0xD1 && second >= 0xA0 ? .other : .cyrillic, 2)
        case 0xD2: return (second >= 0x8A ? .cyrillic : .other, 2)
        case 0xD3: return (.cyrillic, 2)
        // Latin-1 letters, without × and ÷; Latin Extended-A and -B
        case 0xC3: return (second == 0x97 || second == 0xB7 ? .other : .latin, 2)
        case 0xC4, 0xC5, 0xC6, 0xC7: return (.latin, 2)
        case 0xC8: return (.latin, 2)
        // Ə ə of Azerbaijan: U+018F lies in Extended-B, U+0259 here
        case 0xC9: return (second <= 0x8F || second == 0x99 ? .latin : .other, 2)
        // ʻ ʼ of Uzbek names
        case 0xCA: return (second == 0xBB || second == 0xBC ? .joint : .other, 2)
        // combining accents, as decomposed й and ё have them
        case 0xCC: return (.joint, 2)
        case 0xCD: return (second <= 0xAF ? .joint : .other, 2)
        // hyphens U+2010 and U+2011, apostrophes U+2018 and U+2019
        case 0xE2 where second == 0x80:
            let third = name[index + 2]
            return ([0x90, 0x91, 0x98, 0x99].contains(third) ? .joint : .other, 3)
        default: return (.other, width)
        }
    }

    private static func ascii(_ byte: UInt8) -> Kind {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A: .latin
        case 0x20, 0x27, 0x2D, 0x2E: .joint
        default: .other
        }
    }
}
