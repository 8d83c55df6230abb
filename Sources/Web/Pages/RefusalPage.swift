/// What is shown when something was not done: refusals, pages that do not exist, failures.
struct RefusalPage: Page {
    static let template = "refusal"

    /// What happened: "This petition was changed meanwhile".
    var heading: String
    var explanation: String
    /// What to do, a sentence each.
    var advice: [String]
    /// Rows and days concerned, in words.
    var facts: [Fact]
    var hasFacts: Bool
    /// The one way on.
    var way: Act?
    /// The stable code and the request's number, for those who help.
    var code: String
    var reference: String?
    /// The page of the rule of that code; nil where no rule has it.
    var ruleURL: String?

    init(
        heading: String, explanation: String, advice: [String] = [], facts: [Fact] = [], way: Act? = nil, code: String,
        reference: String? = nil, ruleURL: String? = nil
    ) {
        self.ruleURL = ruleURL
        self.heading = heading
        self.explanation = explanation
        self.advice = advice
        self.facts = facts
        self.way = way
        self.code = code
        self.reference = reference
        hasFacts = !facts.isEmpty
    }

    /// The page for an address that names nothing.
    static func notFound(reference: String?, _ words: Wording) -> RefusalPage {
        RefusalPage(
            heading: words("not_found", "heading"), explanation: words("not_found", "explanation"),
            advice: [words("not_found", "advice_address"), words("not_found", "advice_rights")],
            way: Act(label: words("not_found", "way"), url: "/", isPost: false), code: "not_found", reference: reference
        )
    }

    static let sample = RefusalPage(
        heading: "Ходатайство уже изменено", explanation: "Пока вы смотрели на страницу, его изменил другой сотрудник.",
        advice: ["Откройте ходатайство снова и проверьте, что изменилось."],
        facts: [
            Fact(label: "Строки", value: "7, 12"), Fact(label: "Ходатайство", value: "№ 41", url: "/petitions/41"),
        ],
        way: Act(label: "Открыть ходатайство", url: "/petitions/41", isPost: false, hint: "Версия 6"),
        code: "petition.version_stale", reference: "b7f2-10c4", ruleURL: "/rules/occupancy.full")
}

/// `GET /help`: how it works, what a file may hold, the limits.
struct HelpPage: Page {
    /// A column of a petition file and what goes into it.
    struct ColumnLine: Sendable {
        var label: String
        var name: String
        var example: String?
    }

    static let template = "help"

    var limits: [Fact]
    var columns: [ColumnLine]
    var templates: [UploadPage.TemplateLink]

    static let sample = HelpPage(
        limits: [
            Fact(label: "Файл", value: "до 512 МБ", url: "/help#limits"), Fact(label: "Строк", value: "до 1 000 000"),
        ],
        columns: [
            ColumnLine(label: "ИИН", name: "iin", example: "090214509014"),
            ColumnLine(label: "Фамилия", name: "surname"),
        ],
        templates: [UploadPage.TemplateLink(label: "Үлгі (қазақша)", url: "/template?language=kk")])
}
