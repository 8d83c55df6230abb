import Domain
import Hummingbird
import Store

/// What two petitions of an institution differ in.
struct DifferenceAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.get("petitions/:id/difference/:other", use: read)
    }

    @Sendable private func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let found = try await web.store.petitions.difference(
            of: context.number("id"), from: context.number("other"),
            after: try DifferenceCursor(try request.query()["cursor"]), limit: web.limits.pageRows, by: context.caller)
        return web.json(APIDifference(found.counts, found.page))
    }
}

/// Counts of rows, and a page of those that differ. An IIN is masked.
struct APIDifference: Encodable {
    struct Counts: Encodable { let same, changed, new, gone: Int }
    struct Cell: Encodable {
        let column: Column
        let here: String?
        let there: String?
    }
    struct Row: Encodable {
        let here: Int?
        let there: Int?
        let columns: [Cell]
    }

    let counts: Counts
    let rows: [Row]
    let next: String?

    init(_ counts: DifferenceCounts, _ page: Slice<RowDifference, DifferenceCursor>) {
        self.counts = Counts(same: counts.same, changed: counts.changed, new: counts.new, gone: counts.gone)
        rows = page.elements.map { row in
            Row(
                here: row.here?.number, there: row.there?.number,
                columns: row.columns.map { column in
                    let shown = { (row: StoredRow?) -> String? in
                        row?.values[column].map { column == .iin ? IIN.masked($0) : $0 }
                    }
                    return Cell(column: column, here: shown(row.here), there: shown(row.there))
                })
        }
        next = page.next?.text
    }
}
