import Domain
import Hummingbird
import Store

/// What waits for an authority: the queue, taking and giving back, and approving several clean petitions at once.
struct QueueRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("queue", use: queue)
        group.post("petitions/:id/claim", use: claim)
        group.post("petitions/:id/release", use: release)
        group.post("approvals/confirm", use: askToApprove)
        group.post("approvals", use: approve)
    }

    @Sendable private func queue(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        let filter = QueuePage.Filter(state: try query.word("state"), isMine: query["filter"] == "mine")
        return try await page(filter, cursor: query["cursor"], context)
    }

    @Sendable private func claim(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        try await web.store.decisions.claim(id, version: nil, by: context.caller)
        return web.done("/petitions/\(id)/review", Flash("claimed"))
    }

    @Sendable private func release(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.decisions.release(context.number("id"), version: nil, by: context.caller)
        return web.done("/queue", Flash("released"))
    }

    @Sendable private func askToApprove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let form = try await request.form(context)
        let reader = web.reader(context)
        let petitions = try await chosen(form, by: context.caller).filter { $0.canBeApprovedAtOnce(by: context.caller) }
        if petitions.isEmpty {
            let line = ErrorSummary.Line(text: reader.words("queue", "nothing_selected"), target: "main")
            return try await page(errors: ErrorSummary(lines: [line]), context)
        }
        return try await web.answer(
            ApprovalsPage(petitions, reader), title: reader.words("titles", "approvals"), context)
    }

    @Sendable private func approve(_ request: Request, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        var refused: [ErrorSummary.Line] = []
        let petitions = try await chosen(try await request.form(context), by: context.caller)
        for petition in petitions {
            guard let refusal = await refusal(ofApproving: petition, by: context.caller) else { continue }
            let text = "\(reader.number(petition)): \(reader.explanation(refusal))"
            refused.append(ErrorSummary.Line(text: text, target: "main"))
        }
        if !refused.isEmpty { return try await page(errors: ErrorSummary(lines: refused), context) }
        return web.done("/queue", Flash("approved_many", number: petitions.count))
    }

    private func refusal(ofApproving petition: PetitionSummary, by caller: Caller) async -> Refusal? {
        guard petition.canBeApprovedAtOnce(by: caller) else {
            return Refusal(.stateForbids, arguments: ["state": petition.state.rawValue])
        }
        do {
            _ = try await web.store.decisions.decide(
                petition.id, DecisionRequest(outcome: .approved), version: petition.version, by: caller)
            return nil
        } catch {
            return error
        }
    }

    /// The petitions that a form names, each once, at most a page of them.
    private func chosen(_ form: Form, by caller: Caller) async throws(Refusal) -> [PetitionSummary] {
        var petitions: [PetitionSummary] = []
        for id in Set(form.all("petitions").compactMap { Int64($0) }).sorted().prefix(web.limits.pageRows) {
            let petition = try await web.store.petitions.read(id, by: caller)
            petitions.append(petition.summary)
        }
        return petitions
    }

    private func page(
        _ filter: QueuePage.Filter = QueuePage.Filter(), cursor: String? = nil, errors: ErrorSummary? = nil,
        _ context: SignedIn
    ) async throws -> Response {
        let (caller, reader) = (context.caller, web.reader(context))
        let petitions = try await web.store.petitions.queue(
            state: filter.state, onlyMine: filter.isMine, after: try place(cursor), limit: web.limits.pageRows,
            by: caller)
        let page = QueuePage(
            petitions, counts: try await web.store.petitions.counts(by: caller), filter, cursor: cursor, errors: errors,
            reader)
        return try await web.answer(page, title: reader.words("titles", "queue"), context, hasErrors: errors != nil)
    }

    /// The deadline and number of the last petition of the page before.
    private func place(_ cursor: String?) throws(Refusal) -> (day: Day, id: Int64)? {
        guard let cursor else { return nil }
        let parts = cursor.split(separator: "~").map { String($0) }
        guard parts.count == 2, let day = Day(iso: parts[0]), let id = Int64(parts[1]) else {
            throw Refusal(.valueInvalid, arguments: ["field": "cursor"])
        }
        return (day, id)
    }
}
