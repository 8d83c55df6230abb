public import Domain
public import Foundation
internal import Synchronization

/// A clock that a test sets.
public final class TestClock: Sendable {
    private let moment: Mutex<Date>

    /// A clock that stands at noon in Almaty on a day.
    public init(_ day: Day) { moment = Mutex(Clock.fixed(day).now()) }

    /// Lets seconds pass.
    public func advance(seconds: TimeInterval) { moment.withLock { $0 += seconds } }

    /// Lets days pass.
    public func advance(days: Int) { advance(seconds: Double(days) * 86_400) }

    /// What the store asks.
    public var clock: Clock { Clock { [self] in moment.withLock { $0 } } }
}

/// A day written down in a test.
public func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("\(iso) is no day") }
    return day
}
