/// The columns that keys of objects stand for.
struct JSONKeys: Sendable {
    private(set) var names: [String] = []
    private var spellings: [[UInt8]] = []
    private var indexes: [[UInt8]: Int] = [:]

    init(_ given: [String]) {
        for key in given { _ = index(of: Array(key.utf8)[...], limit: .max, expected: 0) }
    }

    /// The column of a key; nil when it is new and there are as many columns as there may be. Objects repeat the order
    /// of their keys, so the column behind the last one is looked at first.
    mutating func index(of key: ArraySlice<UInt8>, limit: Int, expected: Int) -> Int? {
        if expected < spellings.count, spellings[expected].elementsEqual(key) { return expected }
        let spelling = Array(key)
        if let known = indexes[spelling] { return known }
        guard names.count < limit else { return nil }
        indexes[spelling] = names.count
        spellings.append(spelling)
        names.append(String(decoding: spelling, as: UTF8.self))
        return names.count - 1
    }
}
