internal import Foundation

/// The executor of one connection: a thread of its own, so that a libpq call that blocks holds up nobody else.
///
/// Measured against non-blocking libpq on a shared epoll thread it is the faster one for a pool of this size.
final class ThreadExecutor: SerialExecutor {
    private let queue = JobQueue()

    init() {
        // The thread owns the queue, not this object: it ends once the connection is gone and the queue is empty.
        let thread = Thread { [queue] in queue.run() }
        thread.name = "postgres"
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit { queue.end() }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), of: asUnownedSerialExecutor())
    }
}

/// Jobs of one actor, run by one thread in the order they came.
private final class JobQueue: @unchecked Sendable {
    private typealias Entry = (job: UnownedJob, executor: UnownedSerialExecutor)

    // Sendable: what changes is only touched while `condition` is locked.
    private let condition = NSCondition()
    private var pending: [Entry] = []
    private var isEnded = false

    func append(_ job: UnownedJob, of executor: UnownedSerialExecutor) {
        condition.withLock {
            pending.append((job, executor))
            condition.signal()
        }
    }

    func end() {
        condition.withLock {
            isEnded = true
            condition.signal()
        }
    }

    func run() {
        while let entries = next() {
            for entry in entries { entry.job.runSynchronously(on: entry.executor) }
        }
    }

    private func next() -> [Entry]? {
        condition.withLock {
            while pending.isEmpty, !isEnded { condition.wait() }
            guard !pending.isEmpty else { return nil }
            defer { pending.removeAll(keepingCapacity: true) }
            return pending
        }
    }
}
