/// Compares a list of everybody who lives at premises with the register, row by row: what has to be filed so that the register says
/// the same as the list.
public struct RosterPlan: Sendable {
    /// What a row of the list comes to.
    public enum Verdict: Hashable, Sendable {
        /// The row is filed as it is.
        case filed
        /// The person's stay is to be longer.
        case extended([Difference])
        /// Nothing is to be filed.
        case settled([Difference])
    }

    /// What the list and the register say differently of a person.
    public struct Difference: Hashable, Sendable {
        /// The column.
        public let column: Column
        /// What the list says.
        public let listed: String
        /// What the register says.
        public let registered: String
    }

    /// What was found so far.
    public private(set) var sums = RosterSums()

    private let register: [RegisteredPerson]
    private var isListed: [Bool]
    private var namesUnread: Set<String> = []

    /// A plan against the register of the premises on the petition's date, one entry a person.
    public init(register: [RegisteredPerson]) {
        self.register = register.sorted { $0.iin.number < $1.iin.number }
        isListed = Array(repeating: false, count: register.count)
        sums.registered = register.count
    }

    /// Takes the next row, judged as it is written, and says what it comes to.
    public mutating func take(_ row: JudgedRow) -> Verdict {
        sums.listed += 1
        guard let iin = row.reading.iin else {
            namesUnread.insert(Self.name(row.text[.surname], row.text[.givenName]))
            sums.unread += 1
            return .filed
        }
        let place = place(of: iin)
        if let place, !isListed[place] {
            isListed[place] = true
            sums.found += 1
        }
        if row.text[.action] != nil {
            sums.asked += 1
            return .filed
        }
        guard let place else {
            sums.arriving += 1
            return .filed
        }
        return verdict(row, register[place])
    }

    /// Takes a row of another building, which this comparison says nothing of.
    public mutating func leaveOut() {
        sums.listed += 1
        sums.elsewhere += 1
    }

    /// Ends the list: the persons who are registered and not on it.
    public mutating func leaving() -> [RegisteredPerson] {
        var leaving: [RegisteredPerson] = []
        for (place, person) in register.enumerated() where !isListed[place] {
            if namesUnread.contains(Self.name(person.surname, person.givenName)) {
                sums.unsure += 1
            } else {
                leaving.append(person)
            }
        }
        sums.leaving = leaving.count
        return leaving
    }

    private mutating func verdict(_ row: JudgedRow, _ person: RegisteredPerson) -> Verdict {
        let differences = Self.differences(row, person)
        if person.stay == .temporary {
            if row.text[.stay] != nil, row.reading.stay == .permanent {
                sums.arriving += 1
                return .filed
            }
            if Self.endsLater(row, than: person) {
                sums.extending += 1
                return .extended(differences)
            }
        }
        if differences.isEmpty { sums.unchanged += 1 } else { sums.differing += 1 }
        return .settled(differences)
    }

    /// A day that could not be read is not taken for the registered one: as an extension its row says so.
    private static func endsLater(_ row: JudgedRow, than person: RegisteredPerson) -> Bool {
        guard let until = row.reading.until else { return row.text[.until] != nil }
        return person.until.map { until > $0 } ?? false
    }

    private static func differences(_ row: JudgedRow, _ person: RegisteredPerson) -> [Difference] {
        let names: [(Column, String)] = [
            (.surname, person.surname), (.givenName, person.givenName), (.patronymic, person.patronymic ?? ""),
        ]
        var differences: [Difference] = []
        for (column, registered) in names {
            guard let listed = row.text[column], Skeleton.of(listed) != Skeleton.of(registered) else { continue }
            differences.append(Difference(column: column, listed: listed, registered: registered))
        }
        if row.text[.birthDate] != nil, let listed = row.reading.birthDate, listed != person.birthDate {
            differences.append(
                Difference(column: .birthDate, listed: "\(listed)", registered: "\(person.birthDate)"))
        }
        return differences
    }

    private static func name(_ surname: String?, _ givenName: String?) -> String {
        Skeleton.of(surname ?? "") + " " + Skeleton.of(givenName ?? "")
    }

    private func place(of iin: IIN) -> Int? {
        var (low, high) = (0, register.count)
        while low < high {
            let middle = (low + high) / 2
            if register[middle].iin.number < iin.number { low = middle + 1 } else { high = middle }
        }
        return low < register.count && register[low].iin == iin ? low : nil
    }
}
