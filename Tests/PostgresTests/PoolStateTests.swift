import Testing

@testable import Postgres

@Suite struct PoolStateTests {
    private let start = Duration.zero

    @Test func `connections are opened up to the size and callers served in the order they came`() {
        var pool = PoolState(size: 2)
        #expect(pool.request(1, at: start) == [.connect(1, after: .zero)])
        #expect(pool.request(2, at: start) == [.connect(2, after: .zero)])
        #expect(pool.request(3, at: start) == [])
        #expect(pool.connected(2, at: start) == [.lease(waiter: 1, connection: 2, isStale: false)])
        #expect(pool.connected(1, at: start) == [.lease(waiter: 2, connection: 1, isStale: false)])
        #expect(pool.request(4, at: start) == [])
        #expect(
            pool.returned(2, isReusable: true, at: start) == [.lease(waiter: 3, connection: 2, isStale: false)])
        #expect(
            pool.returned(1, isReusable: true, at: start) == [.lease(waiter: 4, connection: 1, isStale: false)])
    }

    @Test func `a connection that cannot be used again makes room for a new one`() {
        var pool = PoolState(size: 1)
        _ = pool.request(1, at: start)
        _ = pool.connected(1, at: start)
        _ = pool.request(2, at: start)
        #expect(
            pool.returned(1, isReusable: false, at: start) == [.disconnect(1), .connect(2, after: .zero)])
        #expect(pool.connected(2, at: start) == [.lease(waiter: 2, connection: 2, isStale: false)])
    }

    @Test func `a caller whose connection was dead goes before the others`() {
        var pool = PoolState(size: 1)
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        #expect(pool.request(3, isUrgent: true, at: start) == [])
        #expect(pool.connected(1, at: start) == [.lease(waiter: 3, connection: 1, isStale: false)])
    }

    @Test func `a long idle connection is asked before it is lent`() {
        var pool = PoolState(size: 1, staleAfter: .seconds(30))
        _ = pool.request(1, at: start)
        _ = pool.connected(1, at: start)
        _ = pool.returned(1, isReusable: true, at: start)
        #expect(
            pool.request(2, at: .seconds(29)) == [.lease(waiter: 2, connection: 1, isStale: false)])
        _ = pool.returned(1, isReusable: true, at: .seconds(29))
        #expect(pool.request(3, at: .seconds(59)) == [.lease(waiter: 3, connection: 1, isStale: true)])
    }

    @Test func `attempts after a failure come slower and a caller at its limit learns the reason`() {
        var pool = PoolState(size: 1)
        _ = pool.request(1, at: start)
        #expect(pool.connectFailed(1) == [.connect(2, after: .milliseconds(100))])
        #expect(pool.connectFailed(2) == [.connect(3, after: .milliseconds(200))])
        #expect(pool.expire(1) == [.refuse(waiter: 1, .cannotConnect)])
        #expect(pool.connectFailed(3) == [])
        #expect(pool.occupancy == PoolOccupancy())
    }

    @Test func `a caller refused or withdrawn is not served later`() {
        var pool = PoolState(size: 1)
        _ = pool.request(1, at: start)
        _ = pool.connected(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.request(3, at: start)
        #expect(pool.withdraw(2) == [.refuse(waiter: 2, .cancelled)])
        #expect(pool.withdraw(2) == [])
        #expect(pool.expire(3) == [.refuse(waiter: 3, .poolExhausted)])
        #expect(pool.returned(1, isReusable: true, at: start) == [])
        #expect(pool.occupancy.idle == 1)
    }

    @Test func `closing refuses who waits, ends what is idle and waits for what is lent`() {
        var pool = PoolState(size: 3)
        for waiter in 1...3 { _ = pool.request(waiter, at: start) }
        _ = pool.connected(1, at: start)
        _ = pool.connected(2, at: start)
        _ = pool.returned(2, isReusable: true, at: start)
        #expect(pool.occupancy.connecting == 1)
        _ = pool.returned(2, isReusable: true, at: start)
        #expect(Set(pool.close()) == [.disconnect(2)])
        #expect(pool.connected(3, at: start) == [.disconnect(3)])
        #expect(pool.request(9, at: start) == [.refuse(waiter: 9, .poolClosed)])
        #expect(pool.returned(1, isReusable: true, at: start) == [.disconnect(1), .finishClosing])
    }
}
