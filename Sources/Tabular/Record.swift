/// One record of a table: the bytes of its cells one after another, and where each ends.
///
/// The readers reuse one record; storing it keeps it (it is a value), looking at it inside the closure copies nothing.
public struct Record: Sendable {
    /// The number people see beside it. CSV: records from 1, blank ones counted; XLSX: the sheet's own row number.
    public internal(set) var number = 0
    /// UTF-8 of all cells, unquoted, trimmed of nothing.
    public internal(set) var bytes: [UInt8] = []
    /// The end offset in `bytes` of each cell.
    public internal(set) var ends: [Int] = []
    /// XLSX: columns whose cell holds an error value such as `#N/A` (which is then its text).
    public internal(set) var errors: [Int] = []
    /// XLSX: columns with a formula whose result the file does not hold.
    public internal(set) var uncomputed: [Int] = []
    /// XLSX: the row is hidden or filtered out; such rows are handed over to who asks for them only.
    public internal(set) var isHidden = false
    /// XLSX: rows with something in them between the record before and this one that were left out as hidden.
    public internal(set) var hiddenBefore = 0

    init() {}

    /// The number of cells.
    public var count: Int { ends.count }

    /// No cell holds anything but ASCII white space.
    public var isBlank: Bool {
        bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } && uncomputed.isEmpty
    }

    /// Where in `bytes` the cell of a column (from 0) lies; an empty range past the last cell.
    @inlinable public func range(_ column: Int) -> Range<Int> {
        guard ends.indices.contains(column) else { return bytes.count..<bytes.count }
        return (column == 0 ? 0 : ends[column - 1])..<ends[column]
    }

    /// The text of a column (from 0); empty past the last cell.
    public func text(_ column: Int) -> String {
        String(decoding: bytes[range(column)], as: UTF8.self)
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        // emptying what is empty already would make a new array of each
        if !errors.isEmpty { errors.removeAll(keepingCapacity: true) }
        if !uncomputed.isEmpty { uncomputed.removeAll(keepingCapacity: true) }
        isHidden = false
        hiddenBefore = 0
    }
}
