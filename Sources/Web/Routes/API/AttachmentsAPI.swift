import Domain
import Foundation
import Hummingbird
import Intake
import Store
import Texts

/// Scans of papers: attached one by one or in an archive, listed, looked at, taken away.
struct AttachmentsAPI {
    let web: WebRoom

    func addRoutes(to api: RouterGroup<SignedIn>) {
        api.post("petitions/:id/attachments", use: attach)
        api.get("petitions/:id/attachments", use: list)
        api.get("petitions/:id/attachments/:attachment", use: show)
        api.delete("petitions/:id/attachments/:attachment", use: remove)
    }

    @Sendable private func attach(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, query) = (try context.number("id"), try request.query())
        let row = try query.number("row", as: Int32.self)
        return try await web.receiveScans(
            request, for: id, to: row.map { .row(Int($0)) }, as: try query.word("kind"), name: query["name"] ?? "",
            by: context.caller
        ) { report in
            let answer = Answer(
                attached: report.attached, known: report.known,
                left: report.left.map { left in
                    Left(
                        name: left.name, code: left.why.code,
                        message: web.texts.message(left.why, in: context.language))
                })
            var response = web.json(answer, status: report.attached.isEmpty ? .ok : .created)
            if let scan = report.attached.first, report.attached.count == 1 {
                response.headers[.location] = "/api/v1/petitions/\(id)/attachments/\(scan)"
            }
            return response
        }
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let page = try await web.store.attachments.list(
            of: context.number("id"), after: try request.query().scanCursor(), limit: web.limits.pageRows,
            by: context.caller)
        return web.json(
            APIPage(
                name: "attachments", elements: page.elements.map { APIAttachment($0, context.caller) },
                next: page.next.map { $0.map { "\($0)" }.joined(separator: "-") }))
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let scan = try await web.store.attachments.open(
            context.number("attachment"), of: context.number("id"), by: context.caller)
        return web.serve(scan, by: context.caller)
    }

    @Sendable private func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await web.store.attachments.remove(
            context.number("attachment"), of: context.number("id"), version: request.version(), by: context.caller)
        return Response(status: .noContent)
    }

    /// What became of what was sent.
    private struct Answer: Encodable {
        let attached: [Int64]
        let known: Int
        let left: [Left]
    }

    private struct Left: Encodable {
        let name: String
        let code: RefusalCode
        let message: String
    }
}

/// A scan as the API shows it.
private struct APIAttachment: Encodable {
    let id: Int64
    let row: Int?
    let kind: ScanKind
    let type: String
    let bytes: Int
    let sha256: String
    /// What its file was called; for the institution itself.
    let name: String?
    let attachedAt: Date

    enum CodingKeys: String, CodingKey {
        case id, row, kind, type, bytes, sha256, name
        case attachedAt = "attached_at"
    }

    init(_ scan: Attachment, _ caller: Caller) {
        id = scan.id
        row = scan.row
        kind = scan.kind
        type = scan.type.rawValue
        bytes = scan.bytes
        sha256 = scan.sha256.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        name = caller.role.isInstitutions ? scan.name : nil
        attachedAt = scan.at
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(row, forKey: .row)
        try container.encode(kind, forKey: .kind)
        try container.encode(type, forKey: .type)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(name, forKey: .name)
        try container.encode(attachedAt, forKey: .attachedAt)
    }
}
