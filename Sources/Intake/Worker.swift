internal import Domain
internal import Foundation
public import Logging
public import Store
internal import Tabular
public import Texts

/// Works through jobs, one at a time, until its task is cancelled; any number of workers may run beside each other.
public struct Worker: Sendable {
    private let store: Store
    private let texts: Texts
    private let limits: TabularLimits
    private let scratch: Scratch
    private let logger: Logger

    private static let mostAttempts = 5
    private static let secondsBetweenTries = 10.0

    /// A worker on a store.
    ///
    /// - Parameter scratch: where workbooks lie while they are read.
    public init(store: Store, texts: Texts, limits: Limits, scratch: Scratch = .temporary, logger: Logger) {
        self.store = store
        self.texts = texts
        self.limits = TabularLimits(limits)
        self.scratch = scratch
        self.logger = logger
    }

    /// Works until the task is cancelled. A job that is under way then is given back, and another worker begins it anew.
    public func run() async {
        let (bells, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { group in
            group.addTask { for await _ in store.checks.calls() { bell.yield() } }
            // a call can be lost with its connection; looking anyway each second costs one index lookup
            group.addTask {
                while !Task.isCancelled {
                    bell.yield()
                    try? await Task.sleep(for: .seconds(1))
                }
            }
            await answer(bells)
            group.cancelAll()
        }
    }

    private func answer(_ bells: AsyncStream<Void>) async {
        var lastSweep = ContinuousClock.now - .seconds(3600)
        for await _ in bells {
            var hasWork = true
            while hasWork, !Task.isCancelled { hasWork = await workOnce() }
            if ContinuousClock.now - lastSweep > .seconds(60) {
                await sweep()
                lastSweep = .now
            }
        }
    }

    /// Takes one job and does it; false when there was none.
    public func workOnce() async -> Bool {
        do {
            guard let lease = try await store.checks.claim() else { return false }
            await work(on: lease)
            return true
        } catch {
            logger.warning("no job could be taken", metadata: ["code": "\(error.code.rawValue)"])
            return false
        }
    }

    /// Forgets what nobody will come back to, adds days to premises, and lets holds expire.
    public func sweep() async {
        do {
            try await store.uploads.sweep()
            try await store.accounts.sweep()
            try await store.answers.sweep()
            _ = try await store.institutions.extendDays()
            let expired = try await store.petitions.expire()
            if expired > 0 { logger.info("petitions expired", metadata: ["count": "\(expired)"]) }
        } catch {
            logger.warning("sweeping failed", metadata: ["code": "\(error.code.rawValue)"])
        }
    }

    private func work(on lease: Lease) async {
        let facts: Logger.Metadata = ["petition": "\(lease.petition)", "attempt": "\(lease.attempts)"]
        do {
            if lease.attempts > Self.mostAttempts {
                try await store.checks.fail(
                    lease, with: Issue(.fileUnreadable, at: .file, arguments: ["reason": "failed_repeatedly"]))
                logger.error("a check failed too often", metadata: facts)
                return
            }
            guard let subject = try await store.checks.subject(lease) else {
                return logger.error("a job has no petition to check", metadata: facts)
            }
            let checking = Checking(
                store: store, texts: texts, limits: limits, scratch: scratch, lease: lease, subject: subject)
            try await keeping(lease) { () throws(Refusal) in try await checking.run() }
            logger.info("petition checked", metadata: facts)
        } catch {
            logger.warning(
                "a check was not finished", metadata: facts.merging(["code": "\(error.code.rawValue)"]) { $1 })
            // a worker that is stopping gives its job to the next at once; what is in the way now may be so for a moment
            let pause = Task.isCancelled ? 0 : Self.secondsBetweenTries
            try? await Task { try await store.checks.giveBack(lease, for: pause) }.value
        }
    }

    /// Keeps the lease alive while the work runs.
    private func keeping(_ lease: Lease, _ work: @escaping @Sendable () async throws(Refusal) -> Void)
        async throws(Refusal)
    {
        let heart = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(Checks.leaseSeconds / 3))
                if Task.isCancelled { return }
                _ = try? await store.checks.keep(lease)
            }
        }
        defer { heart.cancel() }
        try await work()
    }
}

extension TabularLimits {
    /// The readers' part of the limits.
    init(_ limits: Limits) {
        self.init()
        rows = limits.rows
        columns = limits.columns
        cellBytes = limits.cellBytes
        inflatedBytes = limits.inflatedBytes
        entries = limits.entries
    }
}
