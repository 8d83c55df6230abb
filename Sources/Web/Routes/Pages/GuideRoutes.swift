import Domain
import Hummingbird
import Store

/// `/guide`: which papers registration needs, for anybody who asks.
struct GuideRoutes {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) {
        router.get("guide", use: show)
    }

    @Sendable private func show(_ request: Request, _ context: PublicContext) async throws -> Response {
        let query = try request.query()
        let words = web.pages.wording(in: context.language)
        let authorities = try await web.store.institutions.authorities(by: nil)
        let isAsked = !query.names.isEmpty
        let question = GuideQuestion(query)
        let policy = try await web.store.policies.inForce(by: context.caller).policy
        let page = GuidePage(
            question, isAsked: isAsked, authorities, under: policy, on: web.clock.today, web.texts, words)
        return try web.page(
            page, title: words("titles", "guide"), context.visit, hasErrors: page.errors != nil,
            status: page.errors == nil ? .ok : RefusalCode.valueInvalid.status)
    }
}

/// What somebody says of themselves in a query.
struct GuideQuestion: Sendable {
    /// The fields that say nothing of use.
    let wrong: Set<String>
    /// What was sent, to be shown again.
    let values: [String: String]
    /// Who asks; nil while something is wrong.
    let person: Newcomer?
    /// The authority they chose.
    let authority: Int64?

    /// The oldest that anybody says to be.
    private static let ages = 0...120

    init(_ query: Form) {
        var wrong: Set<String> = []
        func read<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
            guard let text = query[name], let value = read(text) else {
                wrong.insert(name)
                return nil
            }
            return value
        }
        func optional<Value>(_ name: String, _ meaning: (String) -> Value?) -> Value? {
            query[name] == nil ? nil : read(name, meaning)
        }
        let home = read("home", Newcomer.Home.init(word:))
        let stay = read("stay", Stay.init(rawValue:))
        let age = read("age") { text in Int(text).flatMap { Self.ages ~= $0 ? $0 : nil } }
        let sex = read("sex", Sex.init(rawValue:))
        let isCitizen = optional("citizen") { ["yes": true, "no": false][$0] }
        let card = optional("card") { GuideCard(rawValue: $0) }
        let exemption = optional("exemption", FeeExemption.init(rawValue:))
        authority = optional("authority") { Int64($0) }
        values = query.firstValues
        self.wrong = wrong
        if wrong.isEmpty, let home, let stay, let age, let sex {
            person = Newcomer(
                home: home, stay: stay, age: age, sex: sex, isCitizen: isCitizen ?? true,
                card: (card ?? .new).sample, exemption: exemption)
        } else {
            person = nil
        }
    }
}

/// What somebody says of their identity card.
enum GuideCard: String, CaseIterable, Sendable {
    case new, old, none

    var sample: DocumentSample? {
        switch self {
        case .new: .new
        case .old: .old
        case .none: nil
        }
    }
}

extension Newcomer.Home {
    /// `own`, `another` or the kind of an institution.
    init?(word: String) {
        switch word {
        case "own": self = .own
        case "another": self = .another
        default:
            guard let kind = InstitutionKind(rawValue: word) else { return nil }
            self = .institution(kind)
        }
    }

    var word: String {
        switch self {
        case .own: "own"
        case .another: "another"
        case .institution(let kind): kind.rawValue
        }
    }
}
