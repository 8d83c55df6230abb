internal import Glibc

extension ListenAddress {
    /// Makes sure that nobody listens here yet, before anything else is started.
    func requireFree() throws(OperatorError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found else {
            throw OperatorError("“\(host)” is no address of this machine", advice: "set TIRKEU_LISTEN")
        }
        defer { freeaddrinfo(address) }
        let probe = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        defer { close(probe) }
        var isReused: Int32 = 1
        setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        if bind(probe, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0, listen(probe, 1) == 0 { return }
        switch errno {
        case EADDRINUSE:
            throw OperatorError(
                "\(self) is taken by another program",
                advice: "set TIRKEU_LISTEN to another port, such as \(host):\(port % 65_535 + 1)")
        case EACCES:
            throw OperatorError(
                "port \(port) needs rights that this account does not have",
                advice: "set TIRKEU_LISTEN to a port above 1023")
        default:
            throw OperatorError(
                "\(self) cannot be listened on: \(String(cString: strerror(errno)))", advice: "set TIRKEU_LISTEN")
        }
    }
}
