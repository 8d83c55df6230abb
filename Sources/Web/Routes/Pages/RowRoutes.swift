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
        group.post("petitions/:id/rows/:number/removal", use: remove)
    }

    @Sendable private func issues(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query, reader) = (try context.number("id"), try request.query(), web.reader(context))
        let filter = IssuesPage.Filter(severity: try query.word("severity"), code: try query.word("code"))
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let issues = try await web.store.petitions.issues(
            of: id, severity: filter.severity, code: filter.code, after: try cursor(query), limit: web.limits.pageRows,
            by: context.caller)
        var page = IssuesPage(
            issues, try await web.store.petitions.issueGroups(of: id, by: context.caller), of: petition, filter,
            cursor: query["cursor"], reader)
        if !petition.siblings.isEmpty {
            let siblings = try await web.store.petitions.siblings(of: id, by: context.caller)
            page.siblings = siblings.map { SiblingLine($0, reader) }
        }
        return try await web.answer(page, title: title("issues", petition, reader), context)
    }

    @Sendable private func row(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(context)
    }

    @Sendable private func repair(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, number) = (try context.number("id"), Int(try context.number("number")))
        let form = try await request.form(context)
        if form.names.contains("column") { return try await repairCell(form, id, number, context) }
        let row = try await find(number, of: id, by: context.caller)
        let typed = typed(form)
        let reader = web.reader(context)
        let changed = typed.filter { $0.value != row.shown($0.key, isEditable: true, reader) }
        do throws(Refusal) {
            try await save(changed, number, of: id, version: try form.number("version"), context)
            return web.done("/petitions/\(id)/rows/\(number)", try await saved(number, of: id, by: context.caller))
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
        try await save([column: form["value"] ?? ""], number, of: id, version: nil, context)
        let table = "/petitions/\(id)/issues"
        let back = context.visit.back.hasPrefix(table) ? context.visit.back : table
        return web.done(LocalPath(back), try await saved(number, of: id, by: context.caller))
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, number) = (try context.number("id"), Int(try context.number("number")))
        let form = try await request.form(context)
        do throws(Refusal) {
            try await web.store.petitions.remove(
                id, row: number, version: try form.number("version"), by: context.caller)
            return web.done("/petitions/\(id)/rows", Flash("row_removed", number: number))
        } catch {
            guard error.leavesForm else { throw error }
            return try await page(refusal: error, context)
        }
    }

    private func save(
        _ cells: [Column: String], _ number: Int, of id: Int64, version: Int?, _ context: SignedIn
    ) async throws(Refusal) {
        try await web.store.petitions.repair(
            id, row: number, cells: cells, version: version, by: context.caller, judge: web.judge)
    }

    private func saved(_ number: Int, of id: Int64, by caller: Caller) async throws(Refusal) -> Flash {
        let row = try await find(number, of: id, by: caller)
        return row.state == .faulty
            ? Flash("row_still_faulty", kind: .note, number: number) : Flash("row_saved", number: number)
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
        let view = try await view(Int(context.number("number")), of: context.number("id"), by: context.caller)
        let reader = web.reader(context)
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
            next: around.first { $0.number > number }?.number)
    }

    private func cursor(_ query: Form) throws(Refusal) -> [Int64]? {
        guard let text = query["cursor"] else { return nil }
        let numbers = text.split(separator: "-").compactMap { Int64($0) }
        guard numbers.count == 3 else { throw Refusal(.valueInvalid, arguments: ["field": "cursor"]) }
        return numbers
    }

    private func title(_ key: String, _ petition: Petition, _ reader: Reader) -> String {
        reader.words("titles", key, ["number": petition.summary.number])
    }
}
