import Domain
import FoundationEssentials
import Testing

@Suite struct DayTests {
    @Test func `every day from 1900 to 2100 goes to its parts, its text and back`() throws {
        var day = try #require(Day(year: 1900, month: 1, day: 1))
        let last = try #require(Day(year: 2100, month: 12, day: 31))
        #expect(day.number == -25_567)
        #expect(last.number == 47_846)
        var (count, broken) = (0, 0)
        while day <= last {
            let text = day.description
            if Day(year: day.year, month: day.month, day: day.day) != day || Day(iso: text) != day { broken += 1 }
            if text.utf8.count != 10 || day.adding(days: 1).number != day.number + 1 { broken += 1 }
            count += 1
            day = day.adding(days: 1)
        }
        #expect(broken == 0)
        #expect(count == 201 * 365 + 49)
    }

    @Test func `day 0 is the first of January 1970`() throws {
        #expect(Day(number: 0).description == "1970-01-01")
        #expect(Day(number: -1).description == "1969-12-31")
        #expect(try #require(Day(year: 2000, month: 3, day: 1)).number == 11_017)
        #expect(try #require(Day(year: 1, month: 1, day: 1)).number == -719_162)
    }

    @Test(arguments: [
        "2015-02-29", "1900-02-29", "2015-00-10", "2015-13-01", "2015-04-31", "2015-01-00", "2015-1-01", "20150101",
        "2015-01-01 ", "0000-01-01", "٢٠١٥-٠١-٠١", "", "2015/01/01", "-015-01-01",
    ])
    func `a text that is no day is none`(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `leap days are in the years that have them`() {
        let leap = [1904, 1996, 2000, 2024].map { Day(year: $0, month: 2, day: 29)?.adding(days: 1).description }
        #expect(leap == ["1904-03-01", "1996-03-01", "2000-03-01", "2024-03-01"])
        #expect([1900, 2023, 2100].allSatisfy { Day(year: $0, month: 2, day: 29) == nil })
    }

    @Test func `a year more of a leap day is the 28th of February`() throws {
        let leapDay = try #require(Day(iso: "2024-02-29"))
        #expect(leapDay.adding(years: 1).description == "2025-02-28")
        #expect(leapDay.adding(years: 4).description == "2028-02-29")
        #expect(leapDay.adding(years: -1).description == "2023-02-28")
        #expect(try day("2025-02-28").adding(years: -1).description == "2024-02-28")
    }

    @Test(arguments: [
        ("2009-09-09", "2025-09-08", 15), ("2009-09-09", "2025-09-09", 16), ("2012-02-29", "2028-02-28", 15),
        ("2012-02-29", "2028-02-29", 16), ("2012-02-29", "2030-02-28", 17), ("2012-02-29", "2030-03-01", 18),
        ("2000-01-01", "2000-01-01", 0), ("2000-01-01", "1999-12-31", -1),
    ])
    func `an age grows on the birthday, and of leap day children on the first of March`(
        _ birth: String, _ on: String, _ age: Int
    ) throws {
        #expect(try day(birth).years(until: day(on)) == age)
    }

    @Test func `days between and order agree`() throws {
        #expect(try day("2024-02-28").days(until: day("2024-03-01")) == 2)
        #expect(try day("2024-02-28") < day("2024-03-01"))
    }

    @Test func `JSON has days as texts and takes no others`() throws {
        let written = try JSONEncoder().encode([day("2024-02-29")])
        #expect(String(decoding: written, as: UTF8.self) == #"["2024-02-29"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: written) == [day("2024-02-29")])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2023-02-29"]"#.utf8))
        }
    }
}

@Suite struct ClockTests {
    /// 2024-02-29 18:00 UTC: the change from UTC+6 to UTC+5.
    private static let change: Double = 1_709_229_600

    @Test(arguments: [
        // 2023-06-30 17:59:59 and 18:00:00 UTC: midnight at UTC+6
        (1_688_147_999.0, "2023-06-30"), (1_688_148_000.0, "2023-07-01"),
        (change - 1, "2024-02-29"), (change, "2024-02-29"), (change + 3_599, "2024-02-29"),
        (change + 3_600, "2024-03-01"),
        // 2025-09-24 18:59:59.999 and 19:00:00 UTC: midnight at UTC+5
        (1_758_740_399.999, "2025-09-24"), (1_758_740_400.0, "2025-09-25"),
        (0, "1970-01-01"), (-21_601, "1969-12-31"), (-21_600, "1970-01-01"),
    ])
    func `the day turns at midnight in Almaty`(_ seconds: Double, _ expected: String) {
        #expect(Clock.fixed(Date(timeIntervalSince1970: seconds)).today.description == expected)
    }

    @Test func `a day begins at its start and not before`() throws {
        for text in ["2023-07-01", "2024-02-29", "2024-03-01", "2024-03-02", "2025-09-25"] {
            let start = try day(text).start
            #expect(Day(at: start).description == text)
            #expect(try Day(at: start.addingTimeInterval(-1)) == day(text).adding(days: -1))
        }
    }

    @Test func `a clock fixed on a day shows that day`() throws {
        #expect(try Clock.fixed(day("2025-09-25")).today == day("2025-09-25"))
    }
}
