public import Domain
internal import FoundationEssentials
internal import Postgres

extension Checks {
    /// Everybody who is registered at a petition's premises on its date: what a list of those who live there is compared with.
    public func residents(for subject: CheckSubject) async throws(Refusal) -> [RegisteredPerson] {
        let (premises, day) = (subject.premises, subject.terms.dated)
        return try await room.work { db in
            try db.rows(Statements.residents, premises, day, Stay?.none, IIN?.none, Int?.none)
        }
    }
}

/// The sums of a roster as jsonb.
struct RosterValue: Bindable, Readable {
    let sums: RosterSums

    init(_ sums: RosterSums) { self.sums = sums }

    init?(cell: borrowing Cell) {
        guard let sums = try? JSONDecoder().decode(RosterSums.self, from: Data(cell.text.utf8)) else { return nil }
        self.sums = sums
    }

    var bind: Bind {
        let json = (try? JSONEncoder().encode(sums)).map { String(decoding: $0, as: UTF8.self) }
        return .text(json ?? "null")
    }
}

private enum Statements {
    static let residents = Statement<RegisteredPerson>("registration/residents") { row in try RegisteredPerson(row) }
}
