import Domain
import Hummingbird
import Store

/// Premises, their days, and the register.
struct RegisterAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.get("premises", use: premises)
        api.get("premises/:id/occupancy", use: occupancy)
        api.get("registrations", use: registrations)
    }

    @Sendable private func premises(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Line: Encodable {
            let id, institution: Int64
            let name, kato: String
            let places, held, registered: Int
        }
        let found = try await web.store.institutions.premises(by: context.caller)
        let lines = found.map {
            Line(
                id: $0.id, institution: $0.institution, name: $0.name, kato: $0.kato, places: $0.places, held: $0.held,
                registered: $0.registered)
        }
        return web.json(APIPage(name: "premises", elements: lines, next: nil))
    }

    @Sendable private func occupancy(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Line: Encodable {
            let day: String
            let places, held, registered, free: Int
        }
        struct Answer: Encodable { let days: [Line] }
        let query = try request.query()
        let from = try query.day("from") ?? web.clock.today
        let until = try query.day("until") ?? from.adding(years: 1)
        let days = try await web.store.occupancy.days(
            of: context.number("id"), from: from, until: until, by: context.caller)
        let lines = days.map {
            Line(day: $0.day.description, places: $0.places, held: $0.held, registered: $0.registered, free: $0.free)
        }
        return web.json(Answer(days: lines))
    }

    @Sendable private func registrations(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        var iin: IIN?
        if let text = query["iin"] {
            guard let read = try? IIN(text) else { throw Refusal(.valueInvalid, arguments: ["field": "iin"]) }
            iin = read
        }
        let premises = try query.number("premises", as: Int64.self)
        if iin == nil && premises == nil { throw Refusal(.malformedRequest, arguments: ["field": "iin"]) }
        let page = try await web.store.register.search(
            iin: iin, premises: premises, on: try query.day("on"), after: try query.number("cursor", as: Int64.self),
            limit: web.limits.pageRows, by: context.caller)
        return web.json(
            APIPage(
                name: "registrations", elements: page.elements.map(APIRegistration.init),
                next: page.next.map { "\($0)" }))
    }
}

/// A registration as the API shows it.
private struct APIRegistration: Encodable {
    let id: Int64
    let iin, surname: String
    let givenName: String
    let patronymic: String?
    let premises: Int64
    let stay: Stay
    let from: String
    let until: String?
    let petition: Int64?

    enum CodingKeys: String, CodingKey {
        case id, iin, surname, patronymic, premises, stay, from, until, petition
        case givenName = "given_name"
    }

    init(_ registration: Registration) {
        id = registration.id
        iin = registration.iin.digits
        surname = registration.surname
        givenName = registration.givenName
        patronymic = registration.patronymic
        premises = registration.premises
        stay = registration.stay
        from = registration.from.description
        until = registration.until?.description
        petition = registration.petition
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(iin, forKey: .iin)
        try container.encode(surname, forKey: .surname)
        try container.encode(givenName, forKey: .givenName)
        try container.encode(patronymic, forKey: .patronymic)
        try container.encode(premises, forKey: .premises)
        try container.encode(stay, forKey: .stay)
        try container.encode(from, forKey: .from)
        try container.encode(until, forKey: .until)
        try container.encode(petition, forKey: .petition)
    }
}
