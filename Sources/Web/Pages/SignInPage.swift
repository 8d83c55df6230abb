/// `GET /sign-in`; the form posts `login` and `password` to `/sign-in`.
struct SignInPage: Page {
    static let template = "sign-in"

    var errors: ErrorSummary?
    var login: Field
    var password: Field
    /// Where to go afterwards, sent along as `return`.
    var returnPath: String?

    /// - Parameters:
    ///   - refusal: why the last try failed, in words; nil at the first visit.
    init(login: String = "", refusal: String? = nil, returnPath: String? = nil, _ words: Wording) {
        self.login = Field(name: "login", label: words("sign_in", "login"), value: login, autocomplete: "username")
        password = Field(
            name: "password", label: words("sign_in", "password"), type: "password", autocomplete: "current-password")
        errors = refusal.map { ErrorSummary(lines: [ErrorSummary.Line(text: $0, target: "login")]) }
        self.returnPath = returnPath
    }

    static let sample: SignInPage = {
        var page = SignInPage(
            login: "balda.clerk", refusal: "Логин или пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
            returnPath: "/petitions/41", .sample)
        page.login = Field(
            name: "login", label: "Логин", value: "balda.clerk", hint: "Его выдал оператор", error: "Проверьте логин",
            autocomplete: "username")
        return page
    }()
}
