import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Adds what machines ask of the service itself. Nobody has to sign in for it but for the metrics: these are for an operator's or an
/// auditor's token, since behind a proxy everybody seems to come from this machine.
func addStateRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    router.get("/healthz") { _, _ in Response.text("ok\n") }
    router.get("/readyz") { _, _ in
        await web.store.isReady()
            ? Response.text("ready\n") : Response.text("not ready\n", status: .serviceUnavailable)
    }
    router.group("/metrics", context: SignedIn.self).add(middleware: Needs(.seeMetrics)).get { _, _ in
        let text = web.metrics.written(pools: web.store.pools, jobs: try await web.store.checks.counts())
        return Response.text(text, mediaType: "text/plain; version=0.0.4; charset=utf-8")
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
    fileprivate static func text(
        _ text: String, status: HTTPResponse.Status = .ok, mediaType: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType],
            body: .init(byteBuffer: .init(string: text)))
    }
}
