import Domain
import Foundation
import Hummingbird
import Store

/// Mistakes mended in all their rows, undone again, and what is remembered of them.
struct RepairsAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.post("petitions/:id/repairs", use: repair)
        api.get("petitions/:id/repairs", use: list)
        api.delete("petitions/:id/repairs/:repair", use: undo)
        api.get("remembered", use: remembered)
        api.delete("remembered/:value", use: forget)
    }

    @Sendable private func repair(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let wanted = try await request.json(APIRepairRequest.self, context)
        let remedy = try wanted.remedy()
        let mistake = Mistake(
            wanted.code, in: wanted.column, found: wanted.found.map { .text($0) } ?? remedy.foundWhenNotSaid)
        let done = try await web.store.petitions.repair(
            id, all: mistake, remedy, isRemembered: wanted.remember ?? false, version: request.version(),
            by: context.caller, judge: web.judge)
        struct Answer: Encodable {
            let id: Int64
            let rows: Int
            let remembered: Bool
            /// How many went to other buildings' petitions.
            let moved: Int?
        }
        return web.json(
            Answer(
                id: done.repair, rows: done.rows, remembered: done.isRemembered,
                moved: done.moved > 0 ? done.moved : nil), status: .created)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = try request.query()
        let page = try await web.store.petitions.repairs(
            of: context.number("id"), after: try query.number("cursor"), limit: web.limits.pageRows,
            by: context.caller)
        return web.json(
            APIPage(name: "repairs", elements: page.elements.map(APIRepair.init), next: page.next.map { "\($0)" }))
    }

    @Sendable private func undo(_ request: Request, _ context: SignedIn) async throws -> Response {
        struct Answer: Encodable { let rows: Int }
        let rows = try await web.store.petitions.undo(
            repair: context.number("repair"), of: context.number("id"), version: request.version(),
            by: context.caller, judge: web.judge)
        return web.json(Answer(rows: rows))
    }

    @Sendable private func remembered(_ request: Request, _ context: SignedIn) async throws -> Response {
        let values = try await web.store.remembered.list(by: context.caller).map(APIRemembered.init)
        return web.json(APIPage(name: "remembered", elements: values, next: nil))
    }

    @Sendable private func forget(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.remembered.forget(context.number("value"), by: context.caller)
        return Response(status: .noContent)
    }
}

/// `{"column","code","found"}` and one of `"value"`, `"suggestions": true`, `"as_written": true`.
private struct APIRepairRequest: Decodable {
    let column: Column
    let code: IssueCode
    let found: String?
    let value: String?
    let suggestions: Bool?
    let asWritten: Bool?
    let remember: Bool?

    enum CodingKeys: String, CodingKey {
        case column, code, found, value, suggestions
        case asWritten = "as_written"
        case remember
    }

    func remedy() throws(Refusal) -> Remedy {
        switch (value, suggestions ?? false, asWritten ?? false) {
        case (let value?, false, false): return .value(value)
        case (nil, true, false): return .suggestions
        case (nil, false, true): return .asWritten
        default: throw Refusal(.malformedRequest, arguments: ["field": "value"])
        }
    }
}

/// A repair as the API shows it.
private struct APIRepair: Encodable {
    let id: Int64
    let kind: String
    let column: Column
    let code: IssueCode?
    let found: String?
    let value: String?
    let row: Int?
    let rows: Int
    let remembered: Bool
    let madeBy: String
    let madeAt: Date
    let undoneBy: String?
    let undoneAt: Date?

    enum CodingKeys: String, CodingKey {
        case id, kind, column, code, found, value, row, rows, remembered
        case madeBy = "made_by"
        case madeAt = "made_at"
        case undoneBy = "undone_by"
        case undoneAt = "undone_at"
    }

    init(_ repair: StoredRepair) {
        id = repair.id
        kind = repair.kind.rawValue
        column = repair.column
        code = repair.code
        found = repair.found
        value = repair.value
        row = repair.row
        rows = repair.rows
        remembered = repair.isRemembered
        madeBy = repair.madeByName
        madeAt = repair.madeAt
        undoneBy = repair.undoneByName
        undoneAt = repair.undoneAt
    }
}

/// A remembered value as the API shows it.
private struct APIRemembered: Encodable {
    let id: Int64
    let column: Column
    let found: String
    let value: String

    init(_ value: RememberedValue) {
        id = value.id
        column = value.column
        found = value.found
        self.value = value.value
    }
}
