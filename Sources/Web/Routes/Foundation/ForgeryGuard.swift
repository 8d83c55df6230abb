import Domain
import HTTPTypes
import Hummingbird

/// Refuses acts that another site's page makes a signed-in browser do.
///
/// Tokens do not come along by themselves, so requests with one need no guard; nor do calls of the API by nobody.
struct ForgeryGuard: RouterMiddleware {
    typealias Context = PublicContext

    let configuration: WebConfiguration

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        let hasCookie = request.cookie(configuration.sessionCookie) != nil
        let isOpen = context.visit.isSafe || request.bearer != nil || (context.visit.isAPI && !hasCookie)
        guard isOpen || isOurs(request) else { throw Refusal(.forgedRequest) }
        return try await next(request, context)
    }

    private func isOurs(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return false }
        return request.ownOrigin(of: origin, configuration) == origin
    }
}
