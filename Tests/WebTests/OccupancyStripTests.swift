import Testing

@testable import Web

@Suite struct OccupancyStripDrawing {
    private func day(_ label: String, places: Int = 100, registered: Int, held: Int = 0, asked: Int = 0)
        -> OccupancyStrip.Day
    {
        OccupancyStrip.Day(
            label: label, month: nil, places: places, registered: registered, held: held, asked: asked)
    }

    private func strip(_ days: [OccupancyStrip.Day]) -> OccupancyStrip {
        OccupancyStrip(days: days, placesLabel: "", summary: "", .sample)
    }

    @Test func `layers lie on one another, step where a number changes, and close`() {
        let strip = strip([day("1", registered: 50, held: 25), day("2", registered: 50, held: 50)])
        #expect(strip.registeredPath == "M0 56H2V100H0Z")
        #expect(strip.heldPath == "M0 34H1V12H2V56H0Z")
        #expect(strip.placesPath == "M0 12H2")
        #expect(strip.askedPath == "" && strip.overPath == "" && !strip.hasOver && !strip.hasAsked)
    }

    @Test func `what is over the places is drawn from the places line up`() {
        let strip = strip([day("1", registered: 100), day("2", registered: 100, asked: 100)])
        #expect(strip.hasOver && strip.hasAsked)
        #expect(strip.overPath == "M0 56H1V12H2V56H0Z")
    }

    @Test func `the table joins days with the same numbers and says what is free, below nothing too`() {
        let strip = strip([
            day("1", registered: 90), day("2", registered: 90), day("3", registered: 120), day("4", registered: 90),
        ])
        #expect(strip.lines.map(\.from) == ["1", "3", "4"])
        #expect(strip.lines.map(\.until) == ["2", nil, nil])
        #expect(strip.lines.map(\.free) == ["10", "−20", "10"])
        #expect(strip.lines.map(\.isOver) == [false, true, false])
    }

    @Test func `no days draw nothing`() {
        let strip = strip([])
        #expect(strip.placesPath == "" && strip.registeredPath == "" && strip.lines.isEmpty)
    }
}
