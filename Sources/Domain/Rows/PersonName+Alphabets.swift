extension PersonName {
    /// The two alphabets that names here are written in.
    enum Alphabet: Hashable, Sendable {
        case latin, cyrillic

        init?(_ scalar: Unicode.Scalar) {
            if 0x400...0x4FF ~= scalar.value {
                self = .cyrillic
            } else if scalar.value < 0x250 || scalar.value == 0x259, scalar.properties.isAlphabetic {
                self = .latin
            } else {
                return nil
            }
        }

        /// The alphabet of most letters of some texts; nil when neither has more.
        static func prevailing(in texts: [String]) -> Alphabet? {
            var difference = 0
            for scalar in texts.joined().unicodeScalars {
                switch Alphabet(scalar) {
                case .latin: difference -= 1
                case .cyrillic: difference += 1
                case nil: break
                }
            }
            return difference == 0 ? nil : difference > 0 ? .cyrillic : .latin
        }
    }

    /// A name whose letters of the other alphabet are replaced by their look-alikes; nil when that is not certain.
    ///
    /// Letters without a look-alike tell the alphabet; where there are none, `usual` does, that of the person's other names.
    static func unmixed(_ name: String, usual: Alphabet?) -> String? {
        var anchors: Set<Alphabet> = []
        for scalar in name.unicodeScalars {
            switch Alphabet(scalar) {
            case .latin where cyrillicByLatin[scalar] == nil: anchors.insert(.latin)
            case .cyrillic where latinByCyrillic[scalar] == nil: anchors.insert(.cyrillic)
            default: break
            }
        }
        guard anchors.count <= 1, let alphabet = anchors.first ?? usual else { return nil }
        let table = alphabet == .cyrillic ? cyrillicByLatin : latinByCyrillic
        return String(String.UnicodeScalarView(name.unicodeScalars.map { table[$0] ?? $0 }))
    }

    // Y is in neither list: in capitals it is У to a Russian eye and Ү to a Kazakh one.
    private static let cyrillicByLatin: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "ABCEHKMOPTXaceopxyIihƏə".unicodeScalars, "АВСЕНКМОРТХасеорхуІіһӘә".unicodeScalars))
    private static let latinByCyrillic: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: cyrillicByLatin.map { ($1, $0) })
}
