import Domain

/// The page texts of one language and the few sentences that numbers are put into.
struct Wording: Sendable {
    let language: Language
    /// Section, key, text: what templates read as `{{t.section.key}}`.
    let texts: [String: [String: String]]

    /// Wording without texts: every text shows its own name.
    static let sample = Wording(language: .ru, texts: [:])

    /// A text with its `{names}` replaced; a text that does not exist shows its own name, which tests find.
    func callAsFunction(_ section: String, _ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = texts[section]?[key] else { return "\(section).\(key)" }
        guard !values.isEmpty else { return text }
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            result += values[String(name)] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// A number with its noun in the right form: "297 residents", "21 строка", "5 күн".
    ///
    /// The nouns are in the section `counted`, by plural form: `rows_one`, `rows_few`, `rows_many`.
    func counted(_ noun: String, _ number: Int) -> String {
        self("counted", "\(noun)_\(pluralForm(of: number))", ["n": grouped(number)])
    }

    /// A number with its thousands apart, as the language writes it.
    func grouped(_ number: Int) -> String {
        let separator = language == .en ? "," : "\u{00A0}"
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "−" : "") + ([digits] + groups).joined(separator: separator)
    }

    private func pluralForm(of number: Int) -> String {
        let tens = number.magnitude % 100
        let units = number.magnitude % 10
        switch language {
        case .kk: return "many"
        case .en: return number == 1 ? "one" : "many"
        case .ru:
            if (11...14).contains(tens) { return "many" }
            return units == 1 ? "one" : (2...4).contains(units) ? "few" : "many"
        }
    }
}
