/// Takes the data of a COPY FROM STDIN in PostgreSQL's text format.
public struct CopyWriter: ~Copyable {
    /// Bigger pieces are slower, and much smaller ones cost a call each.
    static let pieceBytes = 64 << 10

    private let handle: Handle
    private let canceller: Canceller
    private var buffer: [UInt8] = []
    /// Set when the connection was lost: there is nothing to end any more.
    private(set) var failure: PostgresError?

    init(_ handle: Handle, _ canceller: Canceller) {
        self.handle = handle
        self.canceller = canceller
        buffer.reserveCapacity(Self.pieceBytes)
    }

    /// Adds bytes that are in the COPY's format already; a line may be split anywhere.
    ///
    /// Waits while the server is behind. Throws `.cancelled` and `.connectionLost`; what the server has against the
    /// data shows at the end of the COPY.
    public mutating func write(_ bytes: some Sequence<UInt8>) throws(PostgresError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.pieceBytes { try flush() }
    }

    /// Adds bytes that are in the COPY's format already, without copying them once more.
    public mutating func write(_ bytes: [UInt8]) throws(PostgresError) {
        try flush()
        buffer = bytes
        try flush()
    }

    /// Adds one row, each value escaped as the text format wants it.
    public mutating func row(_ binds: (any Bindable)?...) throws(PostgresError) {
        for (index, value) in binds.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            switch value?.bind ?? .null {
            case .null: buffer.append(contentsOf: #"\N"#.utf8)
            case .text(let text): append(escaping: text)
            case .bytes(let bytes): append(escaping: Hex.text(bytes))
            }
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.pieceBytes { try flush() }
    }

    private mutating func append(escaping text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): buffer.append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\t"): buffer.append(contentsOf: #"\t"#.utf8)
            case UInt8(ascii: "\n"): buffer.append(contentsOf: #"\n"#.utf8)
            case UInt8(ascii: "\r"): buffer.append(contentsOf: #"\r"#.utf8)
            default: buffer.append(byte)
            }
        }
    }

    mutating func flush() throws(PostgresError) {
        if let failure { throw failure }
        // The server's own answer to the cancel waits unread: libpq looks for an error at the end of the data only.
        guard !canceller.isCancelled else { throw PostgresError(.cancelled) }
        guard !buffer.isEmpty else { return }
        let isTaken = handle.putCopy(buffer)
        buffer.removeAll(keepingCapacity: true)
        guard !isTaken else { return }
        let error = handle.drain() ?? PostgresError(handle.isGood ? .unexpectedAnswer : .connectionLost)
        failure = error
        throw error
    }

    consuming func finish() throws(PostgresError) -> Int { try handle.endCopy() }

    consuming func callOff() {
        guard failure == nil else { return }
        _ = try? handle.endCopy(failing: "called off by the client")
    }
}

extension Connection {
    /// Runs a COPY FROM STDIN with what `body` writes and gives the number of rows.
    ///
    /// When `body` throws, the COPY is called off and nothing of it stays. Throws the server's error, or `body`'s.
    @discardableResult
    public func copyIn(_ statement: Statement<Void>, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        var writer = try beginCopyIn(statement.name)
        do {
            try body(&writer)
            try writer.flush()
        } catch {
            throw abandon(writer, after: error, statement.name)
        }
        return try finishCopyIn(statement.name, writer)
    }

    /// Like the other `copyIn`, for data that has to be waited for: between two writes the thread is free and the
    /// server waits.
    @discardableResult
    public func copyIn(
        _ statement: Statement<Void>,
        streaming body: nonisolated(nonsending) (inout CopyWriter) async throws -> Void
    ) async throws -> Int {
        var writer = try beginCopyIn(statement.name)
        do {
            try await body(&writer)
            try writer.flush()
        } catch {
            throw abandon(writer, after: error, statement.name)
        }
        return try finishCopyIn(statement.name, writer)
    }

    /// Runs a COPY FROM STDIN with a sequence of pieces in the COPY's format; the next one is asked for when the
    /// server has taken the one before.
    @discardableResult
    public func copyIn<Chunks: AsyncSequence>(
        _ statement: Statement<Void>, chunks: Chunks
    ) async throws -> Int where Chunks.Element == [UInt8] {
        var writer = try beginCopyIn(statement.name)
        do {
            for try await chunk in chunks { try writer.write(chunk) }
            try writer.flush()
        } catch {
            throw abandon(writer, after: error, statement.name)
        }
        return try finishCopyIn(statement.name, writer)
    }

    /// Runs a COPY TO STDOUT and hands over its data in pieces of about 64 KiB, each of whole lines.
    ///
    /// When `body` throws, the COPY is cancelled. Throws the server's error, or `body`'s.
    public func copyOut(
        _ statement: Statement<Void>, each body: nonisolated(nonsending) ([UInt8]) async throws -> Void
    ) async throws {
        let handle = try beginCopy(statement.name) { $0.isCopyOut }
        defer { endCopy() }
        do {
            var chunk: [UInt8] = []
            while try handle.appendCopyLine(to: &chunk) {
                guard chunk.count >= CopyWriter.pieceBytes else { continue }
                try await body(chunk)
                chunk.removeAll(keepingCapacity: true)
            }
            if let failure = handle.drain() { throw failure }
            if !chunk.isEmpty { try await body(chunk) }
        } catch let error as PostgresError {
            handle.callOffCopyOut()
            throw noted(error, statement.name)
        } catch {
            handle.callOffCopyOut()
            throw error
        }
    }

    private func beginCopyIn(_ name: String) throws(PostgresError) -> CopyWriter {
        CopyWriter(try beginCopy(name) { $0.isCopyIn }, canceller)
    }

    private func finishCopyIn(_ name: String, _ writer: consuming CopyWriter) throws(PostgresError) -> Int {
        defer { endCopy() }
        do {
            return try writer.finish()
        } catch {
            throw noted(error, name)
        }
    }

    /// Makes the server forget what was written; the error to throw.
    private func abandon(_ writer: consuming CopyWriter, after error: any Error, _ name: String) -> any Error {
        defer { endCopy() }
        writer.callOff()
        return (error as? PostgresError).map { noted($0, name) } ?? error
    }

    /// Opens a query that lasts until `endCopy`; COPY takes no parameters and is not prepared.
    private func beginCopy(
        _ name: String, _ isExpected: (borrowing ResultHandle) -> Bool
    ) throws(PostgresError) -> Handle {
        let sql = try sql(name)
        let handle = try enter(name)
        do throws(PostgresError) {
            let result = try handle.executeOnce(sql)
            guard isExpected(result) else { throw PostgresError(.unexpectedAnswer) }
        } catch {
            canceller.leave()
            throw noted(error, name)
        }
        setCopying(true)
        return handle
    }

    private func endCopy() {
        setCopying(false)
        canceller.leave()
    }
}
