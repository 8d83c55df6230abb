import Domain
import Hummingbird
import Store
import Texts

/// `/documents`: which documents are needed for whom, which anybody may read.
struct DocumentsRoutes {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) { router.get("documents", use: show) }

    @Sendable private func show(_ request: Request, _ context: PublicContext) async throws -> Response {
        let query = try request.query()
        let words = web.pages.wording(in: context.language)
        let kept = try await web.store.policies.inForce(by: context.caller)
        let page = DocumentsPage(
            kept.policy, at: try query.word("kind"), on: try query.day("on") ?? web.clock.today, web.texts, words)
        return try web.page(page, title: words("titles", "documents"), context.visit)
    }
}

extension DocumentsPage {
    /// - Parameter kind: the kind of institution whose documents are asked for; nil for all.
    init(_ policy: Policy, at kind: InstitutionKind?, on day: Day, _ texts: Texts, _ words: Wording) {
        let language = words.language
        let all = Field.Option(value: "", label: words("filters", "all"))
        let kinds = InstitutionKind.allCases.map {
            Field.Option(value: $0.rawValue, label: texts.label($0, in: language))
        }
        let lines = policy.documents(on: day).filter { line in
            kind.map { line.institutions?.contains($0) ?? true } ?? true
        }
        let tiyn = policy.fee(on: day)
        let fee = Formats.money("\(tiyn / 100).\(tiyn / 10 % 10)\(tiyn % 10)", in: language)
        self.init(
            fields: [
                Field(
                    name: "kind", label: words("documents", "kind"), value: kind?.rawValue ?? "",
                    options: [all] + kinds),
                .day("on", label: words("documents", "on"), value: "\(day)", words),
            ],
            facts: [
                Fact(label: words("documents", "rules"), value: policy.title(in: language)),
                Fact(label: words("documents", "fee"), value: tiyn == 0 ? words("documents", "fee_none") : fee),
            ],
            isFeeUnconfirmed: !policy.isFeeConfirmed(on: day), notes: Self.notes(policy, on: day, texts, words),
            sections: [.arrive, .extend, .depart, .opening].map { action in
                Section(
                    action, lines.filter { $0.actions?.contains(action) ?? true }, isOfKind: kind != nil, texts, words)
            })
    }

    private static func notes(_ policy: Policy, on day: Day, _ texts: Texts, _ words: Wording) -> [String] {
        func value(_ name: String) -> String {
            policy.parameters.first { $0.name == name }.map { parameter in
                let entry = parameter.entry(on: day)
                let mark = entry.confirmed ? "" : " (\(words("policy", "unconfirmed")))"
                return texts.text(entry.value, in: words.language) + mark
            } ?? ""
        }
        let ages = ["age": value("identity_age"), "majority": value("majority_age")]
        let identity = words("documents", "identity_note", ages)
        let military = words("documents", "military_note", ["ages": value("military_ages")])
        let fee =
            policy.feeRequired.on(day)
            ? [words("documents", "exemption_note", ["exemptions": value("fee_exemptions")])] : []
        return [identity, military] + fee
    }
}

extension DocumentsPage.Section {
    fileprivate init(
        _ action: Action, _ lines: [DocumentLine], isOfKind: Bool, _ texts: Texts, _ words: Wording
    ) {
        let own = lines.map { line in
            // the section's heading and the choice above say these
            var line = line
            line.actions = nil
            if isOfKind { line.institutions = nil }
            let isPrinted = [.arrivalLeaf, .statisticalCoupon].contains(line.paper)
            return PolicyDocument(line, note: isPrinted ? words("documents", "leaf_note") : nil, texts, words)
        }
        self.init(
            id: action.rawValue, heading: words("documents", "action_\(action.rawValue)"), lines: own,
            isEmpty: own.isEmpty)
    }
}
