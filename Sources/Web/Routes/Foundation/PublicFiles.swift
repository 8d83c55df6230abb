import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The style sheet, scripts and pictures: read once, served by their exact names.
struct PublicFiles: Sendable {
    private struct File: Sendable {
        let bytes: ByteBuffer
        let mediaType: String
        let tag: String
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "txt": "text/plain; charset=utf-8", "woff2": "font/woff2",
    ]

    private let files: [String: File]

    /// Reads a folder; files of kinds that we do not serve are passed over.
    init(folder: String = Pages.folder + "/Public") throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let ending = name.split(separator: ".").last, let mediaType = Self.mediaTypes[String(ending)],
                let bytes = FileManager.default.contents(atPath: folder + "/" + name)
            else { continue }
            let digest = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            files[name] = File(bytes: ByteBuffer(bytes: bytes), mediaType: mediaType, tag: "\"\(digest.joined())\"")
        }
        self.files = files
    }

    /// Adds `GET /public/{name}`.
    func addRoutes(to router: Router<PublicContext>) {
        router.get("/public/{name}") { request, context in
            guard let file = files[context.parameters.get("name") ?? ""] else { throw Refusal(.notFound) }
            // The version in the address is made from the contents.
            let isVersioned = request.uri.query?.hasPrefix("v=") == true
            let headers: HTTPFields = [
                .contentType: file.mediaType, .eTag: file.tag,
                .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=300",
            ]
            if request.headers[.ifNoneMatch]?.contains(file.tag) == true {
                return Response(status: .notModified, headers: headers)
            }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
        }
    }
}
