import Domain
import Hummingbird
import Store

/// What is wrong with a petition's rows, and mending it: a cell from the table of issues, a row on its own page.
struct RowRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/issues", use: issues)
        group.get("petitions/:id/rows/:number", use: row)
        group.post("petitions/:id/rows/:number", use: repair)
        group.post("petitions/:id/rows/:number/reading", use: read)
        group.post("petitions/:id/rows/:number/removal", use: remove)
    }

    @Sendable private func issues(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query, reader) = (try context.number("id"), try request.query(), try await mender(context))
        let filter = IssuesPage.Filter(severity: try query.word("severity"), code: try query.word("code"))
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let keepsToFile = IssuesPage.keepsToFile(petition, query)
        let issues =
            keepsToFile
            ? Slice(whole: try await web.store.petitions.fileIssues(of: id, by: context.caller))
            : try await web.store.petitions.issues(
                of: id, severity: filter.severity, code: filter.code, after: try query.issueCursor(),
                limit: web.limits.pageRows, by: context.caller)
        let groups = try await web.store.petitions.issueGroups(of: id, by: context.caller)
        var page = IssuesPage(
            issues, groups, try await repairs(of: petition, context), of: petition, filter, cursor: query["cursor"],
            reader)
        if keepsToFile { page.keepToFile(of: petition, groups, reader.words) }
        if !petition.siblings.isEmpty {
            let siblings = try await web.store.petitions.siblings(of: id, by: context.caller)
            page.siblings = siblings.map { SiblingLine($0, reader) }
        }
        page.returned = try await web.returnedRows(of: petition, by: context.caller).map { .init($0, reader) }
        if page.isEmpty, filter.code == nil, filter.severity == nil {
            let acts = PetitionActs(try await web.view(of: petition, context), reader)
            (page.next, page.mainAct) = (acts.next, acts.main)
        }
        return try await web.answer(page, title: title("issues", petition, reader), context)
    }

    /// What can be undone; nobody but the institution's people sees it, and nobody once the petition is submitted.
    private func repairs(of petition: Petition, _ context: SignedIn) async throws -> Slice<StoredRepair, Int64> {
        let isEditable = petition.state.isEditable && context.caller.may(.repair)
        return try await web.store.petitions.repairs(
            of: petition.id, includingUndone: false, limit: isEditable ? IssuesPage.repairsShown : 0,
            by: context.caller)
    }

    @Sendable private func row(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(context)
    }

    @Sendable private func repair(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, number) = (try context.number("id"), try context.rowNumber())
        let form = try await request.form(context)
        if form.names.contains("column") { return try await repairCell(form, id, number, context) }
        let row = try await find(number, of: id, by: context.caller)
        let typed = typed(form)
        let reader = web.reader(context)
        let changed = typed.filter { $0.value != row.shown($0.key, isEditable: true, reader) }
        do throws(Refusal) {
            let home = try await save(changed, number, of: id, version: try form.number("version"), context)
            return try await done(number, of: id, in: home, at: "/petitions/\(id)/rows/\(number)", context)
        } catch {
            guard error.leavesForm else { throw error }
            return try await page(typed: typed, refusal: error, context)
        }
    }

    /// A cell from the table of issues; the way leads back to the table as it was narrowed.
    private func repairCell(_ form: Form, _ id: Int64, _ number: Int, _ context: SignedIn) async throws -> Response {
        guard let column = try form.word("column", as: Column.self) else {
            throw Refusal(.valueInvalid, arguments: ["field": "values"])
        }
        let home = try await save([column: form["value"] ?? ""], number, of: id, version: nil, context)
        return try await done(number, of: id, in: home, at: context.visit.back(within: id), context)
    }

    /// Whether a cell is read as it is written, or with repairs as usual.
    @Sendable private func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, number) = (try context.number("id"), try context.rowNumber())
        let form = try await request.form(context)
        guard let column = try form.word("column", as: Column.self), let wanted = form["as"],
            ["written", "usual"].contains(wanted)
        else { throw Refusal(.valueInvalid, arguments: ["field": "column"]) }
        let home = try await web.store.petitions.repair(
            id, row: number, asWritten: [column: wanted == "written"], version: nil, by: context.caller,
            judge: web.judge)
        return try await done(number, of: id, in: home, at: context.visit.back(within: id), context)
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, number) = (try context.number("id"), try context.rowNumber())
        let form = try await request.form(context)
        do throws(Refusal) {
            try await web.store.petitions.remove(
                id, .numbers([number]), version: try form.number("version"), by: context.caller)
            return web.done("/petitions/\(id)/rows", Flash("row_removed", number: number))
        } catch {
            guard error.leavesForm else { throw error }
            return try await page(refusal: error, context)
        }
    }

    private func save(
        _ cells: [Column: String], _ number: Int, of id: Int64, version: Int?, _ context: SignedIn
    ) async throws(Refusal) -> Int64 {
        try await web.store.petitions.repair(
            id, row: number, cells: cells, version: version, by: context.caller, judge: web.judge)
    }

    /// Says how a saved row stands; one that went to another building's petition is shown there.
    private func done(
        _ number: Int, of id: Int64, in home: Int64, at path: LocalPath, _ context: SignedIn
    ) async throws(Refusal) -> Response {
        if home != id {
            return web.done("/petitions/\(home)/rows/\(number)", Flash("row_moved", kind: .note, number: number))
        }
        let isFaulty = try await find(number, of: id, by: context.caller).state == .faulty
        return web.done(
            path,
            isFaulty ? Flash("row_still_faulty", kind: .note, number: number) : Flash("row_saved", number: number))
    }

    private func find(_ number: Int, of id: Int64, by caller: Caller) async throws(Refusal) -> StoredRow {
        guard let row = try await web.store.petitions.rows([number], of: id, by: caller).first else {
            throw Refusal(.notFound)
        }
        return row
    }

    private func typed(_ form: Form) -> [Column: String] {
        let columns = form.names.compactMap { Column(rawValue: $0) }
        return Dictionary(columns.map { ($0, form[$0.rawValue] ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    private func page(
        typed: [Column: String] = [:], refusal: Refusal? = nil, _ context: SignedIn
    ) async throws -> Response {
        let view = try await view(context.rowNumber(), of: context.number("id"), by: context.caller)
        let reader = try await mender(context)
        let page = RowPage(view, typed: typed, refusal: refusal, reader)
        let title = reader.words("titles", "row", ["row": page.number, "number": page.bar.number])
        return try await web.answer(
            page, title: title, context, after: refusal, hasErrors: page.isEditable && page.errors != nil)
    }

    private func view(_ number: Int, of id: Int64, by caller: Caller) async throws(Refusal) -> RowView {
        let petitions = web.store.petitions
        let petition = try await petitions.read(id, by: caller)
        // With its neighbours, so that the links to them lead somewhere.
        let around = try await petitions.rows([number - 1, number, number + 1], of: id, by: caller)
        guard let row = around.first(where: { $0.number == number }) else { throw Refusal(.notFound) }
        var notes = try await petitions.notes(of: id, rows: [number], by: caller)
        if let parent = petition.summary.parent {
            // What a reviewer returned is mended in the child; the words for it are the parent's.
            let returned = try? await petitions.notes(of: parent, rows: [number], by: caller)
            notes += returned ?? []
        }
        return RowView(
            petition: petition, row: row, issues: try await petitions.issues(ofRows: [number], of: id, by: caller),
            notes: notes, previous: around.first { $0.number < number }?.number,
            next: around.first { $0.number > number }?.number,
            scans: try await web.store.attachments.list(ofRows: [number], of: id, by: caller), limits: web.limits)
    }

    /// Who reads the page, with the buildings that they may choose for a row.
    private func mender(_ context: SignedIn) async throws(Refusal) -> Reader {
        var reader = web.reader(context)
        if context.caller.may(.repair) {
            reader.buildings = try await web.store.institutions.premises(by: context.caller).map(\.name)
        }
        return reader
    }

    private func title(_ key: String, _ petition: Petition, _ reader: Reader) -> String {
        reader.words("titles", key, ["number": petition.summary.number])
    }
}

extension Visit {
    /// Where the reader came from, if that was the issues or a row of a petition; else its issues.
    func back(within petition: Int64) -> LocalPath {
        let (table, rows) = ("/petitions/\(petition)/issues", "/petitions/\(petition)/rows/")
        return LocalPath(back.hasPrefix(table) || back.hasPrefix(rows) ? back : table)
    }
}
