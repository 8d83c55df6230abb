import HTTPTypes
import Hummingbird
import Logging

/// One line a request: its route's pattern, never the path itself, no query, nothing of bodies or headers.
struct RequestLog: RouterMiddleware {
    typealias Context = PublicContext

    let metrics: Metrics

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let elapsed = ContinuousClock.now - start
        response.headers[.requestID] = context.requestID
        metrics.count(request.method, path(of: context), response.status.code, took: elapsed)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(path(of: context))",
                "status": "\(response.status.code)", "milliseconds": "\(elapsed / .milliseconds(1))",
            ])
        return response
    }

    private func path(of context: PublicContext) -> String {
        guard let pattern = context.endpointPath, pattern != "NotFound" else { return "unmatched" }
        return pattern
    }
}

extension HTTPField.Name {
    static let requestID = unchecked("X-Request-ID")
    static let secFetchSite = unchecked("Sec-Fetch-Site")
    static let referrerPolicy = unchecked("Referrer-Policy")
    static let openerPolicy = unchecked("Cross-Origin-Opener-Policy")
    static let contentTypeOptions = unchecked("X-Content-Type-Options")

    private static func unchecked(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return field
    }
}
