/// What a pool decides: events in, actions out, no I/O and no clock of its own.
struct PoolState {
    /// What the pool has to do now.
    enum Action: Hashable {
        /// Lend the connection; `isStale` when it was idle so long that the server should be asked first.
        case lease(waiter: Int, connection: Int, isStale: Bool)
        case refuse(waiter: Int, PostgresError.Kind)
        /// Open a connection; ends in `connected` or `connectFailed`.
        case connect(Int, after: Duration)
        case disconnect(Int)
        /// Everything that was lent is back: `close` can return.
        case finishClosing
    }

    private enum Slot {
        /// → idle or leased (`connected`), gone (`connectFailed`, `close`).
        case connecting
        /// → leased (`request`), gone (`close`).
        case idle(since: Duration)
        /// → idle, leased or gone (`returned`).
        case leased
    }

    private let size: Int
    private let staleAfter: Duration
    private var slots: [Int: Slot] = [:]
    /// Idle connections; the last one used is the next one lent, so that the others can be seen to be idle.
    private var idle: [Int] = []
    /// Those who wait, the first to be served first.
    private var waiters: [Int] = []
    private var nextConnection = 1
    /// Failed attempts since the last connection that worked.
    private var failures = 0
    private(set) var isClosed = false

    init(size: Int, staleAfter: Duration = .seconds(30)) {
        self.size = size
        self.staleAfter = staleAfter
    }

    var occupancy: PoolOccupancy {
        var occupancy = PoolOccupancy()
        for slot in slots.values {
            switch slot {
            case .connecting: occupancy.connecting += 1
            case .idle: occupancy.idle += 1
            case .leased: occupancy.leased += 1
            }
        }
        occupancy.waiting = waiters.count
        return occupancy
    }

    /// A caller wants a connection; one whose connection turned out to be dead goes to the front.
    mutating func request(_ waiter: Int, isUrgent: Bool = false, at now: Duration) -> [Action] {
        guard !isClosed else { return [.refuse(waiter: waiter, .poolClosed)] }
        if let connection = idle.popLast() {
            guard case .idle(let since) = slots.updateValue(.leased, forKey: connection) else {
                preconditionFailure("an idle connection is in another state")
            }
            return [.lease(waiter: waiter, connection: connection, isStale: now - since >= staleAfter)]
        }
        if isUrgent { waiters.insert(waiter, at: 0) } else { waiters.append(waiter) }
        return connectForWaiters()
    }

    /// A caller stopped waiting because its task was cancelled.
    mutating func withdraw(_ waiter: Int) -> [Action] { refuse(waiter, .cancelled) }

    /// A caller has waited for as long as it may.
    mutating func expire(_ waiter: Int) -> [Action] { refuse(waiter, failures > 0 ? .cannotConnect : .poolExhausted) }

    /// Whether an attempt that was announced is still wanted.
    func awaits(_ connection: Int) -> Bool {
        if case .connecting = slots[connection] { true } else { false }
    }

    mutating func connected(_ connection: Int, at now: Duration) -> [Action] {
        guard awaits(connection) else { return [.disconnect(connection)] }
        failures = 0
        return lendOrKeep(connection, at: now)
    }

    mutating func connectFailed(_ connection: Int) -> [Action] {
        guard slots.removeValue(forKey: connection) != nil else { return [] }
        failures += 1
        return connectForWaiters()
    }

    /// A lease is over; a connection that is not reusable makes room for a new one.
    mutating func returned(_ connection: Int, isReusable: Bool, at now: Duration) -> [Action] {
        guard case .leased = slots[connection] else { preconditionFailure("the connection was not lent") }
        if isReusable, !isClosed { return lendOrKeep(connection, at: now) }
        slots[connection] = nil
        return [.disconnect(connection)] + (isClosed ? finishIfEmpty() : connectForWaiters())
    }

    /// Nobody gets a connection any more; what is lent is waited for.
    mutating func close() -> [Action] {
        guard !isClosed else { return finishIfEmpty() }
        isClosed = true
        let refusals = waiters.map { Action.refuse(waiter: $0, .poolClosed) }
        waiters = []
        let endings = idle.map { Action.disconnect($0) }
        idle = []
        slots = slots.filter { if case .leased = $0.value { true } else { false } }
        return refusals + endings + finishIfEmpty()
    }

    private mutating func lendOrKeep(_ connection: Int, at now: Duration) -> [Action] {
        guard !waiters.isEmpty else {
            slots[connection] = .idle(since: now)
            idle.append(connection)
            return []
        }
        slots[connection] = .leased
        return [.lease(waiter: waiters.removeFirst(), connection: connection, isStale: false)]
    }

    /// One attempt for each who waits, as far as there is room; slower after failures.
    private mutating func connectForWaiters() -> [Action] {
        guard !isClosed else { return [] }
        var actions: [Action] = []
        let pause = failures == 0 ? Duration.zero : .milliseconds(min(1000, 50 << min(failures, 5)))
        for _ in 0..<max(0, min(waiters.count - occupancy.connecting, size - slots.count)) {
            slots[nextConnection] = .connecting
            actions.append(.connect(nextConnection, after: pause))
            nextConnection += 1
        }
        return actions
    }

    private mutating func refuse(_ waiter: Int, _ kind: PostgresError.Kind) -> [Action] {
        guard let index = waiters.firstIndex(of: waiter) else { return [] }
        waiters.remove(at: index)
        return [.refuse(waiter: waiter, kind)]
    }

    private func finishIfEmpty() -> [Action] { slots.isEmpty ? [.finishClosing] : [] }
}
