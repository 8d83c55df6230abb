internal import Dispatch
internal import Glibc
internal import Synchronization

/// Cancels on the server what a lease is running, when the lease's task is cancelled.
///
/// A query starts and ends under the same lock a cancel request is sent under. So a request can only meet a query of
/// the lease that was cancelled: the next lease's first query cannot start before the request has been delivered.
final class Canceller: Sendable {
    private struct State: ~Copyable {
        var handle: CancelHandle?
        var lease: Int?
        var isCancelled = false
        var isRunning = false
        /// The socket of the connection, and since when it waits for an answer.
        var socket: Int32 = -1
        var waitsSince: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Takes the handle and the socket of a fresh connection, or drops those of a closed connection.
    func use(_ handle: consuming sending CancelHandle?, socket: Int32 = -1) {
        var taken: CancelHandle? = handle
        state.withLock { state in
            state.handle = taken.take()
            state.socket = socket
        }
    }

    /// Runs a call that waits for the server, so that `hangUp` can end it.
    func waiting<T: ~Copyable, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        state.withLock { $0.waitsSince = .now }
        defer { state.withLock { $0.waitsSince = nil } }
        return try body()
    }

    /// Notes that the server said something: what is still to come is waited for anew.
    func heard() {
        state.withLock { state in state.waitsSince = state.waitsSince.map { _ in .now } }
    }

    /// Hangs up on a server that has not answered since an instant: the call that waits for it fails, and the connection is lost.
    ///
    /// A server that is alive ends a statement by its own timeout; one that does not is frozen, or out of reach, and a request to
    /// cancel would wait as well.
    func hangUp(waitingSince latest: ContinuousClock.Instant) {
        state.withLock { state in
            guard let since = state.waitsSince, since <= latest, state.socket >= 0 else { return }
            _ = shutdown(state.socket, Int32(SHUT_RDWR))
        }
    }

    func begin(lease: Int) {
        state.withLock { state in
            state.lease = lease
            state.isCancelled = false
        }
    }

    func end(lease: Int) {
        state.withLock { state in
            guard state.lease == lease else { return }
            state.lease = nil
            state.isCancelled = false
        }
    }

    /// Whether the present lease was cancelled.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Marks that a query is about to run; throws when its lease is cancelled already.
    func enter() throws(PostgresError) {
        let isCancelled = state.withLock { state in
            state.isRunning = !state.isCancelled
            state.waitsSince = state.isCancelled ? nil : .now
            return state.isCancelled
        }
        if isCancelled { throw PostgresError(.cancelled) }
    }

    /// Marks that the query has ended.
    func leave() {
        state.withLock { state in
            state.isRunning = false
            state.waitsSince = nil
        }
    }

    /// Cancels the lease: nothing more starts in it, and what runs is cancelled from another thread.
    func cancel(lease: Int) {
        let isRunning = state.withLock { state in
            guard state.lease == lease else { return false }
            state.isCancelled = true
            return state.isRunning
        }
        if isRunning { send(lease: lease, after: 0) }
    }

    /// Sends the request, and again while the query goes on: one that overtakes its query is ignored by the server.
    private func send(lease: Int, after milliseconds: Int) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
            guard let self else { return }
            let isStillRunning = self.state.withLock { state in
                guard state.lease == lease, state.isCancelled, state.isRunning else { return false }
                state.handle?.send()
                return true
            }
            if isStillRunning { self.send(lease: lease, after: 100) }
        }
    }
}
