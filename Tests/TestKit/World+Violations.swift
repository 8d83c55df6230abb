internal import Store

extension World {
    /// Everything that must hold of any state of the database and does not; each with its first rows.
    public func violations() async throws -> [String] {
        var found = try await store.occupancy.recount().prefix(3).map { "drift: \($0)" }
        for (rule, query) in Self.rules {
            for row in try await database.rows("\(query) LIMIT 3") { found.append("\(rule): \(row)") }
        }
        return found
    }

    private static let rules: [(String, String)] = [
        (
            "a day is over its ceiling",
            """
            SELECT premises_id, day, held, registered, ceiling FROM premises_day
            WHERE held < 0 OR registered < 0 OR held + registered > ceiling OR ceiling < places
            """
        ),
        (
            "a day is over its places though they never fell",
            """
            SELECT d.premises_id, d.day, d.held, d.registered, d.places FROM premises_day AS d
            WHERE d.held + d.registered > d.places
              AND NOT EXISTS (SELECT FROM occupancy_entry AS e WHERE e.premises_id = d.premises_id AND e.cause = 'places')
            """
        ),
        (
            "the journal does not explain a day",
            """
            SELECT d.premises_id, d.day, d.held, d.registered, j.held AS told_held, j.registered AS told_registered
            FROM premises_day AS d LEFT JOIN (
                SELECT e.premises_id, lower(x.days) + n AS day, sum(x.held) AS held, sum(x.registered) AS registered
                FROM occupancy_entry AS e, unnest(e.days, e.held, e.registered) AS x (days, held, registered),
                     generate_series(0, upper(x.days) - lower(x.days) - 1) AS n
                GROUP BY e.premises_id, lower(x.days) + n) AS j ON j.premises_id = d.premises_id AND j.day = d.day
            WHERE d.held <> coalesce(j.held, 0) OR d.registered <> coalesce(j.registered, 0)
            """
        ),
        (
            "the rows of a petition do not add up",
            """
            SELECT p.id, p.rows, p.sound, p.warned, p.faulty, p.blank, n.sound AS sound_rows, n.warned AS warned_rows, n.faulty AS faulty_rows
            FROM petition AS p, LATERAL (
                SELECT count(*) FILTER (WHERE state = 'sound') AS sound, count(*) FILTER (WHERE state = 'warned') AS warned,
                       count(*) FILTER (WHERE state = 'faulty') AS faulty FROM petition_row WHERE petition_id = p.id) AS n
            WHERE (p.sound, p.warned, p.faulty) IS DISTINCT FROM (n.sound, n.warned, n.faulty)
               OR p.rows <> p.sound + p.warned + p.faulty + p.blank
            """
        ),
        (
            "a row of a submitted petition is neither held nor settled, or both",
            """
            SELECT p.id, p.state, r.number, o.outcome, h.row_number IS NOT NULL AS is_held
            FROM petition AS p JOIN petition_row AS r ON r.petition_id = p.id
            LEFT JOIN row_outcome AS o ON o.petition_id = p.id AND o.row_number = r.number
            LEFT JOIN hold AS h ON h.petition_id = p.id AND h.row_number = r.number
            WHERE p.submitted_at IS NOT NULL AND (o.outcome IS NULL) <> (h.row_number IS NOT NULL)
               OR p.state IN ('decided', 'withdrawn', 'expired') AND o.outcome IS NULL
               OR p.state IN ('checking', 'draft') AND (o.outcome IS NOT NULL OR h.row_number IS NOT NULL)
            """
        ),
        (
            "a person has two registrations of one stay on a day",
            """
            SELECT a.id, b.id AS other, a.stay, a.from_day, a.until_day, b.from_day AS other_from
            FROM registration AS a JOIN registration AS b ON b.iin = a.iin AND b.stay = a.stay AND b.id > a.id
                AND daterange(a.from_day, a.until_day) && daterange(b.from_day, b.until_day)
            WHERE a.known_until IS NULL AND b.known_until IS NULL
            """
        ),
        (
            "an approved row is not in the register, or another row is",
            """
            SELECT o.petition_id, o.row_number, o.outcome FROM row_outcome AS o
            WHERE (o.outcome = 'approved') <> EXISTS (
                SELECT FROM registration AS g WHERE g.decision_id = o.decision_id AND g.row_number = o.row_number)
            """
        ),
        (
            "a version of the register has a gap in time",
            """
            SELECT a.id, a.version FROM registration AS a
            LEFT JOIN registration AS b ON b.id = a.id AND b.version = a.version + 1
            WHERE (a.known_until IS NULL) <> (b.id IS NULL) OR a.known_until <> b.known_from OR a.superseded_by <> b.decision_id
            """
        ),
        (
            "a session is left in a transaction",
            """
            SELECT pid, state FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'tirkeu-%' AND state <> 'idle'
            """
        ),
    ]
}
