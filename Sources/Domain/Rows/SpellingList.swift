/// Spellings and what they mean, to find the one that a slip of the pen was made in.
public struct SpellingList: Hashable, Sendable {
    private struct Spelling: Hashable, Sendable {
        let letters: [Unicode.Scalar]
        /// Which letters it has, one bit each: words with other letters are told apart without a look at their order.
        let mask: UInt64
        let value: String

        init(_ text: String, _ value: String) {
            letters = Array(text.unicodeScalars)
            mask = letters.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
            self.value = value
        }
    }

    private let spellings: [Spelling]

    /// Makes a list from spellings, each with its meaning; they are compared letter by letter, so fold them first.
    public init(_ meanings: [String: String]) {
        spellings = meanings.sorted { $0.key < $1.key }.map { Spelling($0.key, $0.value) }
    }

    /// The meaning whose spelling is nearest to a text, one slip in four letters and two at most; nil when none is near
    /// enough, or several are.
    public func nearest(to text: String) -> String? {
        let wanted = Spelling(text, "")
        let limit = min(2, wanted.letters.count / 4)
        guard limit > 0 else { return nil }
        var best = (distance: limit + 1, values: Set<String>())
        for spelling in spellings {
            // A slip changes two letters of a word at most.
            if (spelling.mask ^ wanted.mask).nonzeroBitCount > 2 * limit { continue }
            let distance = SpellingList.distance(wanted.letters, spelling.letters, atMost: limit)
            if distance < best.distance {
                best = (distance, [spelling.value])
            } else if distance == best.distance, distance <= limit {
                best.values.insert(spelling.value)
            }
        }
        return best.values.count == 1 ? best.values.first : nil
    }

    /// How many letters have to be put in, left out, replaced or swapped with their neighbour to make one word from
    /// another; when it is more than `limit`, any number above it.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int {
        if abs(left.count - right.count) > limit { return limit + 1 }
        var older: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1], current[column]) + 1
                cost = min(cost, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], other == left[row - 1] {
                    cost = min(cost, older[column - 1] + 1)
                }
                current.append(cost)
            }
            (older, last) = (last, current)
        }
        return last[right.count]
    }
}
