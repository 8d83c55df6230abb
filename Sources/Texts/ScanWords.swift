public import Domain

/// The words by which the name of a file tells what its scan shows.
public struct ScanWords: Sendable {
    /// Longest first, so that the birth certificate is not taken for any certificate.
    private let spellings: [(text: String, kind: ScanKind)]

    init(_ catalog: Catalog) {
        spellings = (catalog.values[ScanKind.kind] ?? [:]).flatMap { name, languages in
            languages.values.joined().compactMap { spelling in ScanKind(rawValue: name).map { (spelling, $0) } }
        }.sorted { ($1.0.count, $0.0) < ($0.0.count, $1.0) }
    }

    /// What a file of this name shows; nil when the name does not say it.
    public func kind(in name: String) -> ScanKind? {
        let words = name.lowercased().split { !$0.isLetter }.joined(separator: " ")
        let text = " " + words.replacing("ё", with: "е")
        return spellings.first { text.contains(" " + $0.text) }?.kind
    }
}
