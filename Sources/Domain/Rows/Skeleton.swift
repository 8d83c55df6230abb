/// What is left of a word when case, punctuation and the difference between look-alikes of two alphabets do not count.
enum Skeleton {
    /// The letters and digits of a text, Latin look-alikes as Cyrillic ones, ё as е.
    static func of(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars
        where scalar.properties.isAlphabetic || 0x30...0x39 ~= scalar.value {
            result.append(twins[scalar] ?? scalar)
        }
        return String(result)
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip("aceopxyihəbkmtё".unicodeScalars, "асеорхуіһәвкмте".unicodeScalars))
}
