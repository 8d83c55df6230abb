import Domain
import Hummingbird
import Store

/// `/authorities`: bodies that decide, and the territories that they are competent for.
struct AuthorityRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("authorities", use: list)
        group.post("authorities", use: add)
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

extension AuthoritiesPage {
    init(_ authorities: [Authority], _ accounts: [Account], _ form: FieldReading?, _ reader: Reader) {
        let words = reader.words
        let names = Dictionary(authorities.map { ($0.id, $0.name.in(words.language)) }, uniquingKeysWith: { $1 })
        let lines = authorities.map { authority in
            Line(
                name: authority.name.in(words.language), parent: authority.parent.flatMap { names[$0] },
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
