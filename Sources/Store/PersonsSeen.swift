internal import Domain

/// The persons of a petition, gathered while its rows go by (16 bytes a row), so that only rows which other rows or the
/// register may say something of are compared.
struct PersonsSeen {
    private var sightings: [Sighting] = []
    private var known: [IIN] = []
    private var always: [Int] = []
    private var asked = 0

    private struct Sighting {
        let iin: IIN
        let row: Int32
    }

    mutating func add(_ row: JudgedRow) {
        guard let iin = row.reading.iin else { return }
        sightings.append(Sighting(iin: iin, row: Int32(row.text.number)))
        // that the register does not know somebody is what must be said of these
        if row.reading.action == .depart || row.reading.action == .extend { always.append(row.text.number) }
    }

    /// The persons seen since the last time, in the order of their IINs.
    mutating func takeNew() -> [IIN] {
        defer { asked = sightings.count }
        return sightings[asked...].map(\.iin).sorted { $0.number < $1.number }
    }

    mutating func add(known persons: [IIN]) { known += persons }

    mutating func removeAll() { self = PersonsSeen() }

    /// The rows to compare, with all rows of each person among them.
    func rowsToCompare() -> [Int] {
        let known = Set(known)
        let sorted = sightings.sorted { ($0.iin.number, $0.row) < ($1.iin.number, $1.row) }
        var rows = Set(always)
        for (index, seen) in sorted.enumerated() {
            let isTwin =
                index > 0 && sorted[index - 1].iin == seen.iin
                || index + 1 < sorted.count && sorted[index + 1].iin == seen.iin
            if isTwin || known.contains(seen.iin) { rows.insert(Int(seen.row)) }
        }
        return rows.sorted()
    }
}
