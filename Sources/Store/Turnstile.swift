internal import Domain
internal import Foundation

/// Lets a few at a time through work that costs much memory and time: one scrypt takes 128 MiB.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private static let longestQueue = 64

    init(width: Int) { free = width }

    /// Runs the work once there is room; refuses when too many wait already.
    nonisolated func through<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws(Refusal) -> T {
        try await enter()
        // on a thread of its own: a few hashes would hold every thread that Swift's tasks share, and with them the service
        let result = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Result { try work() }) }
        }
        await leave()
        switch result {
        case .success(let value): return value
        case .failure: throw Refusal(.internalError)
        }
    }

    private func enter() async throws(Refusal) {
        if free > 0 {
            free -= 1
            return
        }
        if waiting.count >= Self.longestQueue { throw Refusal(.busy) }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
