import Domain
import Hummingbird
import Store

/// `/account`: one's own password.
struct AccountRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("account", use: ask)
        group.post("account", use: change)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(context)
    }

    @Sendable private func change(_ request: Request, _ context: SignedIn) async throws -> Response {
        let form = try await request.form(context)
        let words = web.reader(context).words
        func sent(_ name: String) -> String { form.all(name).first ?? "" }
        guard sent("new") == sent("again") else {
            return try await page(errors: ["again": words("own_account", "again_differs")], context)
        }
        do throws(Refusal) {
            try await web.store.accounts.changePassword(
                from: sent("old"), to: sent("new"), session: context.visit.session, by: context.caller)
            return web.done("/account", Flash("password_changed"))
        } catch {
            guard error.code == .valueInvalid, let field = error.arguments["field"] else { throw error }
            return try await page(errors: [field: words("own_account", "\(field)_refused")], context)
        }
    }

    private func page(errors: [String: String] = [:], _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let facts = [
            Fact(label: reader.words("institution", "person"), value: context.caller.name),
            Fact(label: reader.words("institution", "role"), value: reader.label(context.caller.role)),
        ]
        let page = AccountPage(facts: facts, errors: errors, reader.words)
        return try await web.form(page, title: reader.words("own_account", "heading"), page.errors, context)
    }
}
