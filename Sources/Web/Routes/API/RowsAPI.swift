import Domain
import Hummingbird
import Store

/// Rows and issues of petitions, and their repair.
struct RowsAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.get("petitions/:id/rows", use: rows)
        api.get("petitions/:id/issues", use: issues)
        api.patch("petitions/:id/rows/:number", use: repair)
        api.delete("petitions/:id/rows/:number", use: remove)
        api.delete("petitions/:id/rows", use: removeSome)
    }

    @Sendable private func rows(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query) = (try context.number("id"), try request.query())
        let page = try await web.store.petitions.rows(
            of: id, state: try query.word("state", as: RowState.self),
            outcome: try query.word("outcome", as: RowOutcome.self),
            action: try query.word("action", as: Action.self), after: try query.rowCursor(), limit: web.limits.pageRows,
            by: context.caller)
        let notes = try await notes(on: page.elements, of: id, by: context.caller)
        return web.json(
            APIPage(
                name: "rows", elements: page.elements.map { APIRow($0, notes: notes[$0.number] ?? []) },
                next: page.next.map { "\($0)" }))
    }

    @Sendable private func issues(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query) = (try context.number("id"), try request.query())
        let after = try query.issueCursor()
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let page = try await web.store.petitions.issues(
            of: id, severity: try query.word("severity", as: Issue.Severity.self),
            code: try query.word("code", as: IssueCode.self),
            after: after, limit: web.limits.pageRows, by: context.caller)
        let issues = page.elements.map {
            APIIssue($0.issue, of: petition, texts: web.texts, in: context.language)
        }
        let next = page.next.map { $0.map { "\($0)" }.joined(separator: "-") }
        return web.json(APIPage(name: "issues", elements: issues, next: next))
    }

    @Sendable private func repair(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Repair: Decodable {
            let values: [String: String]?
            let verbatim: [String: Bool]?
        }
        let (id, number) = (try context.number("id"), try context.rowNumber())
        let wanted = try await request.json(Repair.self, context)
        if wanted.values == nil, wanted.verbatim == nil {
            throw Refusal(.malformedRequest, arguments: ["field": "values"])
        }
        // a row that names another building now is in that building's petition
        let home = try await web.store.petitions.repair(
            id, row: number, cells: try byColumn(wanted.values), asWritten: try byColumn(wanted.verbatim),
            version: request.version(), by: context.caller, judge: web.judge)
        var response = try await answer(number, of: home, context)
        response.headers[.contentLocation] = "/api/v1/petitions/\(home)/rows/\(number)"
        return response
    }

    private func byColumn<Value>(_ values: [String: Value]?) throws(Refusal) -> [Column: Value] {
        var cells: [Column: Value] = [:]
        for (name, value) in values ?? [:] {
            guard let column = Column(rawValue: name) else { throw Refusal(.valueInvalid, arguments: ["field": name]) }
            cells[column] = value
        }
        return cells
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.petitions.remove(
            context.number("id"), .numbers([context.rowNumber()]), version: request.version(),
            by: context.caller)
        return Response(status: .noContent)
    }

    @Sendable private func removeSome(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Choice: Decodable {
            let rows: [Int]?
            let state: String?
        }
        struct Answer: Encodable { let removed: Int }
        let wanted = try await request.json(Choice.self, context)
        let choice: RowChoice
        switch (wanted.rows, wanted.state) {
        case (let rows?, nil): choice = .numbers(rows)
        case (nil, "faulty"): choice = .state(.faulty)
        case (nil, _?): throw Refusal(.valueInvalid, arguments: ["field": "state"])
        default: throw Refusal(.malformedRequest, arguments: ["field": "rows"])
        }
        let removed = try await web.store.petitions.remove(
            context.number("id"), choice, version: request.version(), by: context.caller)
        return web.json(Answer(removed: removed))
    }

    private func answer(_ number: Int, of id: Int64, _ context: SignedIn) async throws -> Response {
        let rows = try await web.store.petitions.rows([number], of: id, by: context.caller)
        let notes = try await notes(on: rows, of: id, by: context.caller)
        guard let row = rows.first else { throw Refusal(.notFound) }
        return web.json(APIRow(row, notes: notes[number] ?? []))
    }

    private func notes(on rows: [StoredRow], of id: Int64, by caller: Caller) async throws -> [Int: [PinnedNote]] {
        let notes = try await web.store.petitions.notes(of: id, rows: rows.map(\.number), by: caller)
        return Dictionary(grouping: notes, by: \.row)
    }
}
