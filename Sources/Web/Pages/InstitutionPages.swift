/// `GET /institutions`, for operators; the form posts its fields to `/institutions`.
struct InstitutionsPage: Page {
    struct Line: Sendable {
        var name: String
        var url: String
        var bin: String
        var kind: String
        var premises: String
        var places: String
    }

    static let template = "institutions"

    var errors: ErrorSummary?
    var lines: [Line]
    var isEmpty: Bool
    /// `bin`, `kind`, `name_kk`, `name_ru`, `name_en`.
    var fields: [Field]

    init(
        lines: [Line], kinds: [Field.Option], values: [String: String] = [:], errors: [String: String] = [:],
        _ words: Wording
    ) {
        self.lines = lines
        isEmpty = lines.isEmpty
        fields = ["bin", "kind", "name_kk", "name_ru", "name_en"].map { name in
            Field(
                name: name, label: words("institution", name), value: values[name] ?? "", error: errors[name],
                autocomplete: "off", options: name == "kind" ? [Field.Option(value: "", label: "—")] + kinds : [])
        }
        self.errors = ErrorSummary(fields)
    }

    static let sample = InstitutionsPage(
        lines: [
            Line(
                name: "Детский дом «Балдаурен»", url: "/institutions/1", bin: "970440001234", kind: "Детский дом",
                premises: "2", places: "120")
        ],
        kinds: [Field.Option(value: "orphanage", label: "Детский дом", isSelected: false)],
        values: ["bin": "9704"], errors: ["bin": "В БИН 12 цифр"], .sample)
}

/// `GET /institutions/{id}`, for operators; the forms post to `/institutions/{id}/premises` and
/// `/institutions/{id}/accounts`.
struct InstitutionPage: Page {
    struct PremisesLine: Sendable {
        var name: String
        var url: String
        var editURL: String
        var address: String
        var places: String
    }

    static let template = "institution"

    var id: String
    var name: String
    var facts: [Fact]
    var errors: ErrorSummary?
    var premises: [PremisesLine]
    var premisesFields: [Field]
    var accounts: [AccountLine]
    var accountFields: [Field]
    /// A form with a fault stays open.
    var hasPremisesFaults: Bool
    var hasAccountFaults: Bool
    var secret: Secret?

    /// - Parameters:
    ///   - premisesFields: from `PremisesEditPage.fields`.
    ///   - accountFields: from `accountFields(roles:languages:answers:values:errors:_:)`.
    init(
        id: String, name: String, facts: [Fact], premises: [PremisesLine], premisesFields: [Field],
        accounts: [AccountLine], accountFields: [Field], secret: Secret? = nil
    ) {
        self.id = id
        self.name = name
        self.facts = facts
        self.premises = premises
        self.premisesFields = premisesFields
        self.accounts = accounts
        self.accountFields = accountFields
        self.secret = secret
        hasPremisesFaults = premisesFields.contains { $0.error != nil }
        hasAccountFaults = accountFields.contains { $0.error != nil }
        errors = ErrorSummary(premisesFields + accountFields)
    }

    /// The fields of a new account: `role`, `may_submit`, `login`, `name`, `iin`, `language`.
    static func accountFields(
        roles: [Field.Option], languages: [Field.Option], answers: [Field.Option], values: [String: String] = [:],
        errors: [String: String] = [:], _ words: Wording
    ) -> [Field] {
        let options = ["role": roles, "language": languages, "may_submit": answers]
        return ["role", "may_submit", "login", "name", "iin", "language"].map { name in
            Field(
                name: name, label: words("account", name), value: values[name] ?? "",
                hint: ["iin", "may_submit"].contains(name) ? words("account", "\(name)_hint") : nil,
                error: errors[name], autocomplete: "off",
                options: options[name] ?? [])
        }
    }

    static let sample = InstitutionPage(
        id: "1", name: "Детский дом «Балдаурен»",
        facts: [
            Fact(label: "БИН", value: "970440001234"), Fact(label: "Вид", value: "Детский дом", url: "/institutions"),
        ],
        premises: [
            PremisesLine(
                name: "Спальный корпус", url: "/premises/3", editURL: "/premises/3/edit",
                address: "г. Алматы, ул. Абая, 12", places: "60")
        ],
        premisesFields: PremisesEditPage.sample.fields,
        accounts: [.sample],
        accountFields: [
            Field(name: "login", label: "Логин", value: "", hint: "Латиницей", error: "Такой логин уже есть"),
            Field.sampleSelect,
        ],
        secret: .sample)
}

