import Domain

/// A link to the page of a rule, with what the rule is called.
struct RuleLink: Sendable {
    var title: String
    var url: String
    var code: String
}

/// `GET /rules?find=…`: all rules by subject, or those that a word is in; open to anybody.
struct RulesPage: Page {
    struct Subject: Sendable {
        var id: String
        var name: String
        var rules: [RuleLink]
    }

    static let template = "rules"

    /// `find`.
    var field: Field
    var subjects: [Subject]
    var isEmpty: Bool
    /// How many were found; nil when all are shown.
    var found: String?

    init(subjects: [Subject], find: String? = nil, _ words: Wording) {
        field = Field(
            name: "find", label: words("rules", "find"), value: find ?? "", hint: words("rules", "find_hint"),
            autocomplete: "off")
        self.subjects = subjects.filter { !$0.rules.isEmpty }
        isEmpty = self.subjects.isEmpty
        let count = subjects.reduce(0) { $0 + $1.rules.count }
        found = find.map { _ in words("rules", "found", ["n": words.grouped(count)]) }
    }

    static let sample = RulesPage(
        subjects: [
            Subject(
                id: "fee", name: "Уплата государственной пошлины",
                rules: [
                    RuleLink(
                        title: "Нужна квитанция госпошлины", url: "/rules/fee.receipt_required",
                        code: "fee.receipt_required")
                ])
        ], find: "пошлина", .sample)
}

/// `GET /rules/{code}`: what a rule means, for whom, since when, where it is written, how to mend it, and an example; open to
/// anybody.
struct RulePage: Page {
    /// A table of one or more lines with what is said around it.
    struct Sample: Sendable {
        var said: [String]
        var headings: [String]
        var hasTable: Bool
        var lines: [Line]
        var messages: [String]
        var hasMessages: Bool
    }

    /// A line of a sample's table.
    struct Line: Sendable {
        var cells: [Cell]
    }

    /// A cell with its column's heading, which narrow screens show beside it.
    struct Cell: Sendable {
        var heading: String
        var text: String
    }

    struct SourceLine: Sendable {
        var label: String
        var value: String?
        var text: String
        var url: String?
        var since: String
        var isConfirmed: Bool
    }

    static let template = "rule"

    var code: String
    var title: String
    var severity: Tag
    var severityMeaning: String
    var meaning: String
    /// Whom it concerns, since when, its code.
    var facts: [Fact]
    var expected: String
    var remedy: String
    var fails: Sample
    var passes: Sample
    var sources: [SourceLine]
    var hasUnconfirmed: Bool

    static let sample = RulePage(
        code: "fee.receipt_required", title: "Нужна квитанция госпошлины", severity: Tag(text: "Ошибка", kind: "bad"),
        severityMeaning: "Без исправления строка не подаётся", meaning: "За регистрацию уплачивается госпошлина.",
        facts: [
            Fact(label: "Кого касается", value: "Прибывающих"),
            Fact(label: "С какого времени", value: "01.01.2026", url: "/rules"),
        ],
        expected: "Номер и дата квитанции", remedy: "№ 100200300, 28.08.2026",
        fails: Sample(
            said: ["Вымышленная женщина 23 лет"], headings: ["Квитанция"], hasTable: true,
            lines: [Line(cells: [Cell(heading: "Квитанция", text: "—")])], messages: ["Не указана квитанция."],
            hasMessages: true),
        passes: Sample(
            said: ["Вымышленная женщина 23 лет"], headings: ["Квитанция"], hasTable: true,
            lines: [Line(cells: [Cell(heading: "Квитанция", text: "№ 100200300")])], messages: [], hasMessages: false),
        sources: [
            SourceLine(
                label: "МРП", value: "4325 ₸", text: "inform.kz", url: "/rules/source#fee", since: "01.01.2026",
                isConfirmed: false)
        ], hasUnconfirmed: true)
}

/// `GET /rules/source`: the seed page sentence by sentence, and what keeps each; open to anybody.
struct SeedPage: Page {
    struct Line: Sendable {
        /// The fragment that rules link to.
        var id: String
        var sentence: String
        var kind: Tag
        var answer: String
        var rules: [RuleLink]
        var hasRules: Bool
    }

    static let template = "seed"

    var lines: [Line]
    /// Rules that no sentence names, by where they come from.
    var others: [RulesPage.Subject]

    static let sample = SeedPage(
        lines: [
            Line(
                id: "fee", sentence: "6) квитанция об уплате госпошлины", kind: Tag(text: "Правило", kind: "good"),
                answer: "Требуется квитанция.",
                rules: [
                    RuleLink(
                        title: "Нужна квитанция", url: "/rules/fee.receipt_required", code: "fee.receipt_required")
                ], hasRules: true)
        ],
        others: RulesPage.sample.subjects)
}
