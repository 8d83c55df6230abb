internal import CPostgres

/// COPY, as libpq does it.
extension Handle {
    /// Hands over a piece of the data; false when the connection is lost.
    func putCopy(_ bytes: [UInt8]) -> Bool {
        // libpq keeps a failed write to itself until the next read: without a look, a lost connection takes everything.
        if look() == .hungUp { return false }
        return bytes.withUnsafeBytes { buffer in
            PQputCopyData(pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count)) == 1
        }
    }

    /// Ends the data, or with a reason makes the server forget it; gives the number of rows.
    func endCopy(failing reason: String? = nil) throws(PostgresError) -> Int {
        _ = PQputCopyEnd(pointer, reason)
        var affected = 0
        var failure: PostgresError?
        while let result = nextResult() {
            if result.isError { failure = failure ?? error(in: result) } else { affected = result.affected }
            if result.isCopy || !isGood { break }
        }
        if let failure { throw failure }
        guard isGood else { throw PostgresError(.connectionLost) }
        return affected
    }

    /// Appends the next line to `chunk`; false at the end, after which the results wait to be drained.
    func appendCopyLine(to chunk: inout [UInt8]) throws(PostgresError) -> Bool {
        var line: UnsafeMutablePointer<CChar>?
        let length = PQgetCopyData(pointer, &line, 0)
        if let line {
            defer { PQfreemem(line) }
            chunk.append(contentsOf: UnsafeRawBufferPointer(start: line, count: Int(max(0, length))))
        }
        if length == -2 { throw drain() ?? PostgresError(isGood ? .unexpectedAnswer : .connectionLost) }
        return length > 0
    }

    /// Cancels a COPY TO STDOUT whose data nobody wants any more, and takes what is still under way.
    func callOffCopyOut() {
        cancelHandle()?.send()
        var line: UnsafeMutablePointer<CChar>?
        while PQgetCopyData(pointer, &line, 0) > 0 { PQfreemem(line) }
        _ = drain()
    }
}
