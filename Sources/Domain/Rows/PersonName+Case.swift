extension PersonName {
    /// A name in capitals as documents in small letters have it; nil when it is in none or has no word of two letters.
    ///
    /// It is an offer, not a repair: only its owner knows how `МАККЕНЗИ` is written.
    static func properCase(of name: String) -> String? {
        var (longest, run) = (0, 0)
        for scalar in name.unicodeScalars {
            if scalar.properties.isLowercase { return nil }
            run = scalar.properties.isUppercase ? run + 1 : 0
            longest = max(longest, run)
        }
        guard longest > 1 else { return nil }
        var words: [String] = []
        for word in name.split(separator: " ", omittingEmptySubsequences: false) {
            let parts = word.split(separator: "-", omittingEmptySubsequences: false).enumerated()
            let cased = parts.map { index, part in
                let isFollowing = !words.isEmpty || index > 0
                return isFollowing && part.utf8.count <= 10 && endings.contains(part.lowercased())
                    ? lowercased(part) : capitalized(part)
            }
            words.append(cased.joined(separator: "-"))
        }
        return words.joined(separator: " ")
    }

    /// Words behind a father's name that make it a patronymic; written apart they keep small letters.
    private static let endings: Set = [
        "оглы", "оғлы", "оглу", "углы", "угли", "ұғлы", "ұлы", "улы", "уулу", "кызы", "қызы", "гызы", "кизи", "қизи",
        "ogly", "oglu", "oğlu", "oghlu", "uly", "ugli", "oʻgʻli", "kyzy", "kizi", "qyzy", "qizi", "qızı",
    ]

    /// Whether a word belongs to the father's name before it.
    static func isEnding(_ word: some StringProtocol) -> Bool { endings.contains(word.lowercased()) }

    private static func capitalized(_ word: Substring) -> String {
        // A single letter before an apostrophe is a particle of its own: О'Коннор, Д'Артаньян, but Г'улом and Ма'руф.
        let scalars = word.unicodeScalars
        if let mark = scalars.dropFirst().first, mark == "'" || mark == "’" || mark == "‘", let first = scalars.first,
            first == "О" || first == "O" || first == "Д" || first == "D"
        {
            return String(scalars.prefix(2)) + capitalized(Substring(scalars.dropFirst(2)))
        }
        return word.prefix(1).uppercased() + lowercased(word.dropFirst())
    }

    /// Small letters; the Turkish İ becomes one letter, not an i with a dot above it.
    private static func lowercased(_ word: Substring) -> String {
        let small = word.lowercased()
        guard small.utf8.contains(0xCC) else { return small }
        return String(String.UnicodeScalarView(small.unicodeScalars.filter { $0.value != 0x307 }))
    }
}
