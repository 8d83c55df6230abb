import Domain
import FoundationEssentials
import Glibc
import Hummingbird
import Logging
import NIOCore

/// What is known of a request before its route runs: the same for pages and the API.
struct Visit: Sendable {
    /// The request's number in answers and in the log.
    let requestID: String
    /// The path and query that were asked for.
    var path = "/"
    /// Whether the API was asked: errors are problems in JSON, not pages.
    var isAPI = false
    /// Whether nothing is changed by the method: GET and HEAD.
    var isSafe = true
    /// The language of the answer.
    var language = Language.kk
    /// Who asks; nil when nobody signed in.
    var caller: Caller?
    /// Why it could not be found out who asks; whoever needs a caller is refused with it.
    var callerFault: Refusal?
    /// The session's token, for signing out.
    var session: String?
    /// What the last act left to be said.
    var flash: Flash?
    /// Where a link back leads: the page that the request came from, else the home page.
    var back = "/"
    /// Where the other end of the connection is; behind a proxy it is the proxy.
    var address: String?
    /// Bytes that a decoded body may have.
    var requestBytes = 1 << 20
}

/// A context that carries a visit.
protocol VisitContext: RequestContext where Encoder == JSONEncoder, Decoder == JSONDecoder {
    var visit: Visit { get }
}

extension VisitContext {
    var language: Language { visit.language }
    var requestID: String { visit.requestID }
    var maxUploadSize: Int { visit.requestBytes }
    var requestDecoder: JSONDecoder { JSONDecoder() }
    var responseEncoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}

/// The context of every request; routes that anybody may ask take it.
struct PublicContext: VisitContext {
    var coreContext: CoreRequestContextStorage
    var visit: Visit

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        visit = Visit(requestID: source.logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "\(RequestID())")
        visit.address = source.channel.remoteAddress?.client
    }

    /// Who asks; nil when nobody signed in.
    var caller: Caller? { visit.caller }
}

extension SocketAddress {
    /// Who a client is as far as its address tells: of IPv6 the network, for one subscriber has all of it.
    fileprivate var client: String? {
        guard case .v6 = self, let text = ipAddress else { return ipAddress }
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return text }
        return withUnsafeBytes(of: address) { bytes in
            bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}

/// The context of routes that need a caller: it cannot be made without one.
struct SignedIn: ChildRequestContext, VisitContext {
    var coreContext: CoreRequestContextStorage
    var visit: Visit
    /// Who asks.
    let caller: Caller

    /// - Throws: `.notSignedIn`, which pages answer with the way to sign in.
    init(context: PublicContext) throws {
        if let fault = context.visit.callerFault { throw fault }
        guard let caller = context.visit.caller else { throw Refusal(.notSignedIn) }
        coreContext = context.coreContext
        visit = context.visit
        self.caller = caller
    }
}
