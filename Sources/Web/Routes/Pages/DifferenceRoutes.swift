import Domain
import Hummingbird
import Store

/// What two petitions of an institution differ in, as a page.
struct DifferenceRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/difference/:other", use: show)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (query, reader) = (try request.query(), web.reader(context))
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let other = try await web.store.petitions.read(context.number("other"), by: context.caller)
        let found = try await web.store.petitions.difference(
            of: petition.id, from: other.id, after: try DifferenceCursor(query["cursor"]), limit: web.limits.pageRows,
            by: context.caller)
        let page = DifferencePage(
            found.counts, found.page, of: petition, from: other, cursor: query["cursor"], reader)
        let title = reader.words("titles", "difference", ["number": petition.summary.number])
        return try await web.answer(page, title: title, context)
    }
}
