extension Rule {
    /// The stay: its kind, its days, and how they lie to each other and to today.
    static let stays: [Rule] = [
        Rule(.stayMissing) { row, findings in
            if row.givesStay, row.lacks(.stay), row.reading.stay == nil { findings.add(.stayMissing, at: .stay) }
        },
        Rule(.stayKindNotAllowed) { row, findings in
            guard row.givesStay, let stay = row.reading.stay, !row.inForce.staysAllowed.contains(stay) else { return }
            let allowed = Stay.allCases.filter { row.inForce.staysAllowed.contains($0) }
            findings.add(
                .stayKindNotAllowed, at: .stay,
                row.inForce.marked(
                    [
                        "stay": stay.rawValue, "kind": row.terms.kind.rawValue,
                        "expected": allowed.map(\.rawValue).joined(separator: " "),
                    ], .staysAllowed))
        },
        Rule(.stayFromMissing) { row, findings in
            guard row.asks(.arrive) || row.asks(.opening) else { return }
            if row.lacks(.from), row.reading.from == nil { findings.add(.stayFromMissing, at: .from) }
        },
        Rule(.stayUntilMissing) { row, findings in
            let isTemporary = row.givesStay && row.reading.stay == .temporary
            guard isTemporary || row.asks(.extend) || row.asks(.depart) else { return }
            if row.lacks(.until), row.reading.until == nil {
                findings.add(.stayUntilMissing, at: .until, ["action": row.reading.action.rawValue])
            }
        },
        Rule(.stayUntilNotAllowed) { row, findings in
            guard row.givesStay, row.reading.stay == .permanent, row.reading.until != nil else { return }
            findings.add(.stayUntilNotAllowed, at: .until, ["action": row.reading.action.rawValue])
        },
        Rule(.stayUntilBeforeFrom) { row, findings in
            guard row.givesStay || row.asks(.depart), let from = row.reading.from, let until = row.reading.until,
                until <= from
            else { return }
            findings.add(.stayUntilBeforeFrom, at: .until, ["day": "\(until)", "earliest": "\(from.adding(days: 1))"])
        },
        Rule(.stayTooLong) { row, findings in
            guard row.givesStay, row.reading.stay == .temporary, let until = row.reading.until,
                let from = row.reading.from ?? (row.asks(.extend) ? row.terms.dated : nil)
            else { return }
            // no calendar has to be asked about most stays
            guard from.days(until: until) > 365 * row.inForce.longestTemporaryStay else { return }
            let latest = from.adding(years: row.inForce.longestTemporaryStay)
            guard until > latest else { return }
            findings.add(
                .stayTooLong, at: .until,
                row.inForce.marked(
                    ["day": "\(until)", "latest": "\(latest)", "limit": "\(row.inForce.longestTemporaryStay)"],
                    .longestStay))
        },
        Rule(.stayNeedsNone) { row, findings in
            guard row.asks(.arrive), row.reading.stay == .temporary, let from = row.reading.from,
                let until = row.reading.until, until > from, from.days(until: until) <= row.inForce.shortStay
            else { return }
            findings.add(
                .stayNeedsNone, at: .until,
                row.inForce.marked(
                    ["days": "\(from.days(until: until))", "limit": "\(row.inForce.shortStay)"], .shortStay))
        },
        Rule(.stayFiledLate) { row, findings in
            guard row.asks(.arrive), let from = row.reading.from, let days = row.inForce.filingDays else { return }
            let latest = from.adding(days: days)
            guard row.terms.dated > latest else { return }
            findings.add(
                .stayFiledLate, at: .from,
                row.inForce.marked(["day": "\(from)", "latest": "\(latest)", "limit": "\(days)"], .filingDays))
        },
        Rule(.stayBeyondHorizon) { row, findings in
            guard !row.unreadable.contains(.action) else { return }
            if let from = row.reading.from, let bounds = startBounds(row, from) {
                findings.add(.stayBeyondHorizon, at: .from, bounds)
            }
            if let until = row.reading.until, let bounds = endBounds(row, until) {
                findings.add(.stayBeyondHorizon, at: .until, bounds)
            }
        },
    ]

    /// The days between which a stay has to start, as arguments, when it does not.
    private static func startBounds(_ row: RowCase, _ from: Day) -> [String: String]? {
        // The opening register is who lives here already: however long, but not from a day to come.
        let latest = row.asks(.opening) ? row.terms.today : row.inForce.horizon.adding(days: -1)
        if from > latest { return ["day": "\(from)", "latest": "\(latest)"] }
        guard row.asks(.arrive), from < row.inForce.earliest else { return nil }
        return ["day": "\(from)", "earliest": "\(row.inForce.earliest)", "latest": "\(latest)"]
    }

    /// The days between which a stay has to end, as arguments, when it does not.
    private static func endBounds(_ row: RowCase, _ until: Day) -> [String: String]? {
        let latest = row.inForce.horizon
        if until > latest { return ["day": "\(until)", "latest": "\(latest)"] }
        guard row.asks(.depart) || row.asks(.extend), until < row.inForce.earliest else { return nil }
        return ["day": "\(until)", "earliest": "\(row.inForce.earliest)", "latest": "\(latest)"]
    }
}
