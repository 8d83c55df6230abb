internal import CPostgres
internal import Glibc

/// Pipeline mode, as libpq does it.
extension Handle {
    /// Starts to queue statements; sends do not block from here to `exitPipeline`.
    func enterPipeline() throws(PostgresError) {
        guard PQenterPipelineMode(pointer) == 1, PQsetnonblocking(pointer, 1) == 0 else {
            throw PostgresError(isGood ? .unexpectedAnswer : .connectionLost)
        }
    }

    func exitPipeline() {
        _ = PQexitPipelineMode(pointer)
        _ = PQsetnonblocking(pointer, 0)
    }

    func send(prepared name: String, _ binds: EncodedBinds, format: Int32) throws(PostgresError) {
        let isSent = binds.withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(pointer, name, count, values, lengths, formats, format)
        }
        guard isSent == 1 else { throw PostgresError(isGood ? .unexpectedAnswer : .connectionLost) }
    }

    /// Ends the batch: what was sent until here is one transaction unless one was open already.
    func syncPipeline() throws(PostgresError) {
        guard PQpipelineSync(pointer) == 1 else { throw PostgresError(.connectionLost) }
    }

    /// Sends what is queued, reading meanwhile: otherwise both sides could wait for the other to read.
    func flush() throws(PostgresError) {
        while true {
            let state = PQflush(pointer)
            guard state >= 0 else { throw PostgresError(.connectionLost) }
            guard state == 1 else { return }
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN | POLLOUT), revents: 0)
            _ = poll(&descriptor, 1, -1)
            if descriptor.revents & Int16(POLLIN) != 0, PQconsumeInput(pointer) == 0 {
                throw PostgresError(.connectionLost)
            }
        }
    }
}
