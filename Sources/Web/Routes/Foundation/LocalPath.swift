import Hummingbird

/// A path on this host: `/…`, nothing that a browser could read as another host.
struct LocalPath: Hashable, Sendable, ExpressibleByStringInterpolation {
    let text: String

    /// The path, or the home page for anything that is not a path of ours.
    init(_ text: String?) {
        let isLocal =
            text.map { text in
                let bytes = text.utf8
                return bytes.first == UInt8(ascii: "/") && !text.hasPrefix("//") && bytes.count <= 2_000
                    && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
            } ?? false
        self.text = isLocal ? text ?? "/" : "/"
    }

    init(stringLiteral text: String) { self.init(text) }
}

extension Response {
    /// Sends the browser on by GET, to a path of ours only.
    static func seeOther(_ path: LocalPath) -> Response {
        Response(status: .seeOther, headers: [.location: path.text])
    }
}
