import Domain
import Hummingbird
import Store

/// Reviewing one petition: its rows with what needs eyes, the decision, and the second person's word.
struct ReviewRoutes {
    let web: WebRoom

    /// Rows of a page: a reviewer goes through many, so it holds more than other lists.
    private static let pageRows = 200

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/review", use: review)
        group.post("petitions/:id/review", use: turn)
        group.post("petitions/:id/decision/confirm", use: askToDecide)
        group.post("petitions/:id/decision", use: decide)
        group.get("petitions/:id/confirmation", use: askToConfirm)
        group.post("petitions/:id/confirmation", use: confirm)
        group.post("petitions/:id/decision/return", use: takeBack)
    }

    @Sendable private func review(_ request: Request, _ context: SignedIn) async throws -> Response {
        var view = try await view(context)
        view.place = try ReviewPlace(try request.query())
        return try await page(view, context)
    }

    /// Another pile or page, with the marks that were made on this one.
    @Sendable private func turn(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (query, form) = (try request.query(), try await request.form(context))
        return try await web.speaking(request, context) { context in
            var view = try await view(context)
            view.place = try ReviewPlace(query)
            view.marks = try Marks(form)
            return try await page(view, context)
        }
    }

    @Sendable private func askToDecide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let form = try await request.form(context)
        let marks = try Marks(form)
        return try await web.speaking(request, context) { context in
            let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
            if petition.isDecided { return decidedAlready(petition) }
            if let version = marks.version, version != petition.summary.version {
                return try await again(marks, refusal: Refusal(.versionStale), context)
            }
            let faults = marks.faults(open: petition.outcomes.pending)
            if !faults.isEmpty { return try await again(marks, faults, context) }
            let reader = web.reader(context)
            let page = DecisionPage(
                try await plan(petition, marks, by: context.caller), from: try ReviewPlace(form), reader)
            return try await web.answer(
                page, title: title("decision", petition, reader), context,
                form: "/petitions/\(petition.id)/decision/confirm"
            )
        }
    }

    @Sendable private func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, marks) = (try context.number("id"), try Marks(try await request.form(context)))
        do throws(Refusal) {
            let decided = try await web.store.decisions.decide(
                id, marks.request, version: marks.version, by: context.caller)
            return web.done("/petitions/\(id)", Flash(decided.state == .decided ? "decided" : "proposed"))
        } catch {
            guard error.leavesForm else { throw error }
            let petition = try await web.store.petitions.read(id, by: context.caller)
            if petition.isDecided { return decidedAlready(petition) }
            return try await again(marks, refusal: error, context)
        }
    }

    private func decidedAlready(_ petition: Petition) -> Response {
        web.done("/petitions/\(petition.id)", Flash("already_decided", kind: .note))
    }

    private func plan(_ petition: Petition, _ marks: Marks, by caller: Caller) async throws(Refusal) -> DecisionPlan {
        let numbers = marks.marked.map(\.number)
        return DecisionPlan(
            petition, under: try await web.store.policies.policy(of: petition, by: caller), marks,
            rows: numbers.isEmpty ? [] : try await web.store.petitions.rows(numbers, of: petition.id, by: caller),
            tally: try await web.store.petitions.tally(of: petition.id, by: caller))
    }

    @Sendable private func askToConfirm(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        guard petition.state == .proposed,
            let act = try await web.store.decisions.act(on: petition.id, by: context.caller)
        else { throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue]) }
        let reader = web.reader(context)
        let marks = Marks(act.request, version: petition.summary.version)
        let page = DecisionPage(proposed: act, try await plan(petition, marks, by: context.caller), reader)
        return try await web.answer(page, title: title("decision", petition, reader), context)
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
        if !marks.rows.isEmpty { view.place.pile = .marked }
        return try await page(view, context)
    }

    private func page(_ unfilled: ReviewView, _ context: SignedIn) async throws -> Response {
        let view = try await filled(unfilled, by: context.caller)
        let reader = web.reader(context)
        let page = ReviewPage(view, reader)
        return try await web.answer(
            page, title: title("review", view.petition, reader), context, after: view.refusal,
            hasErrors: !view.faults.isEmpty,
            form: page.canDecide ? view.place.address(of: view.petition.id).text : nil)
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
        if view.place.pile != .marked {
            guard let after = Int32(view.place.cursor ?? "0") else {
                throw Refusal(.valueInvalid, arguments: ["field": "cursor"])
            }
            let rows = try await petitions.rows(
                of: id, state: view.place.pile.state(isSecond: view.petition.summary.isSecond), after: Int(after),
                limit: Self.pageRows, by: caller)
            (view.rows, view.next) = (rows.elements, rows.next)
        } else {
            view.rows = try await petitions.rows((view.marks?.rows.keys).map { $0.sorted() } ?? [], of: id, by: caller)
        }
        try await readFormer(&view, by: caller)
        let attachments = web.store.attachments
        view.scans = try await attachments.list(ofRows: view.rows.map(\.number), of: id, by: caller)
        view.wholeScans = try await attachments.list(of: id, limit: web.limits.pageRows, by: caller).elements
            .filter { $0.row == nil }
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

    /// What the first review said of rows that came back, and how they were then.
    private func readFormer(_ view: inout ReviewView, by caller: Caller) async throws(Refusal) {
        guard view.petition.summary.isSecond, let parent = view.petition.summary.parent else { return }
        let (petitions, numbers) = (web.store.petitions, view.rows.map(\.number))
        view.origin = try await petitions.read(parent, by: caller)
        if numbers.isEmpty { return }
        view.notes = try await petitions.notes(of: parent, rows: numbers, by: caller)
        let former = try await petitions.rows(numbers, of: parent, by: caller)
        view.former = Dictionary(former.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func title(_ key: String, _ petition: Petition, _ reader: Reader) -> String {
        reader.words("titles", key, ["number": petition.summary.number])
    }
}

extension Petition {
    /// Whether nothing is left to decide.
    fileprivate var isDecided: Bool { state == .decided || state == .proposed }
}
