internal import Domain

/// A text in the three languages.
struct Phrases: Sendable, Hashable {
    private let kk: Phrase
    private let ru: Phrase
    private let en: Phrase

    /// Makes the text from what the catalogue has; nil when a language is missing or blank.
    init?(_ written: WrittenPhrases) throws(TextsError) {
        func phrase(_ language: Language) throws(TextsError) -> Phrase? {
            guard let forms = written.languages[language.rawValue]?.forms, let many = forms[.many],
                !many.allSatisfy(\.isWhitespace)
            else { return nil }
            return try Phrase(forms, counting: written.by ?? "count", in: language)
        }
        guard let kk = try phrase(.kk), let ru = try phrase(.ru), let en = try phrase(.en) else { return nil }
        (self.kk, self.ru, self.en) = (kk, ru, en)
    }

    /// The text in one language.
    subscript(language: Language) -> Phrase {
        switch language {
        case .kk: kk
        case .ru: ru
        case .en: en
        }
    }
}

/// `{"kk": …, "ru": …, "en": …}` of a file, each a text or an object of plural forms; `by` names the argument that
/// chooses the form, `count` when it is left out.
struct WrittenPhrases: Decodable {
    let languages: [String: WrittenPhrase]
    let by: String?

    init(from decoder: any Decoder) throws {
        var languages = try [String: WrittenPhrase](from: decoder)
        by = languages.removeValue(forKey: "by")?.forms[.many]
        self.languages = languages
        let known = Set(Language.allCases.map(\.rawValue))
        if let stranger = languages.keys.first(where: { !known.contains($0) }) {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "“\(stranger)” is no language"))
        }
    }
}

/// A text, or `{"one": …, "few": …, "many": …}`.
struct WrittenPhrase: Decodable {
    let forms: [PluralForm: String]

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            forms = [.many: text]
            return
        }
        let written = try [String: String](from: decoder)
        forms = try written.reduce(into: [:]) { forms, entry in
            guard let form = PluralForm(rawValue: entry.key) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "“\(entry.key)” is no plural form"))
            }
            forms[form] = entry.value
        }
    }
}
