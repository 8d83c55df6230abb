import Domain
import Hummingbird
import Store

/// One mistake mended in all its rows, undone again, rows taken out together, and what is remembered of it all.
struct RepairRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.post("petitions/:id/repairs", use: repair)
        group.post("petitions/:id/repairs/:repair/undo", use: undo)
        group.post("petitions/:id/rejudgement", use: rejudge)
        group.get("petitions/:id/removal", use: askToRemove)
        group.post("petitions/:id/removal", use: remove)
        group.get("remembered", use: remembered)
        group.post("remembered/:value/removal", use: forget)
    }

    @Sendable private func repair(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        guard let column = try form.word("column", as: Column.self),
            let code = try form.word("code", as: IssueCode.self),
            let remedy = Remedy(form)
        else { return web.done(context.visit.back(within: id), Flash("value_missing", kind: .error)) }
        // a cell's text may begin and end with blanks
        let written = form.all("found").first.flatMap { $0.isEmpty ? nil : $0 }
        let found = written.map { Mistake.Found.text($0) } ?? remedy.foundWhenNotSaid
        let done = try await web.store.petitions.repair(
            id, all: Mistake(code, in: column, found: found), remedy, isRemembered: form["remember"] == "yes",
            version: nil, by: context.caller, judge: web.judge)
        let flash =
            done.moved > 0
            ? Flash("rows_moved", kind: .note, number: done.moved) : Flash("rows_repaired", number: done.rows)
        return web.done(context.visit.back(within: id), flash)
    }

    @Sendable private func undo(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let rows = try await web.store.petitions.undo(
            repair: context.number("repair"), of: id, version: nil, by: context.caller, judge: web.judge)
        return web.done(context.visit.back(within: id), Flash("repair_undone", number: rows))
    }

    /// All rows of a draft are judged by the rules in force.
    @Sendable private func rejudge(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        _ = try await web.store.petitions.rejudge(id, by: context.caller, judge: web.judge)
        return web.done("/petitions/\(id)", Flash("rejudged"))
    }

    @Sendable private func askToRemove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, reader) = (try context.number("id"), web.reader(context))
        let petition = try await web.store.petitions.read(id, by: context.caller)
        guard petition.state.isEditable else {
            throw Refusal(.stateForbids, arguments: ["state": petition.state.rawValue])
        }
        guard let choice = try RowChoice(try request.query()), choice != .state(.faulty) || petition.counts.faulty > 0
        else {
            return web.done("/petitions/\(id)/rows", Flash("nothing_selected", kind: .error))
        }
        return try await web.answer(
            RemovalPage(choice, from: petition, reader),
            title: reader.words("titles", "removal", ["number": petition.summary.number]), context)
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        guard let choice = try RowChoice(form) else {
            return web.done("/petitions/\(id)/rows", Flash("nothing_selected", kind: .error))
        }
        let rows = try await web.store.petitions.remove(
            id, choice, version: try form.number("version"), by: context.caller)
        return web.done("/petitions/\(id)/rows", Flash("rows_removed", number: rows))
    }

    @Sendable private func remembered(_ request: Request, _ context: SignedIn) async throws -> Response {
        let reader = web.reader(context)
        let page = RememberedPage(try await web.store.remembered.list(by: context.caller), reader)
        return try await web.answer(page, title: reader.words("titles", "remembered"), context)
    }

    @Sendable private func forget(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.remembered.forget(context.number("value"), by: context.caller)
        return web.done("/remembered", Flash("value_forgotten"))
    }
}

extension Remedy {
    /// What a form asks for; nil when it asks for a value and has none.
    fileprivate init?(_ form: Form) {
        switch form["remedy"] {
        case "suggestions": self = .suggestions
        case "as_written": self = .asWritten
        case "clear": self = .value("")
        default:
            guard let value = form["value"] else { return nil }
            self = .value(value)
        }
    }

    /// What is meant when nobody says what stands in the cells: for a value the empty ones, else all.
    var foundWhenNotSaid: Mistake.Found { if case .value = self { .nothing } else { .anything } }
}

extension RowChoice {
    /// The rows that a form names; nil when it names none.
    ///
    /// - Throws: `.valueInvalid`
    fileprivate init?(_ form: Form) throws(Refusal) {
        if let state = try form.word("state", as: RowState.self) {
            guard state == .faulty else { throw Refusal(.valueInvalid, arguments: ["field": "state"]) }
            self = .state(state)
            return
        }
        let texts = form.all("row")
        let numbers = texts.compactMap { Int($0) }
        if numbers.count != texts.count { throw Refusal(.valueInvalid, arguments: ["field": "row"]) }
        if numbers.isEmpty { return nil }
        self = .numbers(numbers)
    }
}
