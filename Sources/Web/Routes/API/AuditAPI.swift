import Domain
import FoundationEssentials
import Hummingbird
import Store

/// The log, for auditors and heads.
struct AuditAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) { api.get("audit", use: lines) }

    @Sendable private func lines(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        let found = try await web.store.log.lines(
            AuditLog.Filter(query), after: try query.number("cursor"), limit: web.limits.pageRows, by: context.caller)
        return web.json(
            APIPage(name: "lines", elements: found.elements.map(Line.init), next: found.next.map { "\($0)" }))
    }

    private struct Line: Encodable {
        let id: Int64
        let at: Date
        let action: String
        let role, name: String?
        let petition, institution: Int64?
        let object: String?
        let details: [String: String]

        init(_ line: AuditLine) {
            id = line.id
            at = line.at
            action = line.action
            role = line.role?.rawValue
            name = line.name
            petition = line.petition
            institution = line.institution
            object = line.object
            details = line.details
        }
    }
}
