/// An address and a port to listen on.
struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address, IPv6 without its brackets.
    let host: String
    /// The port.
    let port: Int

    /// Reads `127.0.0.1:8080` or `[::1]:8080`; nil when it is neither.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), 1...65_535 ~= port
        else {
            return nil
        }
        var host = text[..<colon]
        if host.first == "[" {
            guard host.last == "]" else { return nil }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        if host.isEmpty || host.contains(where: \.isWhitespace) { return nil }
        self.host = String(host)
        self.port = port
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// How a browser on this machine reaches it.
    var localOrigin: String { ["0.0.0.0", "::"].contains(host) ? "http://127.0.0.1:\(port)" : "http://\(self)" }
}
