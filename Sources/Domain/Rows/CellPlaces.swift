/// Where the cells of one row lie in its bytes, by column; empty for a cell that is not there.
public struct CellPlaces: Hashable, Sendable {
    /// Both ends of each range, the lower one in the upper half.
    @usableFromInline var ends: [UInt64]

    /// No cell anywhere.
    public init() { ends = Array(repeating: 0, count: Column.count) }

    /// The places that `fill` names.
    @inlinable public init(_ fill: ((Column, Range<Int>) -> Void) -> Void) {
        ends = Array(unsafeUninitializedCapacity: Column.count) { ends, count in
            ends.initialize(repeating: 0)
            fill { column, range in ends[column.index] = CellPlaces.ends(range) }
            count = Column.count
        }
    }

    /// The place of a column's cell.
    @inlinable public subscript(column: Column) -> Range<Int> {
        get { CellPlaces.range(ends[column.index]) }
        set { ends[column.index] = CellPlaces.ends(newValue) }
    }

    /// Whether something holds for the places of all cells.
    func allSatisfy(_ isTrue: (Range<Int>) -> Bool) -> Bool {
        for both in ends where !isTrue(CellPlaces.range(both)) { return false }
        return true
    }

    @inlinable static func ends(_ range: Range<Int>) -> UInt64 {
        UInt64(range.lowerBound) << 32 | UInt64(range.upperBound)
    }

    @inlinable static func range(_ both: UInt64) -> Range<Int> {
        Range(uncheckedBounds: (Int(both >> 32), Int(both & 0xFFFF_FFFF)))
    }
}
