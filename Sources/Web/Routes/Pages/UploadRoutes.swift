import Domain
import Hummingbird
import Store

/// A new petition: its form, and the file that comes with it.
struct UploadRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/new", use: ask)
        group.post("petitions", use: upload)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await form(parent: try request.query().number("parent"), context)
    }

    @Sendable private func upload(_ request: Request, _ context: SignedIn) async throws -> Response {
        let sent = await web.receiveForm(request, by: context.caller)
        switch sent.outcome {
        case .success(let opened):
            let path: LocalPath = "/petitions/\(opened.petition)"
            return opened.isKnown ? web.done(path, Flash("already_uploaded", kind: .note)) : .seeOther(path)
        case .failure(let refusal):
            return try await form(
                values: sent.fields.firstValues, faults: sent.faults, refusal: refusal,
                parent: sent.fields["parent"].flatMap { Int64($0) },
                context)
        }
    }

    private func form(
        values: [String: String]? = nil, faults: [Refusal] = [], refusal: Refusal? = nil, parent: Int64?,
        _ context: SignedIn
    ) async throws -> Response {
        let reader = web.reader(context)
        var corrected: Petition?
        if let parent { corrected = try await web.store.petitions.read(parent, by: context.caller) }
        let page = UploadPage(
            premises: try await web.store.institutions.premises(by: context.caller), values: values, faults: faults,
            parent: corrected, limits: web.limits, reader)
        let title =
            corrected == nil ? reader.words("titles", "upload") : reader.words("upload", "heading_correction")
        return try await web.answer(page, title: title, context, after: refusal)
    }
}
