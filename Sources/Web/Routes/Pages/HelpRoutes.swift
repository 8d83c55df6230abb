import Domain
import Hummingbird

/// What anybody may read: the help with the limits, and the template of a petition file. With the residents of premises in it, the
/// template is for the institution's own people only.
struct HelpRoutes {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) {
        router.get("help", use: help)
        router.get("template", use: template)
    }

    @Sendable private func help(_ request: Request, _ context: PublicContext) async throws -> Response {
        let words = web.pages.wording(in: context.language)
        return try web.page(HelpPage(web.limits, web.texts, words), title: words("titles", "help"), context.visit)
    }

    @Sendable private func template(_ request: Request, _ context: PublicContext) async throws -> Response {
        let query = try request.query()
        let language = try query.word("language") ?? context.language
        guard let premises = try query.number("premises", as: Int64.self) else {
            return try web.template(in: language)
        }
        guard let caller = context.caller else { throw context.visit.callerFault ?? Refusal(.notSignedIn) }
        guard let action = try query.word("action", as: Action.self), action == .depart || action == .extend else {
            throw Refusal(.valueInvalid, arguments: ["field": "action"])
        }
        return try await web.template(of: premises, for: action, by: caller, in: language)
    }
}
