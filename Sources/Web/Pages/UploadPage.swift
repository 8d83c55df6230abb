import Domain

/// `GET /petitions/new`; the form posts multipart to `/petitions`: `premises`, `number`, `dated`, `stay`, `from`, `until`,
/// `list`, `file`.
struct UploadPage: Page {
    /// A template workbook in one language.
    struct TemplateLink: Sendable {
        var label: String
        var url: String
    }

    static let template = "upload"

    var errors: ErrorSummary?
    var premises: Field
    var number: Field
    var dated: Field
    var stay: Field
    var from: Field
    var until: Field
    /// Whether the file lists those for whom something changes, or everybody.
    var list: Field
    /// What is wrong with the file, beside its input.
    var fileError: String?
    var templates: [TemplateLink]
    /// For each building of the institution, its residents filled in.
    var filledTemplates: [FilledTemplate]
    var hasFilledTemplates: Bool
    /// The limits in one sentence.
    var limits: String
    /// The petition whose corrected file this will be, sent along as `parent`.
    var parent: PetitionLink?
    var parentID: String?

    /// - Parameters:
    ///   - values: what was sent before or is proposed, by field name.
    ///   - errors: in words, by field name.
    init(
        premises options: [Field.Option], values: [String: String] = [:], errors: [String: String] = [:],
        limits: String, filled: [FilledTemplate] = [], parent: PetitionLink? = nil, parentID: String? = nil,
        _ words: Wording
    ) {
        func field(_ name: String, hint: String? = nil, type: String = "text", options: [Field.Option] = []) -> Field {
            if type == "date" {
                return .day(
                    name, label: words("upload", name), value: values[name] ?? "", hint: hint, error: errors[name],
                    words)
            }
            return Field(
                name: name, label: words("upload", name), value: values[name] ?? "", hint: hint, error: errors[name],
                type: type, autocomplete: "off", options: options)
        }
        premises = field("premises", options: options)
        number = field("number", hint: words("upload", "number_hint"))
        dated = field("dated", type: "date")
        stay = field(
            "stay",
            options: ["", "permanent", "temporary"].map { stay in
                Field.Option(
                    value: stay, label: words("upload", stay.isEmpty ? "stay_as_in_file" : "stay_\(stay)"),
                    isSelected: false)
            })
        from = field("from", hint: words("upload", "from_hint"), type: "date")
        until = field("until", hint: words("upload", "until_hint"), type: "date")
        list = field(
            "list", hint: words("upload", "list_hint"),
            options: PetitionList.allCases.map { list in
                Field.Option(value: list.rawValue, label: words("upload", "list_\(list.rawValue)"))
            })
        fileError = errors["file"]
        templates = ["kk", "ru", "en"].map { language in
            TemplateLink(label: words("upload", "template_\(language)"), url: "/template?language=\(language)")
        }
        filledTemplates = filled
        hasFilledTemplates = !filled.isEmpty
        self.limits = limits
        self.parent = parent
        self.parentID = parentID
        var lines = ErrorSummary([premises, number, dated, stay, from, until, list])?.lines ?? []
        if let fileError { lines.append(ErrorSummary.Line(text: fileError, target: "file")) }
        self.errors = lines.isEmpty ? nil : ErrorSummary(lines: lines)
    }

    static let sample = UploadPage(
        premises: [Field.Option(value: "3", label: "Спальный корпус, ул. Абая, 12", isSelected: true)],
        values: ["premises": "3", "number": "41", "dated": "2026-11-17"],
        errors: ["number": "Введите номер ходатайства", "file": "Выберите файл"],
        limits: "До 512 МБ и 1 000 000 строк.", filled: [.sample],
        parent: PetitionLink(
            number: "38", url: "/petitions/38", state: Tag(text: "Решено", kind: "good"), why: "3 возвращённые строки"),
        parentID: "38", .sample)
}
