internal import Synchronization

/// A connection in the hands of one caller.
struct Lease: Sendable {
    /// How a lease ended.
    enum Ending<T: Sendable>: Sendable {
        case done(Result<T, any Error>, isReusable: Bool)
        /// The connection was dead before anything ran on it.
        case dead
    }

    /// Told apart from every lease before it, so that a late cancellation does not meet the next one.
    private static let counter = Atomic<Int>(0)

    let id: Int
    private let connection: Connection
    private let isStale: Bool

    init(id: Int, connection: Connection, isStale: Bool) {
        self.id = id
        self.connection = connection
        self.isStale = isStale
    }

    /// Runs `body` on the connection's thread; the task's cancellation reaches the query it runs.
    func run<T: Sendable>(_ body: @Sendable (isolated Connection) async throws -> T) async -> Ending<T> {
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        connection.canceller.begin(lease: number)
        let ending = await withTaskCancellationHandler {
            await connection.run(isStale: isStale, body)
        } onCancel: {
            connection.canceller.cancel(lease: number)
        }
        connection.canceller.end(lease: number)
        return ending
    }
}

extension Connection {
    fileprivate func run<T: Sendable>(
        isStale: Bool, _ body: @Sendable (isolated Connection) async throws -> T
    ) async -> Lease.Ending<T> {
        guard isUsable(isStale: isStale) else { return .dead }
        do {
            let value = try await body(self)
            return .done(.success(value), isReusable: isReusable)
        } catch {
            return .done(.failure(error), isReusable: isReusable)
        }
    }
}
