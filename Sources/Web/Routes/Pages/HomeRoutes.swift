import Domain
import FoundationEssentials
import Hummingbird
import Store

/// Where everybody begins: institutions at what waits for them, the others at their own work.
struct HomeRoutes {
    let web: WebRoom

    private static let draftsShown = 20
    private static let expiredShown = 5
    /// Seconds after its submission that an expired petition is still offered to be sent again.
    private static let expiredInterest: TimeInterval = 60 * 86_400

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("", use: home)
    }

    @Sendable private func home(_ request: Request, _ context: SignedIn) async throws -> Response {
        switch context.caller.role {
        case .reviewer, .chief: .seeOther("/queue")
        case .operator: .seeOther("/institutions")
        case .auditor: .seeOther("/petitions")
        case .clerk, .head: try await institutionsHome(context)
        }
    }

    private func institutionsHome(_ context: SignedIn) async throws -> Response {
        let (caller, petitions, reader) = (context.caller, web.store.petitions, web.reader(context))
        let drafts = try await petitions.list(state: .draft, limit: Self.draftsShown, by: caller).elements
        let long = web.clock.now().addingTimeInterval(-Self.expiredInterest)
        let expired = try await petitions.list(state: .expired, limit: Self.expiredShown, by: caller).elements
            .filter { $0.submittedAt.map { $0 > long } ?? false }
        let page = HomePage(
            counts: try await petitions.counts(by: caller), drafts: drafts,
            waiting: try await petitions.waiting(among: drafts.map(\.id), by: caller), expired: expired,
            premises: try await web.store.institutions.premises(by: caller), reader)
        return try await web.answer(page, title: reader.words("titles", "home"), context)
    }
}
