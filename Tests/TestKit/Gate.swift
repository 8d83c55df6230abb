/// Lets a few tests at a time have a database.
///
/// Swift Testing starts every test at once. A hundred databases on two cores make each other wait for seconds, and a test of
/// what happens at a lock then sees the limits on waiting instead.
actor Gate {
    /// The one gate of this process.
    static let shared = Gate(width: 4)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(width: Int) { free = width }

    /// Runs a test once there is room for it.
    nonisolated func through(_ test: () async throws -> Void) async throws {
        await enter()
        do {
            try await test()
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
