public import FoundationEssentials

/// The one clock that everything asks for the time and the day; tests set it.
public struct Clock: Sendable {
    /// The moment it is now.
    public let now: @Sendable () -> Date

    /// Makes a clock that asks a closure.
    public init(now: @escaping @Sendable () -> Date) { self.now = now }

    /// The civil day in Almaty, whatever the zone of the machine.
    public var today: Day { Day(at: now()) }

    /// The machine's clock.
    public static let system = Clock { Date() }

    /// A clock that stands still at a moment.
    public static func fixed(_ moment: Date) -> Clock { Clock { moment } }

    /// A clock that stands still at noon in Almaty on a day.
    public static func fixed(_ day: Day) -> Clock { fixed(day.start.addingTimeInterval(12 * 3_600)) }
}

extension Day {
    /// The civil day in Almaty at a moment.
    public init(at moment: Date) {
        let seconds = moment.timeIntervalSince1970
        let local = (seconds + Day.offset(at: seconds)) / 86_400
        self.init(number: Int32(local.rounded(.down)))
    }

    /// The moment at which the day begins in Almaty.
    public var start: Date {
        let midnight = Double(number) * 86_400
        let earlier = midnight - 6 * 3_600
        // On 2024-03-01 midnight came a second time; the day begins at the second one.
        return Date(timeIntervalSince1970: earlier < Day.oneZone ? earlier : midnight - 5 * 3_600)
    }

    /// 2024-03-01 00:00 at UTC+6, when Kazakhstan went over to UTC+5: Government Resolution 20 of 19.01.2024; IANA tzdata
    /// 2024a, zone Asia/Almaty. The summer time of before 2005 matters to no stay and is left out.
    private static let oneZone: Double = 1_709_229_600

    private static func offset(at seconds: Double) -> Double { seconds < oneZone ? 6 * 3_600 : 5 * 3_600 }
}
