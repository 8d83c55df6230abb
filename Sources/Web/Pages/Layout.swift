import Domain

/// What surrounds every page: header, language switch, account, navigation, a message that is shown once.
struct Layout: Sendable {
    /// One entry of the main navigation.
    struct NavigationItem: Sendable {
        var label: String
        var url: String
        var count: String?
        var isCurrent: Bool
    }

    /// A language in the switch, named in itself.
    struct LanguageLink: Sendable {
        var code: String
        var name: String
        var url: String
        var isCurrent: Bool
        /// Whether the page's form `marks` is sent along, which would be lost otherwise.
        var sendsForm: Bool
    }

    /// Who is signed in.
    struct Account: Sendable {
        var name: String
        var role: String
    }

    /// A message after an act, shown once. `kind` is `success`, `note` or `error`.
    struct Flash: Sendable {
        var text: String
        var kind: String
    }

    let language: Language
    /// The `lang` attribute.
    let lang: String
    let title: String
    /// Whether the title begins with the word for "Error", because the page has an error summary.
    let hasErrors: Bool
    let account: Account?
    /// The institution's or the authority's name.
    let house: String?
    let navigation: [NavigationItem]
    let hasNavigation: Bool
    let languages: [LanguageLink]
    /// Whether the language switch sends the form `marks`; the first button of a form is what Enter presses, so that one comes first.
    let sendsForm: Bool
    let flash: Flash?

    /// - Parameters:
    ///   - title: the page's own title, without the service's name.
    ///   - path: this page's path and query, to which the language switch returns.
    ///   - form: where this page's form `marks` is shown again by a POST, in the language asked for.
    init(
        language: Language, title: String, path: String, form: String? = nil, account: Account? = nil,
        house: String? = nil,
        navigation: [NavigationItem] = [], flash: Flash? = nil, hasErrors: Bool = false
    ) {
        self.language = language
        lang = language.rawValue
        self.title = title
        self.hasErrors = hasErrors
        self.account = account
        self.house = house
        self.navigation = navigation
        hasNavigation = !navigation.isEmpty
        self.flash = flash
        sendsForm = form != nil
        languages = Language.allCases.map { other in
            LanguageLink(
                code: other.rawValue, name: Self.names[other] ?? other.rawValue,
                url: form.map { $0 + ($0.contains("?") ? "&" : "?") + "language=\(other.rawValue)" }
                    ?? "/language/\(other.rawValue)?return=\(Self.percentEncoded(path))",
                isCurrent: other == language, sendsForm: form != nil)
        }
    }

    private static let names: [Language: String] = [.kk: "Қазақша", .ru: "Русский", .en: "English"]

    private static func percentEncoded(_ path: String) -> String {
        path.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") {
                return String(UnicodeScalar(byte))
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    static let sample = Layout(
        language: .ru, title: "Ходатайство № 41", path: "/petitions/41?tab=1",
        account: Account(name: "Айгүл Серікқызы", role: "Специалист"), house: "Детский дом «Балдаурен»",
        navigation: Layout.navigation(
            for: .clerk, current: "/petitions", counts: ["/petitions": "3"], .sample),
        flash: Flash(text: "Ячейка исправлена", kind: "success"), hasErrors: true)
}

extension Layout {
    /// The main navigation of a role; `counts` are shown beside entries by address.
    static func navigation(
        for role: Role, current: String, counts: [String: String] = [:], _ words: Wording
    ) -> [NavigationItem] {
        let entries: [(key: String, url: String)] =
            switch role {
            case .clerk: [("home", "/"), ("petitions", "/petitions"), ("register", "/register")]
            case .head:
                [("home", "/"), ("petitions", "/petitions"), ("register", "/register"), ("audit", "/audit")]
            case .reviewer, .chief: [("queue", "/queue"), ("register", "/register")]
            case .auditor: [("petitions", "/petitions"), ("register", "/register"), ("audit", "/audit")]
            case .operator:
                [("institutions", "/institutions"), ("authorities", "/authorities"), ("policies", "/policies")]
            }
        return entries.map { entry in
            NavigationItem(
                label: words("navigation", entry.key), url: entry.url, count: counts[entry.url],
                isCurrent: entry.url == current)
        }
    }
}
