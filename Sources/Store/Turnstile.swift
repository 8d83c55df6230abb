internal import Domain

/// Lets a few at a time through work that costs much memory: one scrypt takes 128 MiB.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private static let longestQueue = 64

    init(width: Int) { free = width }

    /// Runs the work once there is room; refuses when too many wait already.
    nonisolated func through<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws(Refusal) -> T {
        try await enter()
        let result = await Task.detached { Result { try work() } }.value
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
