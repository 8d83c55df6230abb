public import Domain
internal import Postgres

/// How the rows of one petition stand to those of another.
public struct DifferenceCounts: Hashable, Sendable {
    /// Rows that say the same.
    public let same: Int
    /// Rows of one person, or of one place, that say something else.
    public let changed: Int
    /// Rows that only this one has.
    public let new: Int
    /// Rows that only the other one has.
    public let gone: Int

    init(_ row: borrowing RowView) throws {
        same = try row.decode("rows_same")
        changed = try row.decode("rows_changed")
        new = try row.decode("rows_new")
        gone = try row.decode("rows_gone")
    }
}

/// A row in which two petitions differ.
public struct RowDifference: Sendable {
    /// The row here; nil when only the other petition has it.
    public let here: StoredRow?
    /// The row there; nil when only this petition has it.
    public let there: StoredRow?
    /// The columns that differ where both have it.
    public let columns: [Column]
}

/// Where a page of differences begins.
public struct DifferenceCursor: Hashable, Sendable {
    /// The row's number.
    public let number: Int
    /// Whether it is a row of the other petition alone.
    public let isThere: Bool

    /// Names a place.
    public init(number: Int, isThere: Bool) {
        self.number = number
        self.isThere = isThere
    }
}

extension Petitions {
    /// The rows in which two petitions differ, as they go, and how many there are of each kind.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    public func difference(
        of here: Int64, from there: Int64, after: DifferenceCursor? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> (counts: DifferenceCounts, page: Slice<RowDifference, DifferenceCursor>) {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            for id in [here, there] where try db.first(Statements.read, id) == nil { throw Refusal(.notFound) }
            let counts = try db.one(Statements.counts, here, there)
            let found = try db.rows(Statements.page, here, there, after?.number, after?.isThere, limit + 1)
            let ours = try db.numbered(found.compactMap(\.here), of: here)
            let theirs = try db.numbered(found.compactMap(\.there), of: there)
            for id in [here, there] {
                try db.log(
                    AuditEntry(action: .looksAtRow, petition: id, details: ["rows": "\(found.count)"]), by: caller,
                    at: now)
            }
            let rows = found.map { place in
                RowDifference(
                    here: place.here.flatMap { ours[$0] }, there: place.there.flatMap { theirs[$0] },
                    columns: place.columns)
            }
            let page = Slice(rows, limit: limit) {
                DifferenceCursor(number: $0.here?.number ?? $0.there?.number ?? 0, isThere: $0.here == nil)
            }
            return (counts, page)
        }
    }
}

extension Connection {
    fileprivate func numbered(_ numbers: [Int], of petition: Int64) throws -> [Int: StoredRow] {
        let rows = try rows(Statements.rowsByNumber, petition, numbers)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0) })
    }
}

private enum Statements {
    static let read = Statement<Petition>("petition/read") { row in try Petition(row) }
    static let rowsByNumber = Statement<StoredRow>("row/by_numbers") { row in try StoredRow(row) }
    static let counts = Statement<DifferenceCounts>("petition/difference_counts") { row in try DifferenceCounts(row) }
    static let page = Statement<(here: Int?, there: Int?, columns: [Column])>("petition/difference") { row in
        (
            try row.decode("here_number"), try row.decode("there_number"),
            try row.decode("columns", as: [String].self).compactMap(Column.init)
        )
    }
}
