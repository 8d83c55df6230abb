internal import Logging

/// A session with PostgreSQL, lent by a `Pool` for the length of a closure.
///
/// It runs on a thread of its own. A body that takes it `isolated` runs there too, so every call inside is a plain
/// blocking one without a hop. What a body changes in the session (SET, temporary tables, advisory locks) stays for the
/// next lease; inside a transaction use `SET LOCAL` and its like.
public actor Connection {
    private nonisolated let executor = ThreadExecutor()
    nonisolated let canceller = Canceller()
    private let catalog: @Sendable (String) -> String?
    private var handle: Handle?
    /// The names of the statements the server holds for this session.
    private var prepared: Set<String> = []
    /// Whether the session must not be used for another lease.
    private(set) var isSpoiled = false
    /// The error that made the open transaction fail.
    private var transactionFailure: PostgresError?
    /// Whether a COPY is under way: nothing else may run then.
    private var isCopying = false

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(catalog: @escaping @Sendable (String) -> String?) {
        self.catalog = catalog
    }

    func connect(_ settings: ConnectionSettings) throws(PostgresError) {
        let handle = try Handle(connecting: try settings.parameters())
        canceller.use(handle.cancelHandle(), socket: handle.socket)
        self.handle = handle
    }

    func close() {
        canceller.use(nil)
        handle = nil
    }

    /// Whether a lease can start; `isStale` asks the server itself and not only the socket.
    func isUsable(isStale: Bool) -> Bool {
        guard !isSpoiled, let handle, handle.isIdle else { return false }
        switch handle.look() {
        case .hungUp: return false
        case .silent where !isStale: return true
        case .silent, .spoke: return (try? canceller.waiting { try handle.execute("").isError }) == false
        }
    }

    /// Whether the session can serve another lease as it was left.
    var isReusable: Bool { !isSpoiled && !isCopying && handle?.isGood == true && handle?.isIdle == true }

    // MARK: Statements

    /// Runs the statement and reads every row of its result.
    ///
    /// Throws `.server` with the SQLSTATE, `.decoding`, `.cancelled`, `.connectionLost`.
    public func rows<R>(
        _ statement: Statement<R>, _ binds: (any Bindable)?...
    ) throws(PostgresError) -> [R] {
        try execute(statement, binds).map(statement)
    }

    /// Runs the statement and reads its only row; nil when there is none.
    ///
    /// Throws `.tooManyRows`, and what `rows` throws.
    public func first<R>(_ statement: Statement<R>, _ binds: (any Bindable)?...) throws(PostgresError) -> R? {
        let result = try execute(statement, binds)
        guard result.rowCount <= 1 else { throw PostgresError(.tooManyRows, statement: statement.name) }
        return try result.map(statement).first
    }

    /// Runs the statement and reads its only row.
    ///
    /// Throws `.noRow`, `.tooManyRows`, and what `rows` throws.
    public func one<R>(_ statement: Statement<R>, _ binds: (any Bindable)?...) throws(PostgresError) -> R {
        let result = try execute(statement, binds)
        guard result.rowCount <= 1 else { throw PostgresError(.tooManyRows, statement: statement.name) }
        guard let row = try result.map(statement).first else {
            throw PostgresError(.noRow, statement: statement.name)
        }
        return row
    }

    /// Runs the statement and gives the number of rows it touched.
    ///
    /// Throws what `rows` throws.
    @discardableResult
    public func run(_ statement: Statement<Void>, _ binds: (any Bindable)?...) throws(PostgresError) -> Int {
        try execute(statement, binds).affected
    }

    /// Runs SQL of several statements that is no named statement: migrations and test kits, nothing else.
    ///
    /// The error keeps the server's message in `debugText`.
    public func script(_ sql: String) throws(PostgresError) {
        try query("script") { handle throws(PostgresError) in
            _ = try handle.execute(sql, keepingMessage: true)
        }
    }

    /// Has the server parse a statement and say what it takes and gives, without running it.
    public func describe(_ sql: String) throws(PostgresError) -> StatementShape {
        try query("describe") { handle throws(PostgresError) in
            try handle.prepare("", sql)
            return try handle.describe("").shape
        }
    }

    private func execute<R>(
        _ statement: Statement<R>, _ binds: [(any Bindable)?]
    ) throws(PostgresError) -> ResultHandle {
        let sql = try sql(statement.name)
        return try query(statement.name) { handle throws(PostgresError) in
            let binds = try EncodedBinds(binds)
            try prepare(statement.name, sql, on: handle)
            return try handle.execute(prepared: statement.name, binds, format: statement.format.rawValue)
        }
    }

    // MARK: What the other files of this actor build on

    /// The SQL behind a name.
    func sql(_ name: String) throws(PostgresError) -> String {
        guard let sql = catalog(name) else { throw PostgresError(.unknownStatement, statement: name) }
        return sql
    }

    /// Prepares a statement the first time this session meets it.
    func prepare(_ name: String, _ sql: String, on handle: Handle) throws(PostgresError) {
        guard !prepared.contains(name) else { return }
        try handle.prepare(name, sql)
        prepared.insert(name)
    }

    /// Runs `body` as one query that the lease's cancellation reaches, and takes note of how it failed.
    func query<R: ~Copyable>(
        _ name: String, _ body: (Handle) throws(PostgresError) -> R
    ) throws(PostgresError) -> R {
        let handle = try enter(name)
        defer { canceller.leave() }
        do {
            return try body(handle)
        } catch {
            throw noted(error, name)
        }
    }

    /// Opens a query that `canceller.leave` ends.
    func enter(_ name: String) throws(PostgresError) -> Handle {
        precondition(!isCopying, "a connection runs nothing else during a COPY")
        guard let handle else { throw PostgresError(.connectionLost, statement: name) }
        do {
            try canceller.enter()
        } catch {
            throw noted(error, name)
        }
        return handle
    }

    /// The error as the caller gets it.
    func noted(_ error: PostgresError, _ name: String) -> PostgresError {
        var error = error
        if error.sqlState == .queryCanceled, canceller.isCancelled { error = PostgresError(.cancelled) }
        error.statement = error.statement ?? name
        if error.spoilsConnection { isSpoiled = true }
        if transactionFailure == nil { transactionFailure = error }
        return error
    }

    /// Marks the connection as taken by a COPY, or as free again.
    func setCopying(_ isCopying: Bool) { self.isCopying = isCopying }

    // MARK: Transactions

    func begin(_ command: String) throws(PostgresError) {
        precondition(handle?.isIdle != false, "a transaction is open already")
        _ = try query("BEGIN") { handle throws(PostgresError) in try handle.execute(command) }
        transactionFailure = nil
    }

    /// Commits; a body that swallowed the error of a statement gets it here, for the server would roll back silently.
    func commit() throws(PostgresError) {
        guard let handle, handle.isGood else { throw transactionFailure ?? PostgresError(.connectionLost) }
        if handle.isInFailedTransaction {
            throw transactionFailure ?? PostgresError(.server(.inFailedTransaction), statement: "COMMIT")
        }
        precondition(handle.isInTransaction && !isCopying, "a transaction's body must not end or abandon it")
        guard !canceller.isCancelled else { throw PostgresError(.cancelled, statement: "COMMIT") }
        do {
            // Not a query of the lease: a cancel that reaches a COMMIT leaves in doubt what was done.
            _ = try canceller.waiting { () throws(PostgresError) in try handle.execute("COMMIT") }
        } catch {
            let isUnknown = error.kind == .connectionLost
            throw noted(isUnknown ? PostgresError(.commitUnknown) : error, "COMMIT")
        }
    }

    /// Rolls back after a failure, also in a cancelled lease; a session that cannot is spoiled.
    func rollback() {
        guard let handle, handle.isGood, !isCopying else {
            isSpoiled = true
            return
        }
        guard !handle.isIdle else { return }
        do {
            _ = try canceller.waiting { () throws(PostgresError) in try handle.execute("ROLLBACK") }
        } catch {
            isSpoiled = true
        }
    }
}
