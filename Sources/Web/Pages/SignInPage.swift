/// `GET /sign-in`; the form posts `login` and `password` to `/sign-in`.
struct SignInPage: Page {
    static let template = "sign-in"

    var errors: ErrorSummary?
    var login: Field
    var password: Field
    /// Why one has to sign in again: the session ended in the middle of something; nil at a usual visit.
    var notice: String?
    /// Where to go afterwards, sent along as `return`.
    var returnPath: String?

    /// - Parameters:
    ///   - refusal: why the last try failed, in words; nil at the first visit.
    ///   - missing: the fields that were left empty.
    init(
        login: String = "", refusal: String? = nil, missing: Set<String> = [], returnPath: String? = nil,
        notice: String? = nil, _ words: Wording
    ) {
        func fault(_ name: String) -> String? { missing.contains(name) ? words("sign_in", "\(name)_missing") : nil }
        self.login = Field(
            name: "login", label: words("sign_in", "login"), value: login, error: fault("login"),
            autocomplete: "username")
        password = Field(
            name: "password", label: words("sign_in", "password"), error: fault("password"), type: "password",
            autocomplete: "current-password")
        errors =
            refusal.map { ErrorSummary(lines: [ErrorSummary.Line(text: $0, target: "login")]) }
            ?? ErrorSummary([self.login, password])
        self.notice = notice
        self.returnPath = returnPath
    }

    static let sample: SignInPage = {
        var page = SignInPage(
            login: "balda.clerk", refusal: "Логин или пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
            returnPath: "/petitions/41", notice: "Время работы истекло. Войдите снова.", .sample)
        page.login = Field(
            name: "login", label: "Логин", value: "balda.clerk", hint: "Его выдал оператор", error: "Проверьте логин",
            autocomplete: "username")
        return page
    }()
}
