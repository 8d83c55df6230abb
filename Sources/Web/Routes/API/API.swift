import Domain
import Hummingbird

/// Adds the routes of the API, `/api/v1`: nouns with the same verbs as the pages.
func addAPIRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    let api = router.group("/api/v1", context: SignedIn.self).add(middleware: IdempotentAnswers(web: web))
    PetitionsAPI(web: web).addRoutes(to: api)
    RowsAPI(web: web).addRoutes(to: api)
    DecisionsAPI(web: web).addRoutes(to: api)
    RegisterAPI(web: web).addRoutes(to: api)
    AuditAPI(web: web).addRoutes(to: api)
    addStateRoutes(to: router, web)
}

extension RequestContext {
    /// The number in the address; something else is nobody's.
    func number(_ name: String) throws -> Int64 {
        guard let number = parameters.get(name, as: Int64.self), number > 0 else { throw Refusal(.notFound) }
        return number
    }
}

extension Request {
    /// The version that the caller saw, from `If-Match`; nil when they do not care.
    ///
    /// - Throws: a refusal when it is no version.
    func version() throws(Refusal) -> Int? {
        guard let text = headers[.ifMatch], text != "*" else { return nil }
        let digits = text.filter { $0 != "\"" }
        guard let version = Int(digits.hasPrefix("W/") ? digits.dropFirst(2) : digits[...]) else {
            throw Refusal(.malformedRequest, arguments: ["field": "If-Match"])
        }
        return version
    }
}
