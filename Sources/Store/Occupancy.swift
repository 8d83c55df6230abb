public import Domain
internal import Postgres

/// A day of premises.
public struct OccupancyDay: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// What the rules allow.
    public let places: Int
    /// `places`, or what was used when places last fell below it.
    public let ceiling: Int
    /// Held by submitted petitions.
    public let held: Int
    /// Taken by registrations.
    public let registered: Int

    /// Places that can be given; never negative.
    public var free: Int { max(0, places - held - registered) }
}

/// A day whose counters differ from a recount.
public struct Drift: Hashable, Sendable {
    /// The premises.
    public let premises: Int64
    /// The day.
    public let day: Day
    /// What the counters say.
    public let counted: (held: Int, registered: Int)
    /// What rows and registrations say.
    public let recounted: (held: Int, registered: Int)

    /// Whether two drifts are of the same day and size.
    public static func == (left: Drift, right: Drift) -> Bool {
        left.premises == right.premises && left.day == right.day && left.counted == right.counted
            && left.recounted == right.recounted
    }

    /// By premises and day.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(premises)
        hasher.combine(day)
    }
}

/// Places of days.
public struct Occupancy: Sendable {
    let room: Room

    /// The days of premises in `[from, until)`; those without a row are left out.
    public func days(of premises: Int64, from: Day, until: Day, by caller: Caller) async throws(Refusal)
        -> [OccupancyDay]
    {
        let today = room.clock.today
        return try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.premises, premises, today) != nil else { throw Refusal(.notFound) }
            return try db.rows(Statements.days, premises, from, until)
        }
    }

    /// Recounts every day from open rows and registrations alone; an empty answer is what it should be. Nothing is repaired.
    public func recount() async throws(Refusal) -> [Drift] {
        try await room.work { db in try db.rows(Statements.recount) }
    }
}

private enum Statements {
    static let premises = Statement<Int64>("premises/read") { row in try row.decode("id") }
    static let days = Statement<OccupancyDay>("occupancy/days") { row in
        OccupancyDay(
            day: try row.decode("day"), places: try row.decode("places"), ceiling: try row.decode("ceiling"),
            held: try row.decode("held"), registered: try row.decode("registered"))
    }
    static let recount = Statement<Drift>("occupancy/recount") { row in
        Drift(
            premises: try row.decode("premises_id"), day: try row.decode("day"),
            counted: (try row.decode("held"), try row.decode("registered")),
            recounted: (try row.decode("held_recounted"), try row.decode("registered_recounted")))
    }
}
