/// An account in the operator's lists.
struct AccountLine: Sendable {
    var login: String
    var name: String
    var role: String
    var state: Tag
    var passwordURL: String
    /// Where it is closed, or opened again.
    var stateURL: String
    var stateLabel: String

    static let sample = AccountLine(
        login: "balda.clerk", name: "Айгүл Серікқызы", role: "Специалист", state: Tag(text: "Действует", kind: "good"),
        passwordURL: "/accounts/3/password", stateURL: "/accounts/3/closing", stateLabel: "Закрыть")
}

/// What is shown once after an account is made or gets another password, and never again.
struct Secret: Sendable {
    var login: String
    var password: String

    static let sample = Secret(login: "balda.head", password: "quvo-9tyu-4mal")
}

/// `GET /accounts/{id}/closing`, `/opening` and `/password`, for operators: what is about to be done to an account; the form posts to
/// the same address.
struct AccountActPage: Page {
    static let template = "account-act"

    var heading: String
    var facts: [Fact]
    var consequences: [String]
    var url: String
    var submit: String
    var isDangerous: Bool
    var backURL: String
    /// The new password, once it is set; the form is then gone.
    var secret: Secret?

    static let sample = AccountActPage(
        heading: "Закрыть учётную запись?", facts: [Fact(label: "Логин", value: "balda.clerk")],
        consequences: ["Войти с ней будет нельзя."], url: "/accounts/3/closing", submit: "Закрыть учётную запись",
        isDangerous: true, backURL: "/institutions/1", secret: .sample)
}

/// `GET /account`: one's own password; the form posts `old`, `new` and `again` to the same address.
struct AccountPage: Page {
    static let template = "account"

    var facts: [Fact]
    var errors: ErrorSummary?
    var fields: [Field]

    init(facts: [Fact], errors: [String: String] = [:], _ words: Wording) {
        self.facts = facts
        fields = ["old", "new", "again"].map { name in
            Field(
                name: name, label: words("own_account", name),
                hint: name == "new" ? words("own_account", "new_hint") : nil, error: errors[name], type: "password",
                autocomplete: name == "old" ? "current-password" : "new-password")
        }
        self.errors = ErrorSummary(fields)
    }

    static let sample: AccountPage = {
        var page = AccountPage(
            facts: [Fact(label: "Логин", value: "balda.clerk")], errors: ["old": "Этот пароль не подходит"], .sample)
        page.fields.append(.sampleSelect)
        return page
    }()
}
