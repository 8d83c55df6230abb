/// A message that the next page shows once: the key of a text and a number, never free text, so that nobody can put words
/// into our mouth by a cookie.
struct Flash: Hashable, Sendable {
    /// How it looks.
    enum Kind: String, Sendable {
        case success, note, error
    }

    /// The key in the section `flash` of the page texts.
    let key: String
    let kind: Kind
    /// What the text's `{row}`, `{rows}` or `{petitions}` stands for.
    let number: Int?

    init(_ key: String, kind: Kind = .success, number: Int? = nil) {
        self.key = key
        self.kind = kind
        self.number = number
    }

    static let cookie = "flash"

    /// The flash of a cookie's text: `kind.key` or `kind.key.number`; nil for anything else.
    init?(written text: String) {
        guard text.utf8.count <= 80 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        let number = parts.count == 3 ? Int(parts[2]) : nil
        if parts.count == 3 && number == nil { return nil }
        self.init(String(parts[1]), kind: kind, number: number)
    }

    var written: String { "\(kind.rawValue).\(key)" + (number.map { ".\($0)" } ?? "") }

    /// The message in words; nil when there is no such text.
    func shown(_ words: Wording) -> Layout.Flash? {
        guard words.texts["flash"]?[key] != nil else { return nil }
        var values: [String: String] = [:]
        if let number {
            values = [
                "row": words.grouped(number), "rows": words.counted("rows", number),
                "petitions": words.counted("petitions", number), "scans": words.counted("scans", number),
            ]
        }
        return Layout.Flash(text: words("flash", key, values), kind: kind.rawValue)
    }
}
