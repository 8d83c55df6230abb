import Domain
public import Intake
import Logging
public import Store
import Texts

/// What an operator says of the web side.
public struct WebConfiguration: Sendable {
    /// Scheme, host and port under which browsers reach the service, without a slash at the end.
    public var origin: String
    /// The limits of requests and uploads.
    public var limits: Limits
    /// Where workbooks lie while they are written.
    public var scratch: Scratch

    /// Describes the web side.
    public init(origin: String, limits: Limits = Limits(), scratch: Scratch = .temporary) {
        self.origin = origin
        self.limits = limits
        self.scratch = scratch
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
    let metrics = Metrics()

    var limits: Limits { configuration.limits }
}
