internal import CPostgres
internal import Glibc

/// The owner of a `PGconn`; every call blocks, so only the connection's own thread may make it.
final class Handle {
    let pointer: OpaquePointer

    /// Connects with libpq's parameters; the first named `dbname` may be a whole connection string.
    init(connecting parameters: [(name: String, value: String)]) throws(PostgresError) {
        let names = CStrings(parameters.map(\.name))
        let values = CStrings(parameters.map(\.value))
        guard let pointer = PQconnectdbParams(names.pointers, values.pointers, 1) else {
            throw PostgresError(.cannotConnect)
        }
        guard PQstatus(pointer) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(pointer))
            PQfinish(pointer)
            throw PostgresError(.cannotConnect, debugText: message)
        }
        // A notice may quote values, and libpq would print it to standard error.
        PQsetNoticeReceiver(pointer, { _, _ in }, nil)
        self.pointer = pointer
    }

    deinit { PQfinish(pointer) }

    var isGood: Bool { PQstatus(pointer) == CONNECTION_OK }

    var isIdle: Bool { PQtransactionStatus(pointer) == PQTRANS_IDLE }

    var isInTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INTRANS }

    var isInFailedTransaction: Bool { PQtransactionStatus(pointer) == PQTRANS_INERROR }

    var socket: Int32 { PQsocket(pointer) }

    func cancelHandle() -> sending CancelHandle? {
        PQgetCancel(pointer).map { CancelHandle(adopting: $0) }
    }

    /// What a look at the socket shows.
    enum Sign {
        case silent
        /// The server has sent something unasked: a notice, or its last words.
        case spoke
        case hungUp
    }

    /// Takes in what the server has sent unasked, without a round trip.
    func look() -> Sign {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 0) != 0 else { return isGood ? .silent : .hungUp }
        return PQconsumeInput(pointer) == 1 && isGood ? .spoke : .hungUp
    }

    /// Runs SQL by the simple protocol: several statements, the last one's result.
    func execute(_ sql: String, keepingMessage: Bool = false) throws(PostgresError) -> ResultHandle {
        try adopt(PQexec(pointer, sql), keepingMessage: keepingMessage)
    }

    /// Runs one statement once, without parameters.
    func executeOnce(_ sql: String) throws(PostgresError) -> ResultHandle {
        try adopt(PQexecParams(pointer, sql, 0, nil, nil, nil, nil, 0))
    }

    func prepare(_ name: String, _ sql: String) throws(PostgresError) {
        _ = try adopt(PQprepare(pointer, name, sql, 0, nil))
    }

    func describe(_ name: String) throws(PostgresError) -> ResultHandle {
        try adopt(PQdescribePrepared(pointer, name))
    }

    func execute(prepared name: String, _ binds: EncodedBinds, format: Int32) throws(PostgresError) -> ResultHandle {
        try adopt(
            binds.withPointers { count, values, lengths, formats in
                PQexecPrepared(pointer, name, count, values, lengths, formats, format)
            })
    }

    /// The next result of what was sent; nil at its end.
    func nextResult() -> ResultHandle? {
        PQgetResult(pointer).map { ResultHandle(adopting: $0) }
    }

    /// Takes every result until the connection is ready for the next query; the first error among them.
    func drain() -> PostgresError? {
        var first: PostgresError?
        while let result = nextResult() {
            if result.isError { first = first ?? error(in: result) }
            if result.isCopy || !isGood { break }
        }
        return first
    }

    /// The error in a result, or `.connectionLost` when the connection did not survive it.
    func error(in result: borrowing ResultHandle, keepingMessage: Bool = false) -> PostgresError {
        isGood ? result.error(keepingMessage: keepingMessage) : PostgresError(.connectionLost)
    }

    /// An identifier, quoted.
    func quoted(identifier: String) throws(PostgresError) -> String {
        guard let quoted = PQescapeIdentifier(pointer, identifier, identifier.utf8.count) else {
            throw PostgresError(.encoding)
        }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }

    /// The notifications that have arrived; nil when the connection is lost.
    func takeNotifications() -> [(channel: String, payload: String)]? {
        guard PQconsumeInput(pointer) == 1, isGood else { return nil }
        var taken: [(channel: String, payload: String)] = []
        while let notification = PQnotifies(pointer) {
            defer { PQfreemem(notification) }
            taken.append(
                (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra)))
        }
        return taken
    }

    private func adopt(
        _ result: OpaquePointer?, keepingMessage: Bool = false
    ) throws(PostgresError) -> ResultHandle {
        guard let result else { throw PostgresError(isGood ? .unexpectedAnswer : .connectionLost) }
        let handle = ResultHandle(adopting: result)
        if handle.isError { throw error(in: handle, keepingMessage: keepingMessage) }
        return handle
    }
}

/// The owner of a `PGcancel`, which is independent of the connection and may be used from any thread.
struct CancelHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer

    fileprivate init(adopting pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    /// Asks the server to cancel what the connection runs; returns when the server has taken the request.
    func send() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            _ = PQcancel(pointer, buffer.baseAddress, Int32(buffer.count))
        }
    }
}

/// A list of C strings that ends with a null pointer, freed with this value.
private final class CStrings {
    private let owned: [UnsafeMutablePointer<CChar>?]
    let pointers: [UnsafePointer<CChar>?]

    init(_ texts: [String]) {
        owned = texts.map { strdup($0) }
        pointers = owned.map { UnsafePointer($0) } + [nil]
    }

    deinit { for pointer in owned { free(pointer) } }
}
