import Domain
import Hummingbird
import Store

/// Petitions as everybody reads them who may: lists, the page of each, its rows, places, history, workbook and receipt.
struct PetitionRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions", use: list)
        group.get("petitions/:id", use: show)
        group.get("petitions/:id/progress", use: progress)
        group.get("petitions/:id/rows", use: rows)
        group.get("petitions/:id/occupancy", use: occupancy)
        group.get("petitions/:id/history", use: history)
        group.get("petitions/:id/workbook", use: workbook)
        group.get("petitions/:id/receipt", use: receipt)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (query, reader) = (try request.query(), web.reader(context))
        let state = try query.word("state", as: PetitionState.self)
        let petitions = try await web.store.petitions.list(
            state: state, after: try query.number("cursor"), limit: web.limits.pageRows, by: context.caller)
        let page = PetitionsPage(
            petitions, counts: try await web.store.petitions.counts(by: context.caller), state: state,
            cursor: query["cursor"], reader)
        return try await web.answer(page, title: reader.words("titles", "petitions"), context)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let reader = web.reader(context)
        let page = PetitionPage(try await web.view(of: petition, context), reader)
        return try await web.answer(page, title: title("petition", petition, reader), context)
    }

    @Sendable private func progress(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let progress = try await web.store.petitions.progress(of: id, by: context.caller)
        return web.json(ProgressAnswer(petition, progress, web.pages.wording(in: context.language)))
    }

    @Sendable private func rows(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query, reader) = (try context.number("id"), try request.query(), web.reader(context))
        let filter = RowsPage.Filter(
            state: try query.word("state"), outcome: try query.word("outcome"), action: try query.word("action"))
        let petition = try await web.store.petitions.read(id, by: context.caller)
        let rows = try await web.store.petitions.rows(
            of: id, state: filter.state, outcome: filter.outcome, action: filter.action, after: try query.rowCursor(),
            limit: web.limits.pageRows, by: context.caller)
        let page = RowsPage(rows, of: petition, filter, cursor: query["cursor"], reader)
        return try await web.answer(page, title: title("rows", petition, reader), context)
    }

    @Sendable private func occupancy(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let (outlook, reader) = (try await web.outlook(of: petition, by: context.caller), web.reader(context))
        let page = PetitionOccupancyPage(
            bar: PetitionBar(petition, .occupancy, reader), sentence: outlook.sentence(reader), fits: outlook.fits,
            strip: outlook.strip(reader))
        return try await web.answer(page, title: title("occupancy", petition, reader), context)
    }

    @Sendable private func history(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let reader = web.reader(context)
        let entries = try await web.store.petitions.history(of: petition.id, by: context.caller).map {
            HistoryEntry($0.action, by: $0.name, at: $0.at, $0.details, reader)
        }
        let page = HistoryPage(
            bar: PetitionBar(petition, .history, reader), entries: entries,
            logURL: context.caller.may(.seeLog) ? "/audit?petition=\(petition.id)" : nil)
        return try await web.answer(page, title: title("history", petition, reader), context)
    }

    @Sendable private func workbook(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.workbook(of: context.number("id"), by: context.caller, in: context.language)
    }

    @Sendable private func receipt(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        guard petition.state == .decided,
            let act = try await web.store.decisions.act(on: petition.id, by: context.caller)
        else { throw Refusal(.notFound) }
        let reader = web.reader(context)
        let rows = try await web.store.petitions.rows(of: petition.id, limit: ReceiptPage.mostRows, by: context.caller)
        let authority = try await web.authorityName(petition.authority, by: context.caller, in: context.language)
        let page = ReceiptPage(
            petition, act, rows.elements,
            tally: try await web.store.petitions.tally(of: petition.id, by: context.caller),
            authority: authority, reader)
        return try await web.answer(page, title: reader.words("titles", "receipt", ["number": page.number]), context)
    }

    private func title(_ key: String, _ petition: Petition, _ reader: Reader) -> String {
        reader.words("titles", key, ["number": petition.summary.number])
    }
}

/// What the script of the page asks for while a file is checked.
private struct ProgressAnswer: Encodable {
    let state: String
    let done: Int
    let percent: Int?
    let sentence: String

    init(_ petition: Petition, _ progress: CheckProgress?, _ words: Wording) {
        state = petition.state.rawValue
        done = progress?.rowsRead ?? petition.counts.rows
        percent = petition.state == .checking ? progress?.percent : 100
        sentence = PetitionPage.Progress.sentence(progress, words)
    }

    private enum CodingKeys: String, CodingKey { case state, done, total, percent, sentence }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(state, forKey: .state)
        try container.encode(done, forKey: .done)
        // How many rows a file has is known when it is read to its end.
        try container.encodeNil(forKey: .total)
        try container.encode(percent, forKey: .percent)
        try container.encode(sentence, forKey: .sentence)
    }
}
