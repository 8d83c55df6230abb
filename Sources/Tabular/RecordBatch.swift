/// Records kept one after another in one buffer, to be handed to another thread: a record by itself would cost two allocations.
public struct RecordBatch: Sendable {
    private struct Head {
        let number: Int
        let bytesEnd: Int
        let endsEnd: Int
    }

    /// Records of so many bytes find room at once.
    private static let usualBytes = 384

    private var heads: [Head] = []
    private var bytes: [UInt8] = []
    /// Where each cell ends, counted from its record's first byte.
    private var ends: [Int] = []
    /// Records that have more to them than cells, by their place.
    private var others: [Int: Record] = [:]

    /// A batch without records, with room for so many usual ones.
    public init(room: Int) {
        heads.reserveCapacity(room)
        bytes.reserveCapacity(room * Self.usualBytes)
        ends.reserveCapacity(room * 32)
    }

    /// The number of records.
    public var count: Int { heads.count }

    /// Adds a copy of a record.
    public mutating func append(_ record: Record) {
        if !record.errors.isEmpty || !record.uncomputed.isEmpty || record.isHidden || record.hiddenBefore > 0 {
            others[heads.count] = record
        } else {
            bytes.append(contentsOf: record.bytes)
            ends.append(contentsOf: record.ends)
        }
        heads.append(Head(number: record.number, bytesEnd: bytes.count, endsEnd: ends.count))
    }

    /// Hands over each record in order; looking at it copies nothing, storing it keeps it.
    public func forEach(_ each: (Record) -> Void) {
        var record = Record()
        var (byte, end) = (0, 0)
        for (index, head) in heads.enumerated() {
            if let other = others[index] {
                each(other)
            } else {
                record.clear()
                record.number = head.number
                record.bytes.append(contentsOf: bytes[byte..<head.bytesEnd])
                record.ends.append(contentsOf: ends[end..<head.endsEnd])
                each(record)
            }
            (byte, end) = (head.bytesEnd, head.endsEnd)
        }
    }
}
