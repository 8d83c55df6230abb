import Domain
import FoundationEssentials
import Hummingbird
import Store
import Texts

/// `/policies`: the rules that petitions are judged by, what they differ in, and putting them in force.
struct PolicyRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("policies", use: list)
        group.get("policies/:id", use: show)
        group.get("policies/:id/difference/:other", use: difference)
        group.get("policies/:id/use", use: askToUse)
        group.post("policies/:id/use", use: use)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let page = PoliciesPage(try await web.store.policies.list(by: context.caller), reader)
        return try await web.answer(page, title: reader.words("titles", "policies"), context)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let kept = try await web.store.policies.read(context.number("id"), by: context.caller)
        let inForce = try await web.store.policies.inForce(by: context.caller)
        let page = PolicyPage(kept, inForce: inForce, web.reader(context))
        return try await web.answer(page, title: page.title, context)
    }

    @Sendable private func difference(_ request: Request, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let new = try await web.store.policies.read(context.number("id"), by: context.caller)
        let old = try await web.store.policies.read(context.number("other"), by: context.caller)
        let page = PolicyDifferencePage(from: old, to: new, reader)
        return try await web.answer(page, title: reader.words("titles", "policy_difference"), context)
    }

    @Sendable private func askToUse(_ request: Request, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let kept = try await web.store.policies.read(context.number("id"), by: context.caller)
        let inForce = try await web.store.policies.inForce(by: context.caller)
        let preview = try await web.preview(of: kept, by: context.caller)
        let page = PolicyUsePage(kept, preview, isInForce: inForce.id == kept.id, reader)
        return try await web.answer(page, title: reader.words("titles", "policy_use"), context)
    }

    @Sendable private func use(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.policies.use(context.number("id"), by: context.caller)
        return web.done("/policies", Flash("policy_chosen"))
    }
}

extension WebRoom {
    /// As many rows as one waits for; the command line judges all.
    private static let mostRowsOfPreview = 50_000

    /// Which open petitions would be judged differently.
    func preview(of kept: KeptPolicy, by caller: Caller) async throws(Refusal) -> PolicyPreview {
        try await store.policies.preview(of: kept.id, mostRows: Self.mostRowsOfPreview, by: caller, judge: judge)
    }
}
