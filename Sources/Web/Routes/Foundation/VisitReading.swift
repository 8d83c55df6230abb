import Domain
import HTTPTypes
import Hummingbird
import Store

/// Finds out once who asks, in which language, and what the last act left to be said.
struct VisitReading: RouterMiddleware {
    typealias Context = PublicContext

    let web: WebRoom

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let path = request.uri.path
        context.visit.path = request.head.path ?? "/"
        context.visit.isAPI = path == "/api" || path.hasPrefix("/api/") || path == "/metrics"
        context.visit.isSafe = request.method == .get || request.method == .head
        context.visit.requestBytes = web.limits.requestBytes
        context.visit.back = back(request)
        context.visit.flash = request.cookie(Flash.cookie).flatMap { Flash(written: $0) }
        if !path.hasPrefix("/public/") { await findCaller(request, &context.visit) }
        context.visit.language = language(request, context.visit)
        return try await next(request, context)
    }

    /// A token wins over a cookie, even a token that is none: otherwise a forged request could choose.
    private func findCaller(_ request: Request, _ visit: inout Visit) async {
        do {
            if let token = request.bearer {
                visit.caller = try await web.store.accounts.caller(token: token)
            } else if let session = request.cookie(web.configuration.sessionCookie) {
                visit.caller = try await web.store.accounts.caller(session: session)
                visit.session = visit.caller == nil ? nil : session
            }
        } catch {
            visit.callerFault = error
        }
    }

    private func language(_ request: Request, _ visit: Visit) -> Language {
        let accepted = request.headers[.acceptLanguage].flatMap { Language(accepted: $0) }
        if visit.isAPI { return accepted ?? .kk }
        return request.cookie("language").flatMap { Language(rawValue: $0) } ?? visit.caller?.language ?? accepted
            ?? .kk
    }

    private func back(_ request: Request) -> String {
        guard let referrer = request.headers[.referer], let own = request.ownOrigin(of: referrer, web.configuration)
        else {
            return "/"
        }
        return LocalPath(String(referrer.dropFirst(own.count))).text
    }
}

extension Request {
    /// The token of `Authorization: Bearer …`.
    var bearer: String? {
        guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst("bearer ".count).drop { $0 == " " })
    }

    /// The scheme and host at the beginning of an address, if they are ours: the configured origin or the host asked for.
    func ownOrigin(of address: String, _ configuration: WebConfiguration) -> String? {
        var own = [configuration.origin]
        if let host = head.authority { own += ["http://\(host)", "https://\(host)"] }
        return own.first { origin in
            let rest = address.dropFirst(origin.count)
            return address.hasPrefix(origin) && (rest.isEmpty || rest.first == "/")
        }
    }
}

extension Language {
    /// The language that an `Accept-Language` header likes best; nil when it names none of ours.
    init?(accepted header: String) {
        var best: (language: Language, quality: Double)?
        for range in header.prefix(1_000).split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let tag = parts.first?.split(separator: "-").first, let language = Language(rawValue: String(tag))
            else {
                continue
            }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > best?.quality ?? 0 { best = (language, weight) }
        }
        guard let best else { return nil }
        self = best.language
    }
}
