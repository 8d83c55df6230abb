import Domain
import Foundation
import Hummingbird
import Store
import Texts

/// How a petition's file was read, and reading it anew.
struct ReadingAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.get("petitions/:id/reading", use: read)
        api.post("petitions/:id/reading", use: reread)
        api.get("headers", use: headers)
        api.delete("headers", use: forget)
    }

    @Sendable private func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let petition = try await web.store.petitions.read(id, by: context.caller)
        return try await answer(id, version: petition.summary.version, context.caller)
    }

    private func answer(_ id: Int64, version: Int, _ caller: Caller) async throws(Refusal) -> Response {
        let reading = try await web.reading(of: id, by: caller)
        return answer(reading, version: version)
    }

    // not inlined: the optimiser fails on it inside a function that waits
    @inline(never)
    private func answer(_ reading: FileReading, version: Int) -> Response {
        var response = web.json(reading.masked)
        response.headers[.eTag] = "\"\(version)\""
        return response
    }

    @Sendable private func reread(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id = try context.number("id")
        let told = try await request.json(Correction.self, context)
        var chosen: [String: HeaderMeaning] = [:]
        for (header, name) in told.columns ?? [:] {
            guard let meaning = HeaderMeaning(name: name) else {
                throw Refusal(.valueInvalid, arguments: ["field": "columns"])
            }
            chosen[header] = meaning
        }
        let first = try await web.reread(
            id, as: told.wish, chosen, version: request.version(), by: context.caller)
        let read = try await web.store.petitions.read(first, by: context.caller)
        var response = web.json(APIPetition(read), status: .accepted)
        response.headers[.location] = "/api/v1/petitions/\(first)"
        return response
    }

    @Sendable private func headers(_ request: Request, _ context: SignedIn) async throws -> Response {
        let taught = try await web.store.petitions.taughtHeaders(by: context.caller)
        return web.json(APIPage(name: "headers", elements: taught.map(APIHeader.init), next: nil))
    }

    @Sendable private func forget(_ request: Request, _ context: SignedIn) async throws -> Response {
        guard let header = try request.query()["header"] else {
            throw Refusal(.malformedRequest, arguments: ["field": "header"])
        }
        try await web.store.petitions.forgetHeader(HeaderBook.key(of: header), by: context.caller)
        return Response(status: .noContent)
    }
}

/// What the caller knows better than the reader found out.
private struct Correction: Decodable {
    let encoding: FileEncoding?
    let separator: FileSeparator?
    let headerRow: Int?
    let sheet: String?
    /// What each header's column is: its stable name, `full_name`, or null for a column that is not used.
    let columns: [String: String?]?

    enum CodingKeys: String, CodingKey {
        case encoding, separator, sheet, columns
        case headerRow = "header_row"
    }

    var wish: ReadingWish {
        ReadingWish(encoding: encoding, separator: separator, headerRow: headerRow, sheet: sheet)
    }
}

/// What an institution taught us about a header.
private struct APIHeader: Encodable {
    let header: String
    let column: String?
    let taughtAt: Date

    enum CodingKeys: String, CodingKey {
        case header, column
        case taughtAt = "taught_at"
    }

    init(_ taught: TaughtHeader) {
        header = taught.header
        column = taught.meaning.name
        taughtAt = taught.at
    }
}
