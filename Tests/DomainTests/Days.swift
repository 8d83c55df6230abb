import Domain
import Testing

/// The day of a `yyyy-MM-dd` that a test writes down.
func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
