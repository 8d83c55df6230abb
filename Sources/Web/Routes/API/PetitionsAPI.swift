import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Store

/// Petitions: upload, read, submit, withdraw.
struct PetitionsAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.post("petitions", use: create)
        api.get("petitions", use: list)
        api.get("petitions/:id", use: read)
        api.get("petitions/:id/workbook", use: workbook)
        api.get("petitions/:id/receipt", use: receipt)
        api.post("petitions/:id/submission", use: submit)
        api.post("petitions/:id/renewal", use: renew)
        api.delete("petitions/:id/submission", use: withdraw)
    }

    @Sendable private func create(_ request: Request, _ context: SignedIn) async throws -> Response {
        let said = try await PetitionFields(try request.query(), web.store.uploads, by: context.caller)
        guard let petition = said.petition else { throw said.faults.first ?? Refusal(.malformedRequest) }
        struct Answer: Encodable {
            let id: Int64
            let state: PetitionState
            let code: RefusalCode?
        }
        return try await web.receive(request, as: petition, by: context.caller) { opened in
            let answer = Answer(id: opened.petition, state: opened.state, code: opened.isKnown ? .alreadyUploaded : nil)
            var response = web.json(answer, status: opened.isKnown ? .ok : .accepted)
            response.headers[.location] = "/api/v1/petitions/\(opened.petition)"
            return response
        }
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        let state = try query.word("state", as: PetitionState.self)
        if context.caller.role.isAuthoritys {
            let page = try await web.store.petitions.queue(
                state: state, onlyMine: query["mine"] == "yes", after: try query.deadlineCursor(),
                limit: web.limits.pageRows,
                by: context.caller)
            return web.json(APIPage(name: "petitions", elements: page.elements.map(APIPetition.init), next: page.next))
        }
        let page = try await web.store.petitions.list(
            state: state, after: try query.number("cursor", as: Int64.self), limit: web.limits.pageRows,
            by: context.caller)
        return web.json(
            APIPage(name: "petitions", elements: page.elements.map(APIPetition.init), next: page.next.map { "\($0)" }))
    }

    @Sendable private func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await answer(context.number("id"), context.caller)
    }

    @Sendable private func submit(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Submission: Decodable {
            let confirm: Bool?
            let only: String?
        }
        let id = try context.number("id")
        let wanted = try await request.json(Submission.self, context)
        if let only = wanted.only, only != "fitting" { throw Refusal(.valueInvalid, arguments: ["field": "only"]) }
        _ = try await web.store.petitions.submit(
            id, version: request.version(), isConfirmed: wanted.confirm ?? false, onlyFitting: wanted.only == "fitting",
            by: context.caller)
        return try await answer(id, context.caller)
    }

    @Sendable private func withdraw(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        try await web.store.petitions.withdraw(id, version: request.version(), by: context.caller)
        return try await answer(id, context.caller)
    }

    @Sendable private func workbook(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.workbook(of: context.number("id"), by: context.caller, in: context.language)
    }

    @Sendable private func renew(_ request: Request, _ context: SignedIn) async throws -> Response {
        let child = try await web.store.petitions.renew(context.number("id"), by: context.caller)
        var response = web.json(
            APIPetition(try await web.store.petitions.read(child, by: context.caller)), status: .created)
        response.headers[.location] = "/api/v1/petitions/\(child)"
        return response
    }

    @Sendable private func receipt(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let act = try await web.store.decisions.act(on: id, by: context.caller)
        guard petition.state == .decided, let act else {
            throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue])
        }
        return web.json(APIReceipt(petition, act))
    }

    private func answer(_ id: Int64, _ caller: Caller) async throws -> Response {
        let petition = try await web.store.petitions.read(id, by: caller)
        var response = web.json(APIPetition(petition))
        response.headers[.eTag] = "\"\(petition.summary.version)\""
        return response
    }
}

/// What a decided petition came to.
struct APIReceipt: Encodable {
    let petition: APIPetition
    let decision: Int64
    let decidedAt: Date
    let decidedBy: String
    let confirmedBy: String?

    enum CodingKeys: String, CodingKey {
        case petition, decision
        case decidedAt = "decided_at"
        case decidedBy = "decided_by"
        case confirmedBy = "confirmed_by"
    }

    init(_ petition: Petition, _ act: DecisionAct) {
        self.petition = APIPetition(petition)
        decision = act.id
        decidedAt = act.decidedAt
        decidedBy = act.decidedByName
        confirmedBy = act.confirmedByName
    }
}

extension Form {
    /// The cursor of a queue: a deadline and an id.
    fileprivate func deadlineCursor() throws(Refusal) -> (day: Day, id: Int64)? {
        guard let text = self["cursor"] else { return nil }
        let parts = text.split(separator: "~")
        guard parts.count == 2, let day = Day(iso: parts[0]), let id = Int64(parts[1]) else {
            throw Refusal(.malformedRequest, arguments: ["field": "cursor"])
        }
        return (day, id)
    }
}
