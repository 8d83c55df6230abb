import Domain
import FoundationEssentials
import Testing

@testable import Texts

@Suite struct FormatsTests {
    @Test func `days are written as the country writes them`() throws {
        let day = try #require(Day(year: 2026, month: 3, day: 1))
        #expect(Formats.day(day) == "01.03.2026")
        #expect(Formats.day(day, spelledOutIn: .kk) == "2026\u{00A0}жылғы 1\u{00A0}наурыз")
        #expect(Formats.day(day, spelledOutIn: .ru) == "1\u{00A0}марта 2026\u{00A0}г.")
        #expect(Formats.day(day, spelledOutIn: .en) == "1\u{00A0}March 2026")
    }

    @Test(arguments: [
        (1_767_225_599.0, "01.01.2026 04:59"), (1_709_229_599, "29.02.2024 23:59"), (1_709_229_600, "29.02.2024 23:00"),
        (1_709_233_200, "01.03.2024 00:00"), (1_700_000_000, "15.11.2023 04:13"),
    ])
    func `times are those of the clocks of Almaty`(seconds: Double, written: String) {
        #expect(Formats.moment(Date(timeIntervalSince1970: seconds)) == written)
    }

    @Test func `numbers have their thousands apart`() {
        #expect(Formats.integer(1_234_567, in: .ru) == "1\u{00A0}234\u{00A0}567")
        #expect(Formats.integer(1_297, in: .kk) == "1\u{00A0}297")
        #expect(Formats.integer(-1_297, in: .en) == "−1,297")
        #expect(Formats.integer(999, in: .en) == "999")
        #expect(Formats.integer(1_000_000, in: .en) == "1,000,000")
        #expect(Formats.integer(Int.min, in: .en) == "−9,223,372,036,854,775,808")
    }

    @Test func `sizes and sums have their units`() {
        #expect(Formats.bytes(512 << 20, in: .ru) == "512\u{00A0}МБ")
        #expect(Formats.bytes(1_023, in: .en) == "1,023\u{00A0}bytes")
        #expect(Formats.money("226.90", in: .kk) == "226,90\u{00A0}₸")
        #expect(Formats.money("4325.00", in: .en) == "4,325.00\u{00A0}₸")
        #expect(Formats.money("free", in: .en) == "free")
    }
}
