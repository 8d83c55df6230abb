import Domain
import HTTPTypes
import Hummingbird
import Store

/// What machines ask of the service itself; nobody has to sign in for it.
func addStateRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    router.get("/healthz") { _, _ in Response.text("ok\n") }
    router.get("/readyz") { _, _ in
        await web.store.isReady() ? Response.text("ready\n") : Response.text("not ready\n", status: .serviceUnavailable)
    }
}

extension Response {
    fileprivate static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: .init(string: text)))
    }
}
