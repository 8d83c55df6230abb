internal import Domain
internal import Foundation

/// Lets a few at a time through work that costs much memory and time: one scrypt takes 128 MiB.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// How many of one kind are at the turnstile, those at work included.
    private var present: [[UInt8]: Int] = [:]
    private static let longestQueue = 64

    init(width: Int) { free = width }

    /// Runs the work once there is room; refuses when too many wait already, or when somebody of the same kind waits.
    nonisolated func through<T: Sendable>(
        for kind: [UInt8]? = nil, _ work: @escaping @Sendable () throws -> T
    ) async throws(Refusal) -> T {
        try await enter(kind)
        // on a thread of its own: a few hashes would hold every thread that Swift's tasks share, and with them the service
        let result = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Result { try work() }) }
        }
        await leave(kind)
        switch result {
        case .success(let value): return value
        case .failure: throw Refusal(.internalError)
        }
    }

    private func enter(_ kind: [UInt8]?) async throws(Refusal) {
        if free == 0 && waiting.count >= Self.longestQueue { throw Refusal(.busy) }
        if let kind {
            // one at work and one who waits: a button that was pressed twice
            if present[kind, default: 0] > 1 { throw Refusal(.busy) }
            present[kind, default: 0] += 1
        }
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave(_ kind: [UInt8]?) {
        if let kind, let others = present[kind] { present[kind] = others > 1 ? others - 1 : nil }
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
