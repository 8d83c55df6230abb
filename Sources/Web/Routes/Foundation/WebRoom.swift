import Domain
import Logging
public import Store
import Texts

/// What an operator says of the web side.
public struct WebConfiguration: Sendable {
    /// Scheme, host and port under which browsers reach the service, without a slash at the end.
    public var origin: String
    /// The limits of requests and uploads.
    public var limits: Limits

    /// Describes the web side.
    public init(origin: String, limits: Limits = Limits()) {
        self.origin = origin
        self.limits = limits
    }

    /// Whether browsers reach the service by TLS: cookies are then secure and bound to the host.
    var isSecure: Bool { origin.lowercased().hasPrefix("https://") }
}

/// Everything that routes need, made once.
struct WebRoom: Sendable {
    let store: Store
    let texts: Texts
    let pages: Pages
    let configuration: WebConfiguration
    let clock: Clock
    let logger: Logger

    var limits: Limits { configuration.limits }
}
