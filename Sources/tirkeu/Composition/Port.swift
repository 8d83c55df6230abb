internal import Glibc

extension ListenAddress {
    /// Makes sure that nobody listens here yet, before anything else is started.
    func requireFree() throws(OperatorError) {
        let code = withSocket { probe, address in
            var isReused: Int32 = 1
            setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
            let isFree = bind(probe, address.ai_addr, address.ai_addrlen) == 0 && listen(probe, 1) == 0
            return isFree ? 0 : errno
        }
        switch code {
        case 0: return
        case nil: throw OperatorError("“\(host)” is no address of this machine", advice: "set TIRKEU_LISTEN")
        case EADDRINUSE:
            throw OperatorError(
                "\(self) is taken by another program",
                advice: "set TIRKEU_LISTEN to another port, such as \(host):\(port % 65_535 + 1)")
        case EACCES:
            throw OperatorError(
                "port \(port) needs rights that this account does not have",
                advice: "set TIRKEU_LISTEN to a port above 1023")
        case let code?:
            throw OperatorError(
                "\(self) cannot be listened on: \(String(cString: strerror(code)))", advice: "set TIRKEU_LISTEN")
        }
    }

    /// Whether somebody takes connections here.
    func isAnswering() -> Bool {
        withSocket { probe, address in connect(probe, address.ai_addr, address.ai_addrlen) } == 0
    }

    /// Lends a new socket with this address; nil when the address means nothing here.
    private func withSocket(_ use: (Int32, addrinfo) -> Int32) -> Int32? {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found else { return nil }
        defer { freeaddrinfo(address) }
        let probe = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        defer { close(probe) }
        return use(probe, address.pointee)
    }
}
