import Domain
import Hummingbird
import Store
import Texts

/// `/institutions`: bodies that file petitions, with their premises and accounts.
struct InstitutionRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("institutions", use: list)
        group.post("institutions", use: add)
        group.get("institutions/:id", use: show)
        group.post("institutions/:id/premises", use: addPremises)
        group.post("institutions/:id/accounts", use: addAccount)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await list(nil, context)
    }

    @Sendable private func add(_ request: Request, _ context: SignedIn) async throws -> Response {
        var fields = FieldReading(try await request.form(context), web.reader(context))
        let bin = fields.value("bin") { try? BIN($0) }
        let kind = fields.value("kind", InstitutionKind.init(rawValue:))
        let name = Name(kk: fields.text("name_kk"), ru: fields.text("name_ru"), en: fields.text("name_en"))
        guard let bin, let kind, fields.isSound else { return try await list(fields, context) }
        do throws(Refusal) {
            let id = try await web.store.institutions.add(bin: bin, kind: kind, name: name, by: context.caller)
            return web.done("/institutions/\(id)", Flash("added"))
        } catch {
            try fields.take(error, otherwise: "bin")
            return try await list(fields, context)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await show(try context.number("id"), context)
    }

    @Sendable private func addPremises(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        var fields = FieldReading(try await request.form(context), web.reader(context))
        let premises = fields.premises()
        guard fields.isSound else { return try await show(id, premises: fields, context) }
        do throws(Refusal) {
            _ = try await web.store.institutions.addPremises(premises, of: id, by: context.caller)
            return web.done("/institutions/\(id)", Flash("added"))
        } catch {
            try fields.take(error, names: ["name": "building"], otherwise: "building")
            return try await show(id, premises: fields, context)
        }
    }

    /// The password is in this one answer and nowhere else.
    @Sendable private func addAccount(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        var fields = FieldReading(try await request.form(context), web.reader(context))
        guard let account = fields.account(of: id), fields.isSound else {
            return try await show(id, accounts: fields, context)
        }
        let password: String
        do throws(Refusal) {
            password = try await web.store.accounts.add(account, by: context.caller).password
        } catch {
            try fields.take(error, names: ["person": "iin"], otherwise: "login")
            return try await show(id, accounts: fields, context)
        }
        let secret = Secret(login: account.login, password: password)
        return try await show(id, secret: secret, context)
    }

    private func list(_ fields: FieldReading?, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let institutions = try await web.store.institutions.list(by: context.caller)
        let premises = try await web.store.institutions.premises(by: context.caller)
        let page = InstitutionsPage(institutions, premises, fields, reader)
        return try await web.form(page, title: reader.words("titles", "institutions"), page.errors, context)
    }

    private func show(
        _ id: Int64, premises: FieldReading? = nil, accounts: FieldReading? = nil,
        secret: Secret? = nil, _ context: SignedIn
    ) async throws -> Response {
        let institution = try await web.store.institutions.read(id, by: context.caller)
        let houses = try await web.store.institutions.premises(of: id, by: context.caller)
        let people = try await web.store.accounts.list(institution: id, by: context.caller)
        let page = InstitutionPage(
            institution, houses, people, premisesForm: premises, accountForm: accounts, secret: secret,
            web.reader(context))
        return try await web.form(page, title: page.name, page.errors, context)
    }
}

extension FieldReading {
    /// What the form says of new premises.
    fileprivate mutating func premises() -> NewPremises {
        NewPremises(
            name: text("building"), addressKK: text("address_kk"), addressRU: text("address_ru"),
            kato: value("kato") { $0.isDigits(9...9) ? $0 : nil } ?? "",
            rka: optional("rka") { $0.count <= 50 ? $0 : nil },
            titleBasis: optional("title_basis") { PremisesEditPage.titles.contains($0) ? $0 : nil },
            livingArea: optional("living_area", PremisesEditPage.area),
            places: value("places", PremisesEditPage.places) ?? 0)
    }

    /// What the form says of a new account; nil with a fault when it says too little.
    fileprivate mutating func account(of institution: Int64) -> NewAccount? {
        let person = value("iin") { try? IIN($0) }
        let role = value("role") { Role(rawValue: $0).flatMap { $0.isInstitutions ? $0 : nil } }
        let language = value("language", Language.init(rawValue:))
        let (login, name) = (text("login"), text("name"))
        let maySubmit = optional("may_submit") { ["yes": true, "no": false][$0] } ?? false
        guard let person, let role, let language else { return nil }
        return NewAccount(
            person: person, login: login, name: name, role: role, institution: institution, maySubmit: maySubmit,
            language: language)
    }
}

extension String {
    /// Whether it is so many ASCII digits and nothing else.
    func isDigits(_ count: ClosedRange<Int>) -> Bool {
        count.contains(utf8.count) && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
