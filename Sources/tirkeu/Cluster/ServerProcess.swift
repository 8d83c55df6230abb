internal import Foundation
internal import Glibc
internal import Synchronization

/// PostgreSQL's server, a child of ours for as long as we live: when we are killed, the kernel interrupts it.
final class ServerProcess: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// The number of the process.
    let identifier: pid_t
    private let state = Mutex(State())

    private init(identifier: pid_t) { self.identifier = identifier }

    /// Starts a command from a thread that ends when it does.
    ///
    /// The kernel looks at the thread, not at the process: started from a thread of a pool, the server would be interrupted
    /// as soon as the pool lets that thread go.
    ///
    /// - Parameter log: takes what it writes.
    static func start(_ command: [String], log: FileHandle) async throws -> ServerProcess {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                let process = Program.process(command)
                process.standardOutput = log
                process.standardError = log
                do {
                    try process.run()
                } catch {
                    return continuation.resume(throwing: error)
                }
                let server = ServerProcess(identifier: process.processIdentifier)
                continuation.resume(returning: server)
                process.waitUntilExit()
                server.end(process.terminationStatus)
            }
            thread.name = "cluster"
            thread.start()
        }
    }

    /// Whether it runs.
    var isRunning: Bool { state.withLock { $0.status == nil } }

    /// Waits until it has ended.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status != nil
            }
            if isOver { continuation.resume() }
        }
    }

    /// Ends it in order: sessions are cut, what was committed is kept.
    func stop() async {
        if isRunning { kill(identifier, SIGINT) }
        await ended()
    }

    private func end(_ status: Int32) {
        let waiting = state.withLock { state in
            state.status = status
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
