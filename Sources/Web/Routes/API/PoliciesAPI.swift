import Domain
import FoundationEssentials
import Hummingbird
import Store
import Texts

/// Policies, for operators; and judging a draft again, for its institution.
struct PoliciesAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        let own = api.group().add(middleware: Needs(.administer))
        own.get("policies", use: list)
        own.get("policies/:id", use: show)
        own.get("policies/:id/preview", use: preview)
        own.post("policies/:id/use", use: use)
        api.post("petitions/:id/rejudgement", use: rejudge)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let found = try await web.store.policies.list(by: context.caller)
        return web.json(APIPage(name: "policies", elements: found.map(APIPolicyLine.init), next: nil))
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let kept = try await web.store.policies.read(context.number("id"), by: context.caller)
        return web.json(APIPolicy(kept, web.texts, context.language))
    }

    @Sendable private func preview(_ request: Request, _ context: SignedIn) async throws -> Response {
        let kept = try await web.store.policies.read(context.number("id"), by: context.caller)
        return web.json(APIPolicyPreview(try await web.preview(of: kept, by: context.caller)))
    }

    @Sendable private func use(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.policies.use(context.number("id"), by: context.caller)
        let kept = try await web.store.policies.inForce(by: context.caller)
        return web.json(APIPolicy(kept, web.texts, context.language))
    }

    @Sendable private func rejudge(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Answer: Encodable { let rows: Int }
        let rows = try await web.store.petitions.rejudge(
            context.number("id"), version: request.version(), by: context.caller, judge: web.judge)
        return web.json(Answer(rows: rows))
    }
}

/// A policy of a list as the API shows it.
private struct APIPolicyLine: Encodable {
    let id: Int64
    let name: String
    let fingerprint: String
    let title: [String: String]
    let inForce: Bool
    let since: Date?

    enum CodingKeys: String, CodingKey {
        case id, name, fingerprint, title, since
        case inForce = "in_force"
    }

    init(_ line: PolicyLine) {
        id = line.id
        name = line.kept.name
        fingerprint = line.kept.fingerprint.digits
        title = line.kept.policy.titles
        inForce = line.isInForce
        since = line.chosenAt
    }
}

/// A policy as the API shows it: values in the words of the answer's language.
private struct APIPolicy: Encodable {
    struct Parameter: Encodable {
        let name: String
        let entries: [Entry]
    }

    struct Entry: Encodable {
        let since: String
        let value: String
        let source: String
        let confirmed: Bool
    }

    struct Document: Encodable {
        let paper: Paper
        let need: Need
        let copies: Int
        let whom: String
        let since: String
        let until: String?
        let source: String
        let confirmed: Bool
    }

    let id: Int64
    let name: String
    let fingerprint: String
    let title: [String: String]
    let parameters: [Parameter]
    let documents: [Document]

    init(_ kept: KeptPolicy, _ texts: Texts, _ language: Language) {
        id = kept.id
        name = kept.name
        fingerprint = kept.fingerprint.digits
        title = kept.policy.titles
        parameters = kept.policy.parameters.map { parameter in
            Parameter(
                name: parameter.name,
                entries: parameter.entries.map {
                    Entry(
                        since: "\($0.since)", value: texts.text($0.value, in: language), source: $0.source,
                        confirmed: $0.confirmed)
                })
        }
        documents = kept.policy.documents.map { line in
            Document(
                paper: line.paper, need: line.need, copies: line.copies, whom: texts.whom(line, in: language),
                since: "\(line.since)", until: line.until.map { "\($0)" }, source: line.source,
                confirmed: line.confirmed)
        }
    }
}

extension Paper: Encodable {}
extension Need: Encodable {}

/// What a policy would make of open petitions, as the API shows it.
private struct APIPolicyPreview: Encodable {
    struct Line: Encodable {
        let id: Int64
        let number: String
        let state: PetitionState
        let rows, differing, blocked, freed: Int
    }

    let judged: Int
    let rows: Int
    let complete: Bool
    let petitions: [Line]

    init(_ preview: PolicyPreview) {
        judged = preview.petitions
        rows = preview.rows
        complete = !preview.isPart
        petitions = preview.lines.map {
            Line(
                id: $0.id, number: $0.number, state: $0.state, rows: $0.rows, differing: $0.differing,
                blocked: $0.blocked, freed: $0.freed)
        }
    }
}

extension Policy {
    /// Its titles by language.
    fileprivate var titles: [String: String] {
        Dictionary(uniqueKeysWithValues: title.map { ($0.key.rawValue, $0.value) })
    }
}
