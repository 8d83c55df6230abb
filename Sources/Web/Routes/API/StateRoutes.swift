import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Adds what machines ask of the service itself; nobody has to sign in for it.
func addStateRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    router.get("/healthz") { _, _ in Response.text("ok\n") }
    router.get("/readyz") { _, _ in
        await web.store.isReady()
            ? Response.text("ready\n") : Response.text("not ready\n", status: .serviceUnavailable)
    }
    let document = FileManager.default.contents(atPath: Pages.folder + "/Public/openapi.json")
    router.get("/openapi.json") { _, _ in
        guard let document else { throw Refusal(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: document)))
    }
}

extension Response {
    fileprivate static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
