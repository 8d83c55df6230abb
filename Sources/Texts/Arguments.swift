internal import Domain

/// What a text's placeholders are replaced by, in one language.
struct Arguments {
    private let values: [String: String]
    private let texts: Texts
    private let language: Language
    /// The kind of the words that `expected`, `nearest` and `read` may name.
    private let kindOfExpected: String?

    /// How many characters of a cell, and how many rows and days, a sentence shows.
    private static let longestQuote = 80
    private static let longestList = 10

    /// The arguments of a page's text.
    init(_ values: [String: String], _ texts: Texts, _ language: Language) {
        self.values = values
        self.texts = texts
        self.language = language
        kindOfExpected = nil
    }

    /// The arguments of an issue, with `found`, `row` and `column` from the issue itself.
    init(of issue: Issue, _ texts: Texts, _ language: Language) {
        var values = issue.arguments
        values["found"] = issue.found.map(Arguments.quoted)
        for key in ["read", "nearest"] { values[key] = values[key].map(Arguments.quoted) }
        if let row = issue.place.row { values["row"] = values["row"] ?? "\(row)" }
        if let column = issue.place.column { values["column"] = column.rawValue }
        self.values = values
        self.texts = texts
        self.language = language
        let isOfHeader = issue.code == .headerUnknown || issue.code == .headerMissing
        kindOfExpected = isOfHeader ? Column.kind : issue.place.column?.kindOfWords
    }

    /// The arguments of a refusal, with `rows`, `days` and `count` (of its rows) from the refusal itself.
    init(of refusal: Refusal, _ texts: Texts, _ language: Language) {
        var values = refusal.arguments
        if !refusal.rows.isEmpty {
            values["rows"] = Arguments.list(refusal.rows.map { "\($0)" })
            values["count"] = values["count"] ?? "\(refusal.rows.count)"
        }
        if !refusal.days.isEmpty { values["days"] = Arguments.list(refusal.days.map(Formats.day)) }
        self.values = values
        self.texts = texts
        self.language = language
        kindOfExpected = nil
    }

    /// A text with these arguments.
    func filled(_ phrases: Phrases) -> String {
        phrases[language].filled(shown) { name in values[name].flatMap { Int($0) } }
    }

    /// An argument as people read it; nil when it is missing, or is a stable name that has no label.
    private func shown(_ name: String, _ format: Phrase.Format) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        switch format {
        case .number: return Int(value).map { Formats.integer($0, in: language) } ?? value
        case .bytes: return Int(value).map { Formats.bytes($0, in: language) } ?? value
        case .money: return Formats.money(value, in: language)
        case .plain: break
        }
        if name == "found" { return value }
        if let day = Day(iso: value) { return Formats.day(day) }
        if Arguments.values.contains(name) { return labels(of: value, kind: kindOfExpected) ?? value }
        if let kind = Arguments.kinds[name] { return labels(of: value, kind: kind) ?? value }
        // The name of a field or of a library's complaint is no prose: without a label nothing is said.
        if let kind = Arguments.strictKinds[name] { return texts.catalog.words[kind]?[value]?[language].raw }
        return value
    }

    /// The labels of stable names with blanks between them; nil unless all have one.
    private func labels(of value: String, kind: String?) -> String? {
        guard let words = kind.flatMap({ texts.catalog.words[$0] }) else { return nil }
        let labels = value.split(separator: " ").map { words[String($0)]?[language].raw }
        if labels.contains(nil) { return nil }
        let names = labels.compactMap { $0 }
        let isProper = kind.map { Arguments.properKinds.contains($0) } ?? true
        return names.map { isProper ? $0 : $0.prefix(1).lowercased() + $0.dropFirst() }.joined(separator: ", ")
    }

    private static let kinds = [
        "stay": "stay", "action": "action", "sample": "document_sample", "citizenship": "citizenship",
        "state": "state", "move": "move", "column": "column", "role": "role",
        "kind": "scan_kind",
    ]
    /// Arguments that are values of the issue's own column.
    private static let values: Set = ["expected", "nearest", "read"]
    /// Kinds whose labels keep their capital within a sentence.
    private static let properKinds: Set = ["citizenship", "column"]
    private static let strictKinds = ["reason": "file_reason", "field": "field", "because": "date_reading"]

    private static func quoted(_ text: String) -> String {
        text.count <= longestQuote ? text : text.prefix(longestQuote) + "…"
    }

    private static func list(_ items: [String]) -> String {
        items.prefix(longestList).joined(separator: ", ") + (items.count > longestList ? ", …" : "")
    }
}
