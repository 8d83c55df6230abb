/// Gives out the places that are free, row by row, so that what fits can be sent and the rest can wait.
public struct Allocation: Sendable {
    private let firstDay: Day
    private var free: [Int]

    /// Places free on each day from the first on.
    public init(firstDay: Day, free: [Int]) {
        self.firstDay = firstDay
        self.free = free
    }

    /// Takes a place on every day of the ranges, or none; whether there was one on each.
    public mutating func take(_ days: [Range<Day>]) -> Bool {
        let spans = days.map { firstDay.days(until: $0.lowerBound)..<firstDay.days(until: $0.upperBound) }
        let fits = spans.allSatisfy { span in
            span.lowerBound >= 0 && span.upperBound <= free.count && free[span].allSatisfy { $0 > 0 }
        }
        if fits {
            for span in spans {
                for day in span { free[day] -= 1 }
            }
        }
        return fits
    }
}
