/// Occupancy day by day, drawn: the numbers of the SVG are made here, the template only places them.
struct OccupancyStrip: Sendable {
    /// One day: how many places there are and how many are used, and by what.
    struct Day: Sendable {
        /// `dd.mm.yyyy`.
        var label: String
        /// The month's short name, on the first day of a month only.
        var month: String?
        var places: Int
        var registered: Int
        var held: Int
        /// What the petition at hand asks for; 0 where no petition is meant.
        var asked = 0

        var used: Int { registered + held + asked }
    }

    /// A run of days with the same numbers: one line of the table beside the drawing.
    struct Line: Sendable {
        var from: String
        /// The last of the days; nil when it is one day.
        var until: String?
        var places: String
        var registered: String
        var held: String
        var asked: String
        var free: String
        var isOver: Bool
    }

    /// The name of a month under the drawing, `x` in per cent.
    struct Month: Sendable {
        var x: String
        var name: String
        /// Every second name is left out where there is no room.
        var isOdd: Bool
    }

    /// The drawing is `width` by 100 units; both are stretched to the page.
    let width: Int
    let registeredPath: String
    let heldPath: String
    let askedPath: String
    let overPath: String
    let placesPath: String
    /// What the places line says, in the legend.
    let placesLabel: String
    let months: [Month]
    let lines: [Line]
    let hasAsked: Bool
    let hasOver: Bool
    /// What the drawing shows, in a sentence, for readers who do not see it.
    let summary: String

    /// - Parameters:
    ///   - days: in order, without gaps.
    ///   - placesLabel: "300 places", in the legend.
    init(days: [Day], placesLabel: String, summary: String, _ words: Wording) {
        let top = max(1, days.map { max($0.places, $0.used) }.max() ?? 1)
        let scale = 88 / Double(top)
        func height(_ number: Int) -> String { Self.rounded(100 - Double(number) * scale) }
        width = max(1, days.count)
        registeredPath = Self.area(days, from: { _ in 0 }, to: \.registered, height)
        heldPath = Self.area(days, from: \.registered, to: { $0.registered + $0.held }, height)
        askedPath = Self.area(days, from: { $0.registered + $0.held }, to: \.used, height)
        overPath = Self.area(days, from: \.places, to: { max($0.places, $0.used) }, height)
        placesPath = Self.outline(days, \.places, height)
        self.placesLabel = placesLabel
        self.summary = summary
        // A name that begins at the edge would be cut.
        let named = days.indices.filter { days[$0].month != nil && (days.count - $0) * 20 >= days.count }
        months = named.enumerated().map { position, index in
            Month(
                x: Self.rounded(Double(index) * 100 / Double(max(1, days.count))), name: days[index].month ?? "",
                isOdd: position % 2 == 1)
        }
        lines = Self.lines(days, words)
        hasAsked = days.contains { $0.asked > 0 }
        hasOver = days.contains { $0.used > $0.places }
    }

    /// The region between two step functions, as a closed path; runs of equal days make one step.
    private static func area(
        _ days: [Day], from low: (Day) -> Int, to high: (Day) -> Int, _ height: (Int) -> String
    ) -> String {
        guard days.contains(where: { high($0) > low($0) }) else { return "" }
        var path = outline(days, high, height)
        path += "V\(height(days.last.map(low) ?? 0))"
        for index in days.indices.dropFirst().reversed() where low(days[index]) != low(days[index - 1]) {
            path += "H\(index)V\(height(low(days[index - 1])))"
        }
        return path + "H0Z"
    }

    private static func outline(_ days: [Day], _ value: (Day) -> Int, _ height: (Int) -> String) -> String {
        guard let first = days.first else { return "" }
        var path = "M0 \(height(value(first)))"
        for index in days.indices.dropFirst() where value(days[index]) != value(days[index - 1]) {
            path += "H\(index)V\(height(value(days[index])))"
        }
        return path + "H\(days.count)"
    }

    private static func lines(_ days: [Day], _ words: Wording) -> [Line] {
        var lines: [Line] = []
        var previous: Day?
        for day in days {
            if let last = previous, let line = lines.indices.last, last.places == day.places,
                last.registered == day.registered, last.held == day.held, last.asked == day.asked
            {
                lines[line].until = day.label
            } else {
                lines.append(
                    Line(
                        from: day.label, until: nil, places: words.grouped(day.places),
                        registered: words.grouped(day.registered), held: words.grouped(day.held),
                        asked: words.grouped(day.asked), free: words.grouped(day.places - day.used),
                        isOver: day.used > day.places))
            }
            previous = day
        }
        return lines
    }

    private static func rounded(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    static let sample = OccupancyStrip(
        days: [
            Day(label: "23.11.2026", month: "ноя", places: 60, registered: 48, held: 6, asked: 0),
            Day(label: "24.11.2026", month: "дек", places: 60, registered: 48, held: 6, asked: 10),
            Day(label: "25.11.2026", places: 60, registered: 48, held: 6, asked: 10),
        ], placesLabel: "60 мест", summary: "Мест хватает до 23.11.2026.", .sample)
}
