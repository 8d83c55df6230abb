import Domain
import Hummingbird
import Intake
import Store
import Texts

/// How a petition's file was read, and reading it anew as the clerk says.
struct ReadingRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/reading", use: show)
        group.post("petitions/:id/reading", use: reread)
        group.post("petitions/:id/reading/forgotten", use: forget)
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        return try await page(of: petition, context)
    }

    @Sendable private func reread(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        do throws(Refusal) {
            let reading = try await web.reading(of: id, by: context.caller)
            let (wish, chosen) = (try wish(form, reading), try chosen(form, reading))
            let first = try await web.reread(
                id, as: wish, chosen, version: try form.number("version"), by: context.caller)
            return .seeOther("/petitions/\(first)")
        } catch {
            guard error.leavesForm else { throw error }
            let petition = try await web.store.petitions.read(id, by: context.caller)
            return try await page(of: petition, after: error, context)
        }
    }

    @Sendable private func forget(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        guard let spelling = form["spelling"] else {
            throw Refusal(.malformedRequest, arguments: ["field": "spelling"])
        }
        try await web.store.petitions.forgetHeader(spelling, by: context.caller)
        return web.done("/petitions/\(id)/reading", Flash("header_forgotten"))
    }

    private func wish(_ form: Form, _ reading: FileReading) throws(Refusal) -> ReadingWish {
        let sheet = form.all("sheet").first
        return ReadingWish(
            encoding: try form.word("encoding"), separator: try separator(form),
            headerRow: try form.number("header_row"),
            sheet: sheet == reading.sheet ? reading.wish.sheet : sheet)
    }

    /// A tab is a blank to the form, and a separator here.
    private func separator(_ form: Form) throws(Refusal) -> FileSeparator? {
        guard let text = form.all("separator").first, !text.isEmpty else { return nil }
        guard let separator = FileSeparator(rawValue: text) else {
            throw Refusal(.valueInvalid, arguments: ["field": "separator"])
        }
        return separator
    }

    private func chosen(_ form: Form, _ reading: FileReading) throws(Refusal) -> [String: HeaderMeaning] {
        var chosen: [String: HeaderMeaning] = [:]
        for header in reading.headers {
            let name = "column.\(header.index)"
            guard form.names.contains(name) else { continue }
            guard let meaning = HeaderMeaning(name: form[name]) else {
                throw Refusal(.valueInvalid, arguments: ["field": "columns"])
            }
            if meaning.name != header.meaning { chosen[header.text] = meaning }
        }
        return chosen
    }

    private func page(
        of petition: Petition, after refusal: Refusal? = nil, _ context: SignedIn
    ) async throws -> Response {
        let reader = web.reader(context)
        let taught = try await web.store.petitions.taughtHeaders(by: context.caller)
        let issues = try await web.store.petitions.fileIssues(of: petition.id, by: context.caller)
        let missing = issues.filter { $0.issue.code == .headerMissing }.compactMap(\.issue.place.column)
        let reading = try await web.reading(of: petition.id, by: context.caller)
        let page = ReadingPage(
            reading, of: petition, taught: Dictionary(uniqueKeysWithValues: taught.map { ($0.spelling, $0) }),
            missing: missing, refusal: refusal, reader)
        return try await web.answer(
            page, title: reader.words("titles", "reading", ["number": petition.summary.number]), context,
            after: refusal)
    }
}

extension WebRoom {
    /// How a petition's file was read.
    ///
    /// - Throws: `.notFound` where there is nothing to show.
    func reading(of petition: Int64, by caller: Caller) async throws(Refusal) -> FileReading {
        guard let reading = try await store.petitions.reading(of: petition, by: caller) else {
            throw Refusal(.notFound)
        }
        return reading
    }

    /// Reads a petition's file anew as its clerk says, and gives the petition that it is read as.
    func reread(
        _ petition: Int64, as wish: ReadingWish, _ chosen: [String: HeaderMeaning], version: Int?, by caller: Caller
    ) async throws(Refusal) -> Int64 {
        try await store.petitions.reread(petition, wish: wish, version: version, by: caller) {
            (reading) throws(Refusal) in
            guard let reading else { throw Refusal(.notFound) }
            return try lessons(chosen, as: wish, of: reading)
        }
    }

    private func lessons(
        _ chosen: [String: HeaderMeaning], as wish: ReadingWish, of reading: FileReading
    ) throws(Refusal) -> [HeaderLesson] {
        try reading.allow(wish, chosen)
        return [HeaderLesson](chosen, of: reading, texts)
    }
}
