import Domain

/// `GET /guide?home=…&age=…`: which papers registration needs, the fee of today, where to go and whom to call; open to anybody.
///
/// The form is a GET of its own address: nothing of what is said here tells who says it.
struct GuidePage: Page {
    struct Paper: Sendable {
        var text: String
        /// The page of the rule that asks for it.
        var ruleURL: String?
    }

    struct Answer: Sendable {
        /// "A man of 19, permanent, in a hostel".
        var who: String
        var papers: [Paper]
        /// What is paid today, or why nothing is.
        var fee: String
        var feeSources: [RulePage.SourceLine]
        var hasFeeSources: Bool
        var isFeeConfirmed: Bool
        /// Where to go, and what becomes of the former address; a sentence each.
        var steps: [String]
        /// The authority with its address, telephone and bank details; nil when none was chosen.
        var authority: AuthorityFacts?
        /// "On 24.11.2026, by the rules egov-2017".
        var asOf: String
    }

    struct AuthorityFacts: Sendable {
        var name: String
        /// Where it is and whom to call.
        var contact: [Fact]
        /// Where the fee is paid.
        var bank: [Fact]
        var hasBank: Bool
        var hasContact: Bool
    }

    static let template = "guide"

    var errors: ErrorSummary?
    /// `home`, `stay`, `age`, `sex`, `citizen`, `card`, `exemption`, `authority`.
    var fields: [Field]
    var answer: Answer?

    init(fields: [Field], answer: Answer? = nil) {
        self.fields = fields
        self.answer = answer
        errors = ErrorSummary(fields)
    }

    static let sample = GuidePage(
        fields: [
            .sampleSelect,
            Field(name: "age", label: "Возраст", value: "7", hint: "Полных лет", error: "Введите возраст"),
        ],
        answer: Answer(
            who: "Женщина, 23 года",
            papers: [Paper(text: "Удостоверение личности", ruleURL: "/rules/document.missing")],
            fee: "432,50 ₸",
            feeSources: RulePage.sample.sources, hasFeeSources: true, isFeeConfirmed: false,
            steps: ["Обратитесь к администрации."],
            authority: AuthorityFacts(
                name: "Департамент полиции", contact: [Fact(label: "Телефон", value: "1414", url: "tel:1414")],
                bank: [Fact(label: "Счёт", value: "KZ86125KZT5004100100", url: "/guide")], hasBank: true,
                hasContact: true),
            asOf: "На 24.11.2026"))
}
