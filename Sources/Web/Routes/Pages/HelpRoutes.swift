import Domain
import Hummingbird

/// What anybody may read: the help with the limits, and the template of a petition file.
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
        try web.template(in: try request.query().word("language") ?? context.language)
    }
}
