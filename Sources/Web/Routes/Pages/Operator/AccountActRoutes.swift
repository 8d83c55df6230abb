import Domain
import Hummingbird
import Store

/// `/accounts/{id}/…`: closing an account, opening it again, giving it another password; each is asked about first.
struct AccountActRoutes {
    let web: WebRoom

    private enum Act: String, CaseIterable {
        case closing, opening, password
    }

    func addRoutes(to group: RouterGroup<SignedIn>) {
        for act in Act.allCases {
            group.get("accounts/:id/\(act.rawValue)") { _, context in try await ask(act, context) }
            group.post("accounts/:id/\(act.rawValue)") { _, context in try await carryOut(act, context) }
        }
    }

    private func ask(_ act: Act, _ context: SignedIn) async throws -> Response {
        try await page(act, try await account(context), context)
    }

    private func carryOut(_ act: Act, _ context: SignedIn) async throws -> Response {
        let account = try await account(context)
        switch act {
        case .closing: try await web.store.accounts.close(login: account.login, by: context.caller)
        case .opening: try await web.store.accounts.open(login: account.login, by: context.caller)
        case .password:
            let password = try await web.store.accounts.resetPassword(login: account.login, by: context.caller)
            // The password is in this one answer and nowhere else.
            return try await page(act, account, secret: Secret(login: account.login, password: password), context)
        }
        return web.done(LocalPath(account.list), Flash(act == .closing ? "account_closed" : "account_opened"))
    }

    private func account(_ context: SignedIn) async throws -> Account {
        try await web.store.accounts.read(context.number("id"), by: context.caller)
    }

    private func page(
        _ act: Act, _ account: Account, secret: Secret? = nil, _ context: SignedIn
    ) async throws -> Response {
        let reader = web.reader(context)
        func word(_ name: String) -> String { reader.words("account", "\(act.rawValue)_\(name)") }
        let page = AccountActPage(
            heading: word("heading"),
            facts: [
                Fact(label: reader.words("institution", "login"), value: account.login),
                Fact(label: reader.words("institution", "person"), value: account.name),
                Fact(label: reader.words("institution", "role"), value: reader.label(account.role)),
            ],
            consequences: [word("means"), word("also")], url: "/accounts/\(account.id)/\(act.rawValue)",
            submit: word("submit"), isDangerous: act == .closing, backURL: account.list, secret: secret)
        return try await web.answer(page, title: page.heading, context)
    }
}

extension Account {
    /// Where the operator sees it among others.
    fileprivate var list: String { institution.map { "/institutions/\($0)" } ?? "/authorities" }
}

extension AccountLine {
    init(_ account: Account, _ reader: Reader) {
        let isOpen = account.disabledAt == nil
        let words = reader.words
        self.init(
            login: account.login, name: account.name, role: reader.label(account.role),
            state: isOpen
                ? Tag(text: words("institution", "active"), kind: "good")
                : Tag(text: words("institution", "closed"), kind: "quiet"),
            passwordURL: "/accounts/\(account.id)/password",
            stateURL: "/accounts/\(account.id)/\(isOpen ? "closing" : "opening")",
            stateLabel: words("account", isOpen ? "close" : "open"))
    }
}
