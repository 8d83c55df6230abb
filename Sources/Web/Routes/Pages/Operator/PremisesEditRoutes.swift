import Domain
import Hummingbird
import Store

/// `/premises/{id}/edit`: the places of premises, the one thing of them that changes.
struct PremisesEditRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("premises/:id/edit", use: ask)
        group.post("premises/:id", use: save)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(nil, context)
    }

    @Sendable private func save(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        var fields = FieldReading(try await request.form(context), web.reader(context))
        guard let places = fields.value("places", PremisesEditPage.places) else {
            return try await page(fields, context)
        }
        try await web.store.institutions.setPlaces(places, of: id, by: context.caller)
        return web.done("/premises/\(id)", Flash("saved"))
    }

    private func page(_ form: FieldReading?, _ context: SignedIn) async throws -> Response {
        let words = web.reader(context).words
        let premises = try await web.store.institutions.premises(try context.number("id"), by: context.caller)
        let places = Field(
            name: "places", label: words("premises_form", "places"),
            value: form?.values["places"] ?? "\(premises.places)", error: form?.faults["places"], type: "number",
            autocomplete: "off")
        let page = PremisesEditPage(
            id: "\(premises.id)", name: premises.name, institution: premises.institutionName.in(context.language),
            institutionURL: "/institutions/\(premises.institution)", fields: [places])
        return try await web.form(page, title: premises.name, page.errors, context)
    }
}
