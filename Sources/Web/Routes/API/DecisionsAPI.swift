import Domain
import Hummingbird
import Store
import Texts

/// What reviewers do: claim, decide, confirm.
struct DecisionsAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.post("petitions/:id/claim", use: claim)
        api.delete("petitions/:id/claim", use: release)
        api.post("petitions/:id/decision", use: decide)
        api.delete("petitions/:id/decision", use: takeBack)
        api.post("petitions/:id/confirmation", use: confirm)
        api.post("approvals", use: approve)
    }

    @Sendable private func claim(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        try await web.store.decisions.claim(id, version: request.version(), by: context.caller)
        return web.json(APIPetition(try await web.store.petitions.read(id, by: context.caller)))
    }

    @Sendable private func release(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.decisions.release(context.number("id"), version: request.version(), by: context.caller)
        return Response(status: .noContent)
    }

    @Sendable private func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let wanted = try await request.json(DecisionRequest.self, context)
        let decided = try await web.store.decisions.decide(id, wanted, version: request.version(), by: context.caller)
        return web.json(APIDecided(id, decided), status: decided.state == .proposed ? .accepted : .ok)
    }

    @Sendable private func takeBack(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.decisions.takeBack(context.number("id"), version: request.version(), by: context.caller)
        return Response(status: .noContent)
    }

    @Sendable private func confirm(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let decided = try await web.store.decisions.confirm(id, version: request.version(), by: context.caller)
        return web.json(APIDecided(id, decided))
    }

    /// Several petitions approved, an act each; one that cannot be says why and keeps no other back.
    @Sendable private func approve(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Approvals: Decodable { let petitions: [Int64] }
        struct Line: Encodable {
            let petition: Int64
            let state: PetitionState?
            let code: RefusalCode?
            let message: String?
        }
        struct Answer: Encodable { let petitions: [Line] }
        var lines: [Line] = []
        let asked = try await request.json(Approvals.self, context).petitions
        if asked.count > web.limits.pageRows || Set(asked).count < asked.count {
            throw Refusal(.valueInvalid, arguments: ["field": "petitions", "limit": "\(web.limits.pageRows)"])
        }
        for id in asked {
            do {
                let decided = try await web.store.decisions.decide(
                    id, DecisionRequest(outcome: .approved), version: nil, by: context.caller)
                lines.append(Line(petition: id, state: decided.state, code: nil, message: nil))
            } catch {
                lines.append(
                    Line(
                        petition: id, state: nil, code: error.code,
                        message: web.texts.message(error, in: context.language)))
            }
        }
        return web.json(Answer(petitions: lines))
    }
}

/// What a decision led to.
private struct APIDecided: Encodable {
    let petition: Int64
    let decision: Int64
    let state: PetitionState
    let child: Int64?

    init(_ petition: Int64, _ decided: Decided) {
        self.petition = petition
        decision = decided.decision
        state = decided.state
        child = decided.child
    }

    private enum CodingKeys: String, CodingKey { case petition, decision, state, child }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(petition, forKey: .petition)
        try container.encode(decision, forKey: .decision)
        try container.encode(state, forKey: .state)
        try container.encode(child, forKey: .child)
    }
}
