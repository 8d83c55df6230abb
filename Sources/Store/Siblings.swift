public import Domain
internal import FoundationEssentials
internal import Postgres

/// The part of a checked file that one building's petition holds.
struct FilePart {
    let petition: Int64
    let result: CheckResult
    /// Whether it holds the row of a number.
    let holds: (Int) -> Bool
}

extension Petitions {
    /// The petitions that the same file became for other buildings, as far as the caller may see them.
    public func siblings(of id: Int64, by caller: Caller) async throws(Refusal) -> [PetitionSummary] {
        try await room.transaction(as: caller, readOnly: true) { db in try db.rows(Statements.siblings, id) }
    }
}

extension Connection {
    /// The buildings of an institution.
    func buildings(of institution: Int64) throws -> BuildingBook {
        BuildingBook(try rows(Statements.buildings, institution))
    }

    /// Gives the rows of other buildings to petitions of their own, and says what each holds, the file's first petition with the rest.
    func split(
        _ petition: Int64, _ result: CheckResult, into elsewhere: [Int64: [Int]], at now: Date
    ) throws -> [FilePart] {
        var parts: [FilePart] = []
        var gone: Set<Int> = []
        for (premises, numbers) in elsewhere.sorted(by: { $0.key < $1.key }) {
            let sibling = try moveRows(numbers, of: petition, to: premises, at: now, by: nil)
            let own = Set(numbers)
            gone.formUnion(own)
            parts.append(
                FilePart(
                    petition: sibling.id,
                    result: CheckResult(
                        layout: result.layout, rows: numbers.count, blank: 0, fileErrors: sibling.fileErrors),
                    holds: { own.contains($0) }))
        }
        var rest = result
        rest.rows -= gone.count
        let others = gone
        parts.append(FilePart(petition: petition, result: rest, holds: { !others.contains($0) }))
        return parts
    }

    /// Moves repaired rows to the petitions of the premises that they belong to now, and compares them there; the sums of both are
    /// counted anew.
    ///
    /// - Returns: the petitions that got rows, with their numbers.
    func move(
        _ rows: [Int64: [Rejudging.Moving]], of petition: LockedPetition, at now: Date, by caller: Caller
    ) throws -> [Int64: [Int]] {
        var reached: [Int64: [Int]] = [:]
        for (premises, moving) in rows.sorted(by: { $0.key < $1.key }) {
            let numbers = moving.map(\.number).sorted()
            let sibling = try lock(try moveRows(numbers, of: petition.id, to: premises, at: now, by: caller).id)
            try compareAgain(
                persons: Array(Set(moving.compactMap(\.person))), rows: numbers, in: sibling, by: caller, at: now)
            reached[sibling.id] = numbers
        }
        if !rows.isEmpty {
            try run(Statements.recount, petition.id)
            try run(Statements.forecast, petition.id)
        }
        return reached
    }

    private func moveRows(
        _ numbers: [Int], of petition: Int64, to premises: Int64, at now: Date, by caller: Caller?
    ) throws -> (id: Int64, fileErrors: Int) {
        let sibling = try one(Statements.split, petition, premises, numbers, now)
        try log(
            AuditEntry(
                action: .rowsMoved, petition: sibling.id, premises: premises,
                details: ["from": "\(petition)", "rows": "\(numbers.count)"]), by: caller, at: now)
        return sibling
    }
}

private enum Statements {
    static let buildings = Statement<BuildingBook.Building>("premises/buildings") { row in
        BuildingBook.Building(
            premises: try row.decode("id"), name: try row.decode("name"), addressKK: try row.decode("address_kk"),
            addressRU: try row.decode("address_ru"))
    }
    static let siblings = Statement<PetitionSummary>("petition/siblings") { row in try PetitionSummary(row) }
    static let split = Statement<(id: Int64, fileErrors: Int)>("petition/split") { row in
        (try row.decode("sibling"), try row.decode("file_errors"))
    }
    static let recount = Statement<Void>("petition/recount")
    static let forecast = Statement<Void>("petition/forecast")
}
