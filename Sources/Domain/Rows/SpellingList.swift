/// How many letters have to be put in, left out, replaced or swapped with their neighbour to make one word from another;
/// when it is more than `limit`, any number above it.
public func editDistance(_ left: [Character], _ right: [Character], atMost limit: Int) -> Int {
    if abs(left.count - right.count) > limit { return limit + 1 }
    var older: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
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
