import Domain
import HTTPTypes
import Hummingbird
import Synchronization

/// The methods of every path that has a route, so that a wrong method is told apart from a wrong address.
final class KnownPaths: Sendable {
    private struct Path: Sendable {
        /// Nil stands for any one segment.
        let segments: [String?]
        let method: HTTPRequest.Method
    }

    private let paths = Mutex<[Path]>([])

    /// Takes note of routes.
    func learn(_ routes: [(method: HTTPRequest.Method, path: String)]) {
        let learned = routes.map { route in
            Path(
                segments: route.path.split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) },
                method: route.method)
        }
        paths.withLock { $0 = learned }
    }

    /// The methods of a path in alphabetical order; none for a path without a route.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/").map(String.init)
        let found = paths.withLock { paths in
            paths.filter { known in
                known.segments.count == segments.count
                    && zip(known.segments, segments).allSatisfy { $0 == nil || $0 == $1 }
            }
        }
        let methods = Set(found.map(\.method))
        // every page that can be got can be asked for its head
        return methods.union(methods.contains(.get) ? [.head] : []).sorted { $0.rawValue < $1.rawValue }
    }
}

/// Answers a known path that was asked by another method: `OPTIONS` with the methods it has, anything else with a refusal.
struct MethodCheck: RouterMiddleware {
    typealias Context = PublicContext

    let known: KnownPaths

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        let methods = known.methods(of: request.uri.path)
        if methods.isEmpty || methods.contains(request.method) { return try await next(request, context) }
        let allowed = (methods + [.options]).map(\.rawValue).joined(separator: ", ")
        if request.method == .options { return Response(status: .noContent, headers: [.allow: allowed]) }
        throw Refusal(.methodNotAllowed, arguments: ["allowed": allowed])
    }
}
