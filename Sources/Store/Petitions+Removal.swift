public import Domain
internal import Postgres

/// Which rows of a draft are meant.
public enum RowChoice: Hashable, Sendable {
    /// These.
    case numbers([Int])
    /// All that stand so.
    case state(RowState)
}

extension Petitions {
    /// Takes rows out of a draft and compares those that are left anew.
    ///
    /// - Returns: how many were taken out.
    /// - Throws: `.notFound` when one of the numbers is no row, or no row stands so; `.stateForbids`, `.versionStale`.
    @discardableResult
    public func remove(_ id: Int64, _ choice: RowChoice, version: Int?, by caller: Caller) async throws(Refusal) -> Int
    {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            let removed: [(number: Int, iin: IIN?)]
            switch choice {
            case .numbers(let numbers):
                let wanted = Set(numbers)
                removed = try db.rows(Statements.remove, id, wanted.sorted(), RowState?.none)
                if removed.count != wanted.count { throw Refusal(.notFound) }
            case .state(let state): removed = try db.rows(Statements.remove, id, [Int](), state)
            }
            if removed.isEmpty { throw Refusal(.notFound) }
            let numbers = removed.map(\.number).sorted()
            try db.run(Statements.clearIssues, id, numbers)
            try db.run(Statements.forgetRepairs, id, numbers)
            try db.removeScans(ofRows: numbers, in: id)
            try db.compareAgain(persons: Array(Set(removed.compactMap(\.iin))), in: petition, by: caller, at: now)
            try db.log(
                AuditEntry(
                    action: .rowRemoved, petition: id, object: numbers.count == 1 ? "\(numbers[0])" : nil,
                    details: ["rows": "\(numbers.count)"]), by: caller, at: now)
            return numbers.count
        }
    }
}

private enum Statements {
    static let remove = Statement<(number: Int, iin: IIN?)>("row/remove") { row in
        (try row.decode("number"), try row.decode("iin"))
    }
    static let clearIssues = Statement<Void>("issue/clear_rows")
    static let forgetRepairs = Statement<Void>("repair/forget_rows")
}
