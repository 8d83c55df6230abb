import Domain
import Hummingbird
import Store

/// `/authorities`: bodies that decide, and the territories that they are competent for.
struct AuthorityRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("authorities", use: list)
        group.post("authorities", use: add)
        group.get("authorities/:id", use: show)
        group.post("authorities/:id", use: saveContact)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await contactPage(of: try await authority(context), nil, context)
    }

    @Sendable private func saveContact(_ request: Request, _ context: SignedIn) async throws -> Response {
        let authority = try await authority(context)
        var fields = FieldReading(try await request.form(context), web.reader(context))
        let contact = fields.contact()
        guard fields.isSound else { return try await contactPage(of: authority, fields, context) }
        try await web.store.institutions.set(contact, of: authority.id, by: context.caller)
        return web.done("/authorities/\(authority.id)", Flash("saved"))
    }

    private func authority(_ context: SignedIn) async throws -> Authority {
        let id = try context.number("id")
        let all = try await web.store.institutions.authorities(by: context.caller)
        guard let found = all.first(where: { $0.id == id }) else { throw Refusal(.notFound) }
        return found
    }

    private func contactPage(
        of authority: Authority, _ form: FieldReading?, _ context: SignedIn
    ) async throws -> Response {
        let words = web.reader(context).words
        let page = AuthorityPage(
            id: "\(authority.id)", name: authority.name.in(words.language),
            values: form?.values ?? authority.contact.values, errors: form?.faults ?? [:], words)
        return try await web.form(page, title: page.name, page.errors, context)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(nil, context)
    }

    @Sendable private func add(_ request: Request, _ context: SignedIn) async throws -> Response {
        var fields = FieldReading(try await request.form(context), web.reader(context))
        let name = Name(kk: fields.text("name_kk"), ru: fields.text("name_ru"), en: fields.text("name_en"))
        let parent = fields.optional("parent") { Int64($0) }
        let territory = fields.value("territory", Self.territory) ?? []
        guard fields.isSound else { return try await page(fields, context) }
        do throws(Refusal) {
            _ = try await web.store.institutions.addAuthority(
                name: name, parent: parent, territory: territory, by: context.caller)
            return web.done("/authorities", Flash("added"))
        } catch {
            try fields.take(error, otherwise: "territory")
            return try await page(fields, context)
        }
    }

    /// Prefixes of KATO codes; nil when one of them is none.
    private static func territory(_ text: String) -> [String]? {
        let prefixes = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        if prefixes.isEmpty { return nil }
        return prefixes.allSatisfy { $0.isDigits(2...9) } && Set(prefixes).count == prefixes.count ? prefixes : nil
    }

    private func page(_ form: FieldReading?, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let authorities = try await web.store.institutions.authorities(by: context.caller)
        let accounts = try await web.store.accounts.list(by: context.caller)
        let page = AuthoritiesPage(authorities, accounts, form, reader)
        return try await web.form(page, title: reader.words("titles", "authorities"), page.errors, context)
    }
}

extension FieldReading {
    /// What the form says of an authority; an address is in all languages or in none.
    fileprivate mutating func contact() -> AuthorityContact {
        let longest = 200
        func short(_ text: String) -> String? { text.count <= longest ? text : nil }
        var contact = AuthorityContact()
        if ["address_kk", "address_ru", "address_en"].contains(where: {
            values[$0]?.allSatisfy(\.isWhitespace) == false
        }) {
            contact.address = Name(kk: text("address_kk"), ru: text("address_ru"), en: text("address_en"))
        }
        contact.phone = optional("phone") { $0.count <= 40 && $0.contains(where: \.isNumber) ? $0 : nil }
        contact.payee = optional("payee", short)
        contact.payeeBIN = optional("payee_bin") { try? BIN($0) }
        contact.bank = optional("bank", short)
        contact.bic = optional("bic") { text in
            let code = text.uppercased()
            let isCode = code.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 }
            return isCode && (code.utf8.count == 8 || code.utf8.count == 11) ? code : nil
        }
        contact.account = optional("account") { try? BankAccount($0) }
        contact.budgetCode = optional("budget_code") { $0.isDigits(6...6) ? $0 : nil }
        return contact
    }
}

extension AuthorityContact {
    /// As the form shows it.
    fileprivate var values: [String: String] {
        [
            "address_kk": address?.kk, "address_ru": address?.ru, "address_en": address?.en, "phone": phone,
            "payee": payee, "payee_bin": payeeBIN?.digits, "bank": bank, "bic": bic, "account": account?.text,
            "budget_code": budgetCode,
        ].compactMapValues(\.self)
    }
}

extension AuthoritiesPage {
    init(_ authorities: [Authority], _ accounts: [Account], _ form: FieldReading?, _ reader: Reader) {
        let words = reader.words
        let names = Dictionary(authorities.map { ($0.id, $0.name.in(words.language)) }, uniquingKeysWith: { $1 })
        let lines = authorities.map { authority in
            Line(
                name: authority.name.in(words.language), url: "/authorities/\(authority.id)",
                parent: authority.parent.flatMap { names[$0] },
                jurisdiction: authority.territory.joined(separator: ", "),
                accounts: words.grouped(accounts.count { $0.authority == authority.id }))
        }
        let parents =
            [Field.Option(value: "", label: words("authorities", "top"))]
            + authorities.map { Field.Option(value: "\($0.id)", label: $0.name.in(words.language)) }
        let people = accounts.filter { $0.institution == nil }.map { AccountLine($0, reader) }
        self.init(
            lines: lines, accounts: people, parents: parents, values: form?.values ?? [:], errors: form?.faults ?? [:],
            words)
    }
}
