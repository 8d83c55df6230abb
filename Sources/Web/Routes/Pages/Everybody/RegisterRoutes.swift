import Domain
import Hummingbird
import Store
import Texts

/// `/register`: who is registered where. A search by IIN is posted, so that the IIN stays out of addresses.
struct RegisterRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("register", use: ofPremises)
        group.post("register", use: ofPerson)
    }

    @Sendable private func ofPremises(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (query, reader) = (try request.query(), web.reader(context))
        let day = try query.day("on") ?? web.clock.today
        let houses = try await web.store.institutions.premises(by: reader.caller)
        let options = options(houses, reader)
        var values = ["on": day.description]
        guard let premises = try query.number("premises", as: Int64.self) else {
            return try await page(RegisterPage(premises: options, values: values, reader.words), context)
        }
        values["premises"] = "\(premises)"
        let cursor = try query.number("cursor", as: Int64.self)
        let found = try await web.store.register.search(
            premises: premises, on: day, after: cursor, limit: web.limits.pageRows, by: context.caller)
        let people = try await web.store.register.count(at: premises, on: day, by: context.caller)
        let list = Address("/register").with("premises", "\(premises)").with("on", day.description)
        let answer = reader.words(
            "register", people == 0 ? "answer_none" : "answer",
            ["date": Formats.day(day), "people": reader.words.counted("people", people)])
        let paging = Paging(
            found.elements.count, of: list, cursor: cursor.map { "\($0)" }, next: found.next.map { "\($0)" },
            reader.words)
        let shown = RegisterPage(
            premises: options, values: values, answer: answer,
            lines: found.elements.map { RegisterPage.Line($0, reader) }, paging: paging,
            filled: houses.first { $0.id == premises }.flatMap { FilledTemplate($0, reader) }, reader.words)
        return try await page(shown, context)
    }

    @Sendable private func ofPerson(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (form, reader) = (try await request.form(context), web.reader(context))
        let options = options(try await web.store.institutions.premises(by: reader.caller), reader)
        var values = ["on": web.clock.today.description, "iin": form["iin"] ?? ""]
        let iin: IIN
        do {
            iin = try IIN(form["iin"] ?? "")
        } catch {
            let key =
                switch error {
                case .checkDigit: "iin_check"
                default: "iin_wrong"
                }
            let wrong = ["iin": reader.words("register", key)]
            return try await page(
                RegisterPage(premises: options, values: values, errors: wrong, reader.words), context)
        }
        values["iin"] = nil
        let found = try await web.store.register.search(iin: iin, limit: web.limits.pageRows, by: context.caller)
        let answer = reader.words(
            "register", found.elements.isEmpty ? "answer_iin_none" : "answer_iin",
            ["count": reader.words.grouped(found.elements.count)])
        let shown = RegisterPage(
            premises: options, values: values, answer: answer,
            lines: found.elements.map { RegisterPage.Line($0, reader) }, reader.words)
        return try await page(shown, context)
    }

    private func page(_ page: RegisterPage, _ context: SignedIn) async throws -> Response {
        try await web.form(page, title: web.reader(context).words("titles", "register"), page.errors, context)
    }

    private func options(_ houses: [Premises], _ reader: Reader) -> [Field.Option] {
        [Field.Option(value: "", label: "—")]
            + houses.map { house in
                let address = reader.language == .kk ? house.addressKK : house.addressRU
                let owner = reader.caller.role.isInstitutions ? nil : house.institutionName.in(reader.language)
                let label = [owner, house.name, address].compactMap(\.self).joined(separator: ", ")
                return Field.Option(value: "\(house.id)", label: label)
            }
    }
}

extension RegisterPage.Line {
    init(_ registration: Registration, _ reader: Reader) {
        let words = reader.words
        self.init(
            iin: registration.iin.description, name: registration.fullName, premises: registration.premisesName,
            premisesURL: "/premises/\(registration.premises)",
            stay: Tag(
                text: reader.label(registration.stay), kind: registration.stay == .permanent ? "good" : "active"),
            from: Formats.day(registration.from),
            until: registration.until.map { Formats.day($0) } ?? words("register", "open"),
            petition: registration.petitionNumber.map { words("petition", "sign") + " " + $0 }
                ?? words("register", "petition"),
            petitionURL: registration.petition.map { "/petitions/\($0)" })
    }
}
