internal import Dispatch
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
    }

    private let state = Mutex(State())

    /// Takes the handle of a fresh connection, or drops the one of a closed connection.
    func use(_ handle: consuming sending CancelHandle?) {
        var taken: CancelHandle? = handle
        state.withLock { $0.handle = taken.take() }
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
            return state.isCancelled
        }
        if isCancelled { throw PostgresError(.cancelled) }
    }

    /// Marks that the query has ended.
    func leave() {
        state.withLock { $0.isRunning = false }
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
