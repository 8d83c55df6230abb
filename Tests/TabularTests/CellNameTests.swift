import Tabular
import Testing

@Suite struct CellNameTests {
    @Test(arguments: [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func `a column has its letters`(column: Int, letters: String) {
        #expect(columnName(column) == letters)
        #expect(cellName(column: column, row: 8) == letters + "8")
    }
}
