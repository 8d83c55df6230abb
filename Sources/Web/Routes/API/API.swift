import Domain
import Hummingbird

/// Adds the routes of the API, `/api/v1`: nouns with the same verbs as the pages.
func addAPIRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    let api = router.group("/api/v1", context: SignedIn.self).add(middleware: IdempotentAnswers(web: web))
    PetitionsAPI(web: web).addRoutes(to: api)
    ReadingAPI(web: web).addRoutes(to: api)
    RowsAPI(web: web).addRoutes(to: api)
    RepairsAPI(web: web).addRoutes(to: api)
    AttachmentsAPI(web: web).addRoutes(to: api)
    DifferenceAPI(web: web).addRoutes(to: api)
    DecisionsAPI(web: web).addRoutes(to: api)
    RegisterAPI(web: web).addRoutes(to: api)
    AuditAPI(web: web).addRoutes(to: api)
    RulesAPI(web: web).addRoutes(to: router)
    GuideAPI(web: web).addRoutes(to: router)
    PoliciesAPI(web: web).addRoutes(to: api)
    addStateRoutes(to: router, web)
}

extension RequestContext {
    /// The number in the address; something else is nobody's.
    func number(_ name: String) throws -> Int64 {
        guard let number = parameters.get(name, as: Int64.self), number > 0 else { throw Refusal(.notFound) }
        return number
    }

    /// The number of a row in the address; one that no row can have, nor its neighbours, is nobody's.
    func rowNumber() throws -> Int {
        guard let number = parameters.get("number").flatMap(RowNumber.init) else { throw Refusal(.notFound) }
        return number.value
    }
}

/// A number that a row can have: positive, of 32 bits, with room for its neighbours.
struct RowNumber {
    let value: Int

    /// The number in a text; nil for anything else.
    init?(_ text: String) {
        guard let number = Int32(text), 0 < number, number < .max else { return nil }
        value = Int(number)
    }
}

extension Form {
    /// The number of the row after which a page starts; 0 when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func rowCursor() throws(Refusal) -> Int { Int(try number("cursor", as: Int32.self) ?? 0) }

    /// The place of the issue after which a page starts: its kind, row and number; nil when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func issueCursor() throws(Refusal) -> [Int64]? {
        guard let text = self["cursor"] else { return nil }
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 3, !numbers.contains(nil) else {
            throw Refusal(.valueInvalid, arguments: ["field": "cursor"])
        }
        return numbers.compactMap(\.self)
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