/// `GET /premises/{id}/edit`, for operators; the form posts to `/premises/{id}`.
struct PremisesEditPage: Page {
    static let template = "premises-edit"

    var id: String
    var name: String
    var institution: String
    var institutionURL: String
    var errors: ErrorSummary?
    var fields: [Field]
    /// What a smaller number would mean today, to be confirmed; nil while there is room for all.
    var confirmation: Confirmation?

    struct Confirmation: Sendable {
        var sentence: String
        var places: String
        var label: String
    }

    init(
        id: String, name: String, institution: String, institutionURL: String, fields: [Field],
        confirmation: Confirmation? = nil
    ) {
        self.confirmation = confirmation
        self.id = id
        self.name = name
        self.institution = institution
        self.institutionURL = institutionURL
        self.fields = fields
        errors = ErrorSummary(fields)
    }

    /// The fields of premises: `building`, `address_kk`, `address_ru`, `kato`, `rka`, `title_basis`, `places`,
    /// `living_area`.
    static func fields(
        titles: [Field.Option], values: [String: String] = [:], errors: [String: String] = [:], _ words: Wording
    ) -> [Field] {
        let names = ["building", "address_kk", "address_ru", "kato", "rka", "title_basis", "places", "living_area"]
        return names.map { name in
            Field(
                name: name, label: words("premises_form", name), value: values[name] ?? "", error: errors[name],
                autocomplete: "off", options: name == "title_basis" ? titles : [])
        }
    }

    static let sample = PremisesEditPage(
        id: "3", name: "Спальный корпус", institution: "Детский дом «Балдаурен»",
        institutionURL: "/institutions/1",
        fields: [
            Field(name: "places", label: "Мест по лицензии", value: "60", error: "Введите целое число"),
            Field(name: "living_area", label: "Жилая площадь, м²", value: "420", hint: "По техническому паспорту"),
        ],
        confirmation: Confirmation(
            sentence: "Сегодня занято 46: сверх мест будет 16.", places: "30", label: "Установить число мест: 30"))
}

/// `GET /authorities`, for operators; the form posts its fields to `/authorities`.
struct AuthoritiesPage: Page {
    struct Line: Sendable {
        var name: String
        var url: String
        /// The authority above it; nil at the top.
        var parent: String?
        var jurisdiction: String
        var accounts: String
    }

    static let template = "authorities"

    var errors: ErrorSummary?
    var lines: [Line]
    /// Everybody who belongs to no institution.
    var accounts: [AccountLine]
    var isEmpty: Bool
    /// `name_kk`, `name_ru`, `name_en`, `parent`, `territory`.
    var fields: [Field]

    init(
        lines: [Line], accounts: [AccountLine], parents: [Field.Option], values: [String: String] = [:],
        errors: [String: String] = [:],
        _ words: Wording
    ) {
        self.lines = lines
        self.accounts = accounts
        isEmpty = lines.isEmpty
        func field(_ name: String, _ label: String, hint: String? = nil, options: [Field.Option] = []) -> Field {
            Field(
                name: name, label: label, value: values[name] ?? "", hint: hint, error: errors[name],
                autocomplete: "off", options: options)
        }
        fields =
            ["name_kk", "name_ru", "name_en"].map { field($0, words("authorities", $0)) } + [
                field("parent", words("authorities", "parent"), options: parents),
                field(
                    "territory", words("authorities", "jurisdiction"), hint: words("authorities", "territory_hint")),
            ]
        self.errors = ErrorSummary(fields)
    }

    static let sample = AuthoritiesPage(
        lines: [
            Line(
                name: "Управление полиции Алмалинского района", url: "/authorities/2",
                parent: "Департамент полиции г. Алматы",
                jurisdiction: "7511", accounts: "3")
        ], accounts: [.sample], parents: [Field.Option(value: "1", label: "Департамент полиции г. Алматы")],
        values: ["territory": "7511"], errors: ["name_kk": "Введите название"], .sample)
}
