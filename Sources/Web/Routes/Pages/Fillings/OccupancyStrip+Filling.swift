import Domain
import Store
import Texts

extension OccupancyStrip {
    /// A house's days in order, and what the petition at hand asks for on each.
    init(_ days: [OccupancyDay], asked: [Domain.Day: Int] = [:], _ reader: Reader) {
        let words = reader.words
        let drawn = days.map { day in
            Day(
                label: Formats.day(day.day), month: Self.name(ofMonthFrom: day.day, words),
                places: day.places, registered: day.registered, held: day.held, asked: asked[day.day] ?? 0)
        }
        let mostPlaces = days.map(\.places).max() ?? 0
        self.init(
            days: drawn, placesLabel: words.counted("places", mostPlaces), summary: Self.summary(of: drawn, words),
            words)
    }

    /// The month that begins on a day, January with its year; nil for the other days.
    private static func name(ofMonthFrom day: Domain.Day, _ words: Wording) -> String? {
        guard day.day == 1 else { return nil }
        let name = words("strip", "month_\(day.month)")
        return day.month == 1 ? "\(name) \(day.year)" : name
    }

    private static func summary(of days: [Day], _ words: Wording) -> String {
        if let over = days.first(where: { $0.used > $0.places }) {
            return words(
                "strip", "summary_over",
                ["date": over.label, "used": words.grouped(over.used), "places": words.grouped(over.places)])
        }
        guard let fullest = days.max(by: { $0.used < $1.used }), let last = days.last else { return "" }
        return words(
            "strip", "summary_room",
            ["date": last.label, "used": words.grouped(fullest.used), "places": words.grouped(fullest.places)])
    }
}

/// A petition's wish for places beside what its premises have.
struct Outlook: Sendable {
    /// The days on which the petition asks for places.
    let forecast: [ForecastDay]
    /// The days that are drawn, without gaps.
    let days: [OccupancyDay]

    /// The first day on which there is not enough room.
    var firstOver: ForecastDay? { forecast.first(where: \.isOver) }

    var fits: Bool { firstOver == nil }

    func sentence(_ reader: Reader) -> String {
        guard let firstOver else { return reader.words("petition", "fits") }
        return reader.words("petition", "not_fits", ["date": Formats.day(firstOver.day)])
    }

    func strip(_ reader: Reader) -> OccupancyStrip {
        OccupancyStrip(
            days, asked: Dictionary(forecast.map { ($0.day, $0.asked) }, uniquingKeysWith: { first, _ in first }),
            reader)
    }
}

extension WebRoom {
    /// What a draft asks for, over the days that it asks for; for petitions that hold their places already, the coming year.
    func outlook(of petition: Petition, by caller: Caller) async throws(Refusal) -> Outlook {
        var forecast: [ForecastDay] = []
        if petition.state == .draft { forecast = try await store.petitions.forecast(of: petition.id, by: caller) }
        let today = clock.today
        let from = forecast.first?.day ?? today
        let until = forecast.last?.day.adding(days: 1) ?? today.adding(years: 1)
        let days = try await store.occupancy.days(of: petition.summary.premises, from: from, until: until, by: caller)
        return Outlook(forecast: forecast, days: days)
    }
}
