import Domain
import FoundationEssentials
import Hummingbird
import Store
import Texts

/// `/audit`: who looked at what and changed what.
struct AuditRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) { group.get("audit", use: lines) }

    @Sendable private func lines(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (query, reader) = (try request.query(), web.reader(context))
        let filter = try AuditLog.Filter(query)
        let found = try await web.store.log.lines(
            filter, after: try query.number("cursor"), limit: web.limits.pageRows, by: context.caller)
        let institutions =
            context.caller.role.isInstitutions ? [] : try await web.store.institutions.list(by: context.caller)
        let petition: Petition?
        if let id = filter.petition {
            petition = try await web.store.petitions.read(id, by: context.caller)
        } else {
            petition = nil
        }
        let page = AuditPage(found, filter, institutions, petition: petition, cursor: query["cursor"], reader)
        return try await web.answer(page, title: reader.words("titles", "audit"), context)
    }
}

extension AuditLog.Filter {
    /// The filter that a query asks for.
    init(_ query: Form) throws(Refusal) {
        self.init(
            petition: try query.number("petition"), institution: try query.number("institution"),
            action: try query.word("action"), day: try query.day("day"))
    }
}
