import Domain
import Hummingbird
import Store
import Texts

/// What registration needs and where the authorities are, for machines; open to anybody.
struct GuideAPI {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) {
        router.get("/api/v1/guide", use: guide)
        router.get("/api/v1/authorities", use: authorities)
    }

    @Sendable private func guide(_ request: Request, _ context: PublicContext) async throws -> Response {
        struct Paper: Encodable {
            let text: String
            let code: String?
        }
        struct Answer: Encodable {
            let day, policy: String
            let papers: [Paper]
            let fee: String
            let feeConfirmed: Bool

            enum CodingKeys: String, CodingKey {
                case day, policy, papers, fee
                case feeConfirmed = "fee_confirmed"
            }
        }
        let question = GuideQuestion(try request.query())
        guard let person = question.person else {
            throw Refusal(.valueInvalid, arguments: ["field": question.wrong.sorted().first ?? "home"])
        }
        let (policy, day) = (try await web.store.policies.inForce(by: nil).policy, web.clock.today)
        let filling = GuideFilling(
            policy: policy, day: day, texts: web.texts, words: web.pages.wording(in: context.language))
        let papers = policy.papers(for: person, on: day)
        let isDue = papers.contains(.rule(.feeReceiptRequired))
        return web.json(
            Answer(
                day: "\(day)", policy: policy.name,
                papers: papers.map { Paper(text: filling.text($0), code: $0.code?.rawValue) },
                fee: (isDue ? policy.fee(on: day) : 0).inTenge,
                feeConfirmed: policy.feeParameters(on: day).allSatisfy(\.isConfirmed)))
    }

    @Sendable private func authorities(_ request: Request, _ context: PublicContext) async throws -> Response {
        let found = try await web.store.institutions.authorities(by: nil)
        return web.json(APIPage(name: "authorities", elements: found.map(APIAuthority.init), next: nil))
    }
}

/// An authority as the API shows it; what nobody entered is null.
private struct APIAuthority: Encodable {
    struct Names: Encodable {
        let kk, ru, en: String

        init(_ name: Name) {
            kk = name.kk
            ru = name.ru
            en = name.en
        }
    }

    let id: Int64
    let name: Names
    let territory: [String]
    let address: Names?
    let bank: [String: String?]
    let phone: String?

    init(_ authority: Authority) {
        let contact = authority.contact
        id = authority.id
        name = Names(authority.name)
        territory = authority.territory
        address = contact.address.map(Names.init)
        phone = contact.phone
        bank = [
            "payee": contact.payee, "payee_bin": contact.payeeBIN?.digits, "bank": contact.bank, "bic": contact.bic,
            "account": contact.account?.text, "budget_code": contact.budgetCode,
        ]
    }

    private enum CodingKeys: String, CodingKey { case id, name, territory, address, phone, bank }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(territory, forKey: .territory)
        try container.encode(address, forKey: .address)
        try container.encode(phone, forKey: .phone)
        try container.encode(bank, forKey: .bank)
    }
}
