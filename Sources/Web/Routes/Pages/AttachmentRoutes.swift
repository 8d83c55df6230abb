import Domain
import Hummingbird
import Intake
import Store

/// Scans of a petition: their list, attaching several at once, looking at one, taking one away.
struct AttachmentRoutes {
    let web: WebRoom

    /// What everybody reads who may read the petition.
    func addLists(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/attachments", use: list)
    }

    /// The papers themselves.
    func addPapers(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/attachments/:attachment", use: show)
    }

    /// What the institution does.
    func addActs(to group: RouterGroup<SignedIn>) {
        group.post("petitions/:id/attachments", use: attach)
        group.post("petitions/:id/attachments/:attachment/removal", use: remove)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await page(after: try request.query().scanCursor(), cursor: try request.query()["cursor"], context)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let scan = try await web.store.attachments.open(
            context.number("attachment"), of: context.number("id"), by: context.caller)
        return web.serve(scan, by: context.caller)
    }

    /// What came by the form of the list, or by that on a row's page; the list tells of what was left out.
    @Sendable private func attach(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        var reception = ScanReception(web.scanIntake(for: id, by: context.caller))
        let report: ScanReport
        do throws(Refusal) {
            report = try await reception.receive(request)
        } catch {
            guard error.leavesForm else { throw error }
            return try await page(refusal: error, context)
        }
        if !report.left.isEmpty { return try await page(report: report, context) }
        let flash =
            report.attached.isEmpty
            ? Flash("scans_known", kind: .note) : Flash("scans_attached", number: report.attached.count)
        return web.done(context.visit.backToScans(of: id, reception.fields["row"]), flash)
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        try await web.store.attachments.remove(
            context.number("attachment"), of: id, version: nil, by: context.caller)
        return web.done(context.visit.backToScans(of: id, form["row"]), Flash("scan_removed"))
    }

    private func page(
        after: [Int64]? = nil, cursor: String? = nil, report: ScanReport? = nil, refusal: Refusal? = nil,
        _ context: SignedIn
    ) async throws -> Response {
        let (id, reader) = (try context.number("id"), web.reader(context))
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let scans = try await web.store.attachments.list(
            of: id, after: after, limit: web.limits.pageRows, by: context.caller)
        let page = AttachmentsPage(
            scans, of: petition, cursor: cursor, report: report, refusal: refusal, limits: web.limits, reader)
        return try await web.answer(
            page, title: reader.words("titles", "attachments", ["number": petition.summary.number]), context,
            after: refusal)
    }
}

extension Form {
    /// The place of the scan after which a page starts: its row and number; nil when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func scanCursor() throws(Refusal) -> [Int64]? {
        guard let text = self["cursor"] else { return nil }
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int64($0) }
        guard numbers.count == 2 else { throw Refusal(.valueInvalid, arguments: ["field": "cursor"]) }
        return numbers
    }
}

extension Visit {
    /// The row's page for scans of a row, else the list of all.
    fileprivate func backToScans(of petition: Int64, _ row: String?) -> LocalPath {
        row.flatMap(RowNumber.init).map { "/petitions/\(petition)/rows/\($0.value)" }
            ?? "/petitions/\(petition)/attachments"
    }
}
