/// What a sheet holds and was not handed over, because its program does not show it.
public struct XLSXHidden: Hashable, Sendable {
    private static let rangesKept = 256

    /// Nothing hidden.
    public init() {}

    /// How many hidden or filtered rows have something in them.
    public internal(set) var rows = 0
    /// Their numbers; of very many pieces only the first 256.
    public internal(set) var rowRanges: [ClosedRange<Int>] = []
    /// Hidden columns, from 0, with something in them.
    public internal(set) var columns: [Int] = []
    /// How many cells of these columns have something in them.
    public internal(set) var cells = 0

    mutating func addRow(_ number: Int) {
        rows += 1
        if let last = rowRanges.last, last.upperBound + 1 == number {
            rowRanges[rowRanges.count - 1] = last.lowerBound...number
        } else if rowRanges.count < Self.rangesKept {
            rowRanges.append(number...number)
        }
    }

    mutating func addCell(_ column: Int) {
        cells += 1
        if !columns.contains(column) {
            columns.insert(column, at: columns.firstIndex { $0 > column } ?? columns.count)
        }
    }
}

/// Cells that a sheet shows as one; what it shows is the value of the first. Columns count from 0.
public struct MergedCells: Hashable, Sendable {
    /// The rows they cover.
    public let rows: ClosedRange<Int>
    /// The columns they cover.
    public let columns: ClosedRange<Int>

    /// From a reference such as `B2:D5`; nil for what is none.
    init?(_ reference: String) {
        var bounds: [(column: Int, row: Int)] = []
        for name in reference.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            let letters = name.prefix { (0x41...0x5A).contains($0 & 0xDF) && $0 >= 0x41 }
            let digits = name.dropFirst(letters.count)
            guard (1...3).contains(letters.count), (1...7).contains(digits.count),
                digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            let column = letters.reduce(0) { $0 * 26 + Int($1 & 0xDF) - 0x40 }
            bounds.append((column - 1, digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }))
        }
        guard let first = bounds.first, let last = bounds.last, bounds.count <= 2, first.row >= 1,
            first.row <= last.row, first.column <= last.column
        else { return nil }
        rows = first.row...last.row
        columns = first.column...last.column
    }
}

/// The work a reading cost so far, whatever came of it.
public struct ReadingCost: Hashable, Sendable {
    /// Bytes that parts of the workbook inflated to.
    public internal(set) var inflatedBytes = 0
    /// Rows seen, the empty ones too.
    public internal(set) var rows = 0
    /// Cells seen, the empty ones too.
    public internal(set) var cells = 0
}
