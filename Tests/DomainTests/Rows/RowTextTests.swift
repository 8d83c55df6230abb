import Domain
import Testing

@Suite struct RowTextTests {
    @Test func `a column's index is its place among all columns`() {
        #expect(Column.allCases.map(\.index) == Array(Column.allCases.indices))
    }

    @Test(arguments: [" a ", "\ta\n", "\u{A0}a\u{A0} ", "\u{FEFF}a", "a\u{200B}", "\u{202F}a\u{202F}", "\r\na"])
    func `blanks around a cell are no part of it`(_ text: String) {
        #expect(RowText(number: 2, cells: [.note: text])[.note] == "a")
    }

    @Test(arguments: ["à", "р", "→", "a\u{A0}b", "😀", "\u{2010}", "нⷠ"])
    func `letters that end like blanks stay`(_ text: String) {
        #expect(RowText(number: 2, cells: [.note: text])[.note] == text)
    }

    @Test func `a row of blanks is blank until something is in it`() {
        var row = RowText(number: 2, cells: [.note: "  ", .iin: "\u{A0}"])
        #expect(row.isBlank)
        row[.room] = "1"
        #expect(!row.isBlank)
        var broken = RowText(number: 3)
        broken.errors = [.iin]
        #expect(!broken.isBlank)
    }
}
