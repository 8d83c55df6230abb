public import Logging
internal import Synchronization

/// A bounded number of connections, lent for the length of a closure.
public final class Pool: Sendable {
    private struct Contents {
        var state: PoolState
        var connections: [Int: Connection] = [:]
        var waiters: [Int: CheckedContinuation<Lease, any Error>] = [:]
        var timers: [Int: Task<Void, Never>] = [:]
        var endings: [Task<Void, Never>] = []
        var closers: [CheckedContinuation<Void, Never>] = []
        var listeners: [Listener] = []
        /// Hangs up on a server that stopped answering; there from the first connection on.
        var watch: Task<Void, Never>?
        var lastWaiter = 0
        /// Why the last attempt to connect failed.
        var connectFailure: PostgresError?
    }

    private let settings: ConnectionSettings
    private let catalog: @Sendable (String) -> String?
    private let logger: Logger
    private let started = ContinuousClock.now
    private let contents: Mutex<Contents>

    /// Makes a pool; nothing connects before the first lease.
    ///
    /// `catalog` gives the SQL behind a statement's name, nil for a name it does not know.
    public init(
        _ configuration: PoolConfiguration, catalog: @escaping @Sendable (String) -> String?, logger: Logger
    ) {
        settings = ConnectionSettings(configuration: configuration)
        self.catalog = catalog
        self.logger = logger
        contents = Mutex(Contents(state: PoolState(size: configuration.size)))
    }

    /// How the pool is used at this moment.
    public var occupancy: PoolOccupancy { contents.withLock { $0.state.occupancy } }

    // MARK: Leases

    /// Lends a connection to `body`.
    ///
    /// When the task is cancelled, so is the query it runs. Throws `.poolExhausted` or `.cannotConnect` after the wait
    /// limit, `.poolClosed`, `.cancelled`, and what `body` throws.
    @discardableResult
    public func connection<T: Sendable>(
        _ body: @Sendable (isolated Connection) async throws -> T
    ) async throws -> T {
        let deadline = ContinuousClock.now + settings.configuration.waitLimit
        var isUrgent = false
        while true {
            let lease = try await lease(until: deadline, isUrgent: isUrgent)
            switch await lease.run(body) {
            case .done(let result, let isReusable):
                giveBack(lease, isReusable: isReusable)
                return try result.get()
            case .dead:
                // Nothing ran on it yet, so the caller need not know.
                logger.info("idle database connection was dead")
                giveBack(lease, isReusable: false)
                isUrgent = true
            }
        }
    }

    /// Runs `body` in a transaction and commits, or rolls back what it threw at.
    ///
    /// `body` cannot wait for anything but the database, so nobody holds locks while waiting. After a serialization
    /// failure or a deadlock it runs again from its start, up to `attempts` times in all: it must have no effect beside
    /// its transaction. Throws `.commitUnknown` when the connection broke during COMMIT, and what `connection` throws.
    @discardableResult
    public func transaction<T: Sendable>(
        isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false, attempts: Int = 5,
        _ body: @Sendable (isolated Connection) throws -> T
    ) async throws -> T {
        precondition(attempts > 0, "a transaction is tried at least once")
        let begin = isolation.begin(readOnly: readOnly)
        var attempt = 1
        while true {
            do {
                return try await connection { connection in try connection.transact(begin, body) }
            } catch let error as PostgresError where error.asksForAnotherTry && attempt < attempts {
                logger.debug("transaction runs again", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
                // Full jitter: those who met once shall not meet again.
                try await pause(.milliseconds(Int.random(in: 0...min(500, 10 << attempt))))
                attempt += 1
            }
        }
    }

    /// Runs `body` in a transaction in which it may wait for something else, as a COPY fed from a file does.
    ///
    /// It runs once. While it waits, its locks are held: not for a web request. Throws what `transaction` throws.
    @discardableResult
    public func longTransaction<T: Sendable>(
        isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false,
        _ body: @Sendable (isolated Connection) async throws -> T
    ) async throws -> T {
        let begin = isolation.begin(readOnly: readOnly)
        return try await connection { connection in try await connection.transactLong(begin, body) }
    }

    private func pause(_ duration: Duration) async throws {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw PostgresError(.cancelled)
        }
    }

    // MARK: Notifications and the end

    /// Listens on a channel over a connection of its own, which it opens again when it is lost.
    ///
    /// Ends when nobody reads the stream any more and when the pool closes.
    public func listen(_ channel: String) -> AsyncStream<Notification> {
        let (stream, continuation) = AsyncStream.makeStream(of: Notification.self)
        let listener = Listener(channel, settings: settings, logger: logger) { continuation.yield($0) }
        continuation.onTermination = { _ in listener.stop() }
        let isOpen = contents.withLock { contents in
            guard !contents.state.isClosed else { return false }
            contents.listeners.removeAll { $0.isStopped }
            contents.listeners.append(listener)
            return true
        }
        guard isOpen else {
            continuation.finish()
            return stream
        }
        listener.start { continuation.finish() }
        return stream
    }

