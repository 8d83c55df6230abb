/// A parameter of the law as it was from day to day: each value with the day it came into force and where it is written.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    /// One value with its first day.
    public struct Entry: Hashable, Sendable {
        /// The first day on which it is in force.
        public let since: Day
        /// The value.
        public let value: Value
        /// Where it is written: an act, a page, or the project's own choice.
        public let source: String
        /// Whether somebody has seen the source say it; false for what is only likely.
        public let confirmed: Bool

        /// Makes an entry.
        public init(since: Day, value: Value, source: String, confirmed: Bool) {
            self.since = since
            self.value = value
            self.source = source
            self.confirmed = confirmed
        }
    }

    /// All entries, the oldest first; never empty.
    public let entries: [Entry]

    /// Makes a parameter from at least one entry, in any order; of two with the same day the later one counts.
    public init(_ first: Entry, _ more: [Entry] = []) {
        entries = Dated.inOrder([first] + more)
    }

    /// The value in force on a day; before the first entry, the first one's.
    public func on(_ day: Day) -> Value { entry(on: day).value }

    /// The value in force on a day with its source; before the first entry, the first one.
    public func entry(on day: Day) -> Entry {
        entries.last { $0.since <= day } ?? entries[0]
    }

    private static func inOrder(_ entries: [Entry]) -> [Entry] {
        entries.enumerated().sorted { ($0.element.since, $0.offset) < ($1.element.since, $1.offset) }.map(\.element)
    }
}
