import Domain
import Hummingbird
import Store

/// Reviewing one petition: its rows with what needs eyes, the decision, and the second person's word.
struct ReviewRoutes {
    let web: WebRoom

    /// Rows of a page: marks do not outlive it, so it holds more than other lists.
    private static let pageRows = 200

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/review", use: review)
        group.post("petitions/:id/decision/confirm", use: askToDecide)
        group.post("petitions/:id/decision", use: decide)
        group.get("petitions/:id/confirmation", use: askToConfirm)
        group.post("petitions/:id/confirmation", use: confirm)
        group.post("petitions/:id/decision/return", use: takeBack)
    }

    @Sendable private func review(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        var view = try await view(context)
        view.pile = try query.word("pile") ?? .eyes
        view.cursor = query["cursor"]
        return try await page(view, context)
    }

    @Sendable private func askToDecide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let marks = try Marks(try await request.form(context))
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let faults = marks.faults(open: petition.outcomes.pending)
        if !faults.isEmpty { return try await again(marks, faults, context) }
        let reader = web.reader(context)
        return try await web.answer(
            DecisionPage(petition, marks, reader), title: title("decision", petition, reader), context)
    }

    @Sendable private func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, marks) = (try context.number("id"), try Marks(try await request.form(context)))
        do throws(Refusal) {
            let decided = try await web.store.decisions.decide(
                id, marks.request, version: marks.version, by: context.caller)
            return web.done("/petitions/\(id)", Flash(decided.state == .decided ? "decided" : "proposed"))
        } catch {
            guard error.leavesForm else { throw error }
            return try await again(marks, refusal: error, context)
        }
    }

    @Sendable private func askToConfirm(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        guard petition.state == .proposed,
            let act = try await web.store.decisions.act(on: petition.id, by: context.caller)
        else { throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue]) }
        let reader = web.reader(context)
        return try await web.answer(
            DecisionPage(proposed: act, on: petition, reader), title: title("decision", petition, reader), context)
    }

    @Sendable private func confirm(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        _ = try await web.store.decisions.confirm(id, version: try form.number("version"), by: context.caller)
        return web.done("/petitions/\(id)", Flash("decided"))
    }

    @Sendable private func takeBack(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        try await web.store.decisions.takeBack(id, version: nil, by: context.caller)
        return web.done("/petitions/\(id)/review", Flash("taken_back"))
    }

    /// The review page once more, with the marks that were made and why they are no decision.
    private func again(
        _ marks: Marks, _ faults: [Marks.Fault] = [], refusal: Refusal? = nil, _ context: SignedIn
    ) async throws -> Response {
        var view = try await view(context)
        view.marks = marks
        view.faults = faults
        view.refusal = refusal
        if !marks.rows.isEmpty { view.pile = nil }
        return try await page(view, context)
    }

    private func page(_ unfilled: ReviewView, _ context: SignedIn) async throws -> Response {
        let view = try await filled(unfilled, by: context.caller)
        let reader = web.reader(context)
        return try await web.answer(
            ReviewPage(view, reader), title: title("review", view.petition, reader), context, after: view.refusal,
            hasErrors: !view.faults.isEmpty)
    }

    private func view(_ context: SignedIn) async throws -> ReviewView {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        return ReviewView(
            petition: petition,
            premises: try await web.store.institutions.premises(petition.summary.premises, by: context.caller),
            outlook: try await web.outlook(of: petition, by: context.caller),
            authority: try await web.authorityName(petition.authority, by: context.caller, in: context.language))
    }

    /// The view with its rows: those of the pile, or those that were marked.
    private func filled(_ view: ReviewView, by caller: Caller) async throws(Refusal) -> ReviewView {
        let (petitions, id) = (web.store.petitions, view.petition.id)
        var view = view
        if let pile = view.pile {
            guard let after = Int32(view.cursor ?? "0") else {
                throw Refusal(.valueInvalid, arguments: ["field": "cursor"])
            }
            let rows = try await petitions.rows(
                of: id, state: pile.state, after: Int(after), limit: Self.pageRows, by: caller)
            (view.rows, view.next) = (rows.elements, rows.next)
        } else {
            view.rows = try await petitions.rows((view.marks?.rows.keys).map { $0.sorted() } ?? [], of: id, by: caller)
        }
        view.issues = try await petitions.issues(ofRows: view.rows.map(\.number), of: id, by: caller)
        let known = Set(view.issues.filter { $0.issue.code == .registerElsewhere }.compactMap(\.issue.place.row))
        for row in view.rows where known.contains(row.number) {
            guard let iin = row.iin else { continue }
            view.elsewhere[row.number] = try await web.store.register.search(
                iin: iin, limit: web.limits.pageRows, by: caller
            ).elements
        }
        return view
    }

    private func title(_ key: String, _ petition: Petition, _ reader: Reader) -> String {
        reader.words("titles", key, ["number": petition.summary.number])
    }
}
