/// `GET /register?iin=…` or `?premises=…&on=…`. An IIN is personal: the form posts it to `/register`, so that it stays out
/// of addresses.
struct RegisterPage: Page {
    struct Line: Sendable {
        /// Masked.
        var iin: String
        var name: String
        var premises: String
        var premisesURL: String
        var stay: Tag
        var from: String
        /// The last day's end, or an open one.
        var until: String
        var petition: String
        /// The petition that made it so; nil for registrations from before.
        var petitionURL: String?
    }

    static let template = "register"

    var errors: ErrorSummary?
    var iin: Field
    var premises: Field
    var on: Field
    /// Whether something was asked, so that an empty list is an answer.
    var hasAsked: Bool
    /// "48 people were registered here on 23.11.2026".
    var answer: String?
    var lines: [Line]
    var hasLines: Bool
    var paging: Paging?
    /// Those found, as a file to fill in; nil for who may not file for them.
    var filledTemplate: FilledTemplate?

    init(
        premises options: [Field.Option], values: [String: String] = [:], errors: [String: String] = [:],
        answer: String? = nil, lines: [Line] = [], paging: Paging? = nil, filled: FilledTemplate? = nil,
        _ words: Wording
    ) {
        iin = Field(
            name: "iin", label: words("register", "iin"), value: values["iin"] ?? "",
            hint: words("register", "iin_hint"),
            error: errors["iin"], autocomplete: "off")
        premises = Field(
            name: "premises", label: words("register", "premises"), value: values["premises"] ?? "",
            error: errors["premises"], options: options)
        on = .day("on", label: words("register", "on"), value: values["on"] ?? "", error: errors["on"], words)
        hasAsked = answer != nil
        self.answer = answer
        self.lines = lines
        self.paging = paging
        filledTemplate = filled
        hasLines = !lines.isEmpty
        self.errors = ErrorSummary([iin, premises, on])
    }

    static let sample = RegisterPage(
        premises: [
            Field.Option(value: "3", label: "Спальный корпус, ул. Абая, 12", isSelected: true),
            Field.Option(value: "4", label: "Дом на Сейфуллина", isSelected: false),
        ],
        values: ["premises": "3", "on": "2026-11-23"], errors: ["iin": "В ИИН 12 цифр"],
        answer: "23.11.2026 здесь зарегистрированы 48 человек.",
        lines: [
            Line(
                iin: "09••••••9006", name: "Қасымова Айару Ержанқызы", premises: "Спальный корпус",
                premisesURL: "/premises/3", stay: Tag(text: "Постоянная", kind: "good"), from: "01.11.2026",
                until: "без срока", petition: "№ 38", petitionURL: "/petitions/38"),
            Line(
                iin: "11••••••0123", name: "Иванов Пётр Сергеевич", premises: "Спальный корпус",
                premisesURL: "/premises/3", stay: Tag(text: "Временная", kind: "active"), from: "01.09.2026",
                until: "25.05.2027", petition: "№ 31", petitionURL: "/petitions/31"),
        ], paging: .sample, filled: .sample, .sample)
}