    /// Refuses new leases, waits for those that are out and closes every connection.
    public func close() async {
        let listeners = contents.withLock { $0.listeners }
        for listener in listeners { listener.stop() }
        defer { contents.withLock { $0.watch }?.cancel() }
        await withCheckedContinuation { continuation in
            decide { contents in
                contents.closers.append(continuation)
                return contents.state.close()
            }
        }
        for ending in contents.withLock({ $0.endings }) { await ending.value }
    }

    // MARK: Carrying out what the state decides

    private var now: Duration { started.duration(to: .now) }

    private func lease(until deadline: ContinuousClock.Instant, isUrgent: Bool) async throws -> Lease {
        let waiter = contents.withLock { contents in
            contents.lastWaiter += 1
            return contents.lastWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                decide { contents in
                    contents.waiters[waiter] = continuation
                    return contents.state.request(waiter, isUrgent: isUrgent, at: now)
                }
                if Task.isCancelled { decide { $0.state.withdraw(waiter) } } else { startTimer(of: waiter, deadline) }
            }
        } onCancel: {
            decide { $0.state.withdraw(waiter) }
        }
    }

    /// A caller that was served at once needs no timer.
    private func startTimer(of waiter: Int, _ deadline: ContinuousClock.Instant) {
        contents.withLock { contents in
            guard contents.waiters[waiter] != nil else { return }
            contents.timers[waiter] = Task { [weak self] in
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                self?.decide { $0.state.expire(waiter) }
            }
        }
    }

    private func giveBack(_ lease: Lease, isReusable: Bool) {
        decide { $0.state.returned(lease.id, isReusable: isReusable, at: now) }
    }

    /// Feeds an event to the state under the lock and carries out its actions after it.
    private func decide(_ event: (inout Contents) -> [PoolState.Action]) {
        let effects = contents.withLock { contents in
            event(&contents).flatMap { self.effects(of: $0, &contents) }
        }
        for effect in effects { effect() }
    }

    private func effects(of action: PoolState.Action, _ contents: inout Contents) -> [() -> Void] {
        switch action {
        case .lease(let waiter, let id, let isStale):
            guard let connection = contents.connections[id], let continuation = take(waiter, &contents) else {
                preconditionFailure("a lease of what is not there")
            }
            return [{ continuation.resume(returning: Lease(id: id, connection: connection, isStale: isStale)) }]
        case .refuse(let waiter, let kind):
            guard let continuation = take(waiter, &contents) else { return [] }
            let reason = kind == .cannotConnect ? contents.connectFailure : nil
            return [{ continuation.resume(throwing: reason ?? PostgresError(kind)) }]
        case .connect(let id, let pause):
            return [{ self.connect(id, after: pause) }]
        case .disconnect(let id):
            guard let connection = contents.connections.removeValue(forKey: id) else { return [] }
            let ending = Task { await connection.close() }
            if contents.state.isClosed { contents.endings.append(ending) }
            return []
        case .finishClosing:
            let closers = contents.closers
            contents.closers = []
            return closers.map { closer in { closer.resume() } }
        }
    }

    private func take(_ waiter: Int, _ contents: inout Contents) -> CheckedContinuation<Lease, any Error>? {
        contents.timers.removeValue(forKey: waiter)?.cancel()
        return contents.waiters.removeValue(forKey: waiter)
    }

    /// Looks again and again whether an answer is overdue: the server would have ended the statement by itself.
    private func watch() -> Task<Void, Never>? {
        guard let limit = settings.configuration.answerLimit else { return nil }
        return Task { [weak self] in
            while (try? await Task.sleep(for: .milliseconds(500))) != nil, let self {
                let connections = contents.withLock { Array($0.connections.values) }
                for connection in connections { connection.canceller.hangUp(waitingSince: .now - limit) }
            }
        }
    }

    private func connect(_ id: Int, after pause: Duration) {
        let connection = Connection(catalog: catalog)
        Task {
            if pause > .zero { try? await Task.sleep(for: pause) }
            guard contents.withLock({ $0.state.awaits(id) }) else { return }
            do {
                try await connection.connect(settings)
                decide { contents in
                    contents.connections[id] = connection
                    contents.connectFailure = nil
                    contents.watch = contents.watch ?? watch()
                    return contents.state.connected(id, at: now)
                }
            } catch {
                let failure = error as? PostgresError ?? PostgresError(.cannotConnect)
                logger.warning(
                    "cannot connect to the database", metadata: ["error": "\(failure.debugText?.onOneLine ?? "")"])
                decide { contents in
                    contents.connectFailure = failure
                    return contents.state.connectFailed(id)
                }
            }
        }
    }
}
