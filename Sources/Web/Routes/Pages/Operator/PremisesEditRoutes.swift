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
        let form = try await request.form(context)
        var fields = FieldReading(form, web.reader(context))
        guard let places = fields.value("places", PremisesEditPage.places) else {
            return try await page(fields, context)
        }
        let premises = try await web.store.institutions.premises(id, by: context.caller)
        let used = premises.registered + premises.held
        if places < min(used, premises.places) && form["confirm"] != "yes" {
            return try await page(fields, over: used - places, wanted: places, context)
        }
        try await web.store.institutions.setPlaces(places, of: id, by: context.caller)
        return web.done("/premises/\(id)", Flash("saved"))
    }

    /// - Parameters:
    ///   - over: how many would be there beyond the places, to be confirmed.
    private func page(
        _ form: FieldReading?, over: Int? = nil, wanted: Int = 0, _ context: SignedIn
    ) async throws -> Response {
        let words = web.reader(context).words
        let premises = try await web.store.institutions.premises(try context.number("id"), by: context.caller)
        let places = Field(
            name: "places", label: words("premises_form", "places"),
            value: form?.values["places"] ?? "\(premises.places)", error: form?.faults["places"], type: "number",
            autocomplete: "off")
        let page = PremisesEditPage(
            id: "\(premises.id)", name: premises.name, institution: premises.institutionName.in(context.language),
            institutionURL: "/institutions/\(premises.institution)", fields: [places],
            confirmation: over.map { over in
                let numbers = ["used": words.grouped(over + wanted), "over": words.grouped(over)]
                return PremisesEditPage.Confirmation(
                    sentence: words("premises_form", "overfull", numbers), places: "\(wanted)",
                    label: words("premises_form", "confirm", ["places": words.grouped(wanted)]))
            })
        return try await web.form(page, title: premises.name, page.errors, context)
    }
}
