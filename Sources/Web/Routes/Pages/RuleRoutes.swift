import Domain
import Hummingbird
import Store
import Texts

/// `/rules`: the rulebook, open to anybody.
struct RuleRoutes {
    let web: WebRoom

    /// Letters of a search that are looked at.
    private static let longestSearch = 100

    func addRoutes(to router: Router<PublicContext>) {
        router.get("rules", use: list)
        router.get("rules/source", use: source)
        router.get("rules/:code", use: show)
    }

    @Sendable private func list(_ request: Request, _ context: PublicContext) async throws -> Response {
        let words = web.pages.wording(in: context.language)
        let find = try request.query()["find"].map { String($0.prefix(Self.longestSearch)) }
        return try web.page(
            RulesPage(find: find, web.texts, words), title: words("titles", "rules"), context.visit)
    }

    @Sendable private func show(_ request: Request, _ context: PublicContext) async throws -> Response {
        let words = web.pages.wording(in: context.language)
        let rule = try await web.rule(context.parameters.get("code"), in: context.language)
        return try web.page(RulePage(rule, words), title: rule.title, context.visit)
    }

    @Sendable private func source(_ request: Request, _ context: PublicContext) async throws -> Response {
        let words = web.pages.wording(in: context.language)
        return try web.page(SeedPage(web.texts, words), title: words("titles", "seed"), context.visit)
    }
}

extension WebRoom {
    /// What there is to say of the rule of a code, by the policy that new petitions are judged by.
    ///
    /// - Throws: `.notFound` for a code that no rule has.
    func rule(_ code: String?, in language: Language) async throws(Refusal) -> RuleExplanation {
        let policy = try await store.policies.inForce(by: nil).policy
        guard
            let rule = code.flatMap({ texts.explanation(of: $0, under: policy, on: clock.today, in: language) })
        else { throw Refusal(.notFound) }
        return rule
    }
}
