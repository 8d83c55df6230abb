/// A set of columns in one machine word: a row needs several, and a million rows must not allocate for them.
struct ColumnSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    init() {}

    init(arrayLiteral columns: Column...) {
        for column in columns { insert(column) }
    }

    var isEmpty: Bool { bits == 0 }

    @inline(__always)
    func contains(_ column: Column) -> Bool { bits & (1 << UInt32(column.index)) != 0 }

    @inline(__always)
    mutating func insert(_ column: Column) { bits |= 1 << UInt32(column.index) }

    mutating func remove(_ column: Column) { bits &= ~(1 << UInt32(column.index)) }

    /// The columns in the order of the design.
    var columns: [Column] { isEmpty ? [] : Column.allCases.filter(contains) }
}
