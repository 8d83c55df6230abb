/// The rows of a draft that a file corrects, known by the hash of their cells: 12 bytes a row.
struct FormerRows {
    private let fingerprints: [Int64]
    private let numbers: [Int32]
    /// How many rows with the fingerprint that begins here were met again.
    private var met: [Int: Int] = [:]

    /// Rows in the order of their fingerprints, then of their numbers.
    init(_ rows: [(fingerprint: Int64, number: Int)]) {
        fingerprints = rows.map(\.fingerprint)
        numbers = rows.map { Int32($0.number) }
    }

    /// The number that a row with these cells had, each of them once; nil when there is no such row left.
    mutating func take(_ fingerprint: Int64) -> Int? {
        var (low, high) = (0, fingerprints.count)
        while low < high {
            let middle = (low + high) / 2
            if fingerprints[middle] < fingerprint { low = middle + 1 } else { high = middle }
        }
        guard low < fingerprints.count, fingerprints[low] == fingerprint else { return nil }
        let next = low + met[low, default: 0]
        guard next < fingerprints.count, fingerprints[next] == fingerprint else { return nil }
        met[low, default: 0] += 1
        return Int(numbers[next])
    }
}
