public import Domain
internal import Postgres

/// A row of which a marked copy of its file has something to say.
public struct MarkedRow: Sendable {
    /// Its number, as the clerk's own program shows it.
    public let number: Int
    /// What was found in it.
    public let issues: [Issue]
    /// What stands in the cells that were changed on the page since the file was read; empty where it was emptied.
    public let present: [Column: String]
}

extension Petitions {
    /// Rows with issues or with cells that were changed on the page, by number: those of all buildings that the petition's file
    /// became drafts of, since they are marked in one copy.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    public func markedRows(
        of id: Int64, after: Int = 0, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<MarkedRow, Int> {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.read, id) != nil else { throw Refusal(.notFound) }
            if after == 0 { try db.log(AuditEntry(action: .looksAtWorkbook, petition: id), by: caller, at: now) }
            let numbers = try db.rows(Statements.marked, id, after, limit + 1)
            let parts = try db.rows(Statements.parts, id)
            let issues = Dictionary(grouping: try parts.flatMap { try db.rows(Statements.issues, $0, numbers) }) {
                $0.place.row ?? 0
            }
            let repaired = Dictionary(grouping: try db.rows(Statements.repaired, id, numbers), by: \.number)
            let changed = repaired.keys.sorted()
            let rows = try parts.flatMap { try db.rows(Statements.rows, $0, changed) }
            let values = Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0.values) })
            let found = numbers.map { number in
                let columns = values[number] == nil ? [] : Set((repaired[number] ?? []).flatMap(\.columns))
                let present = columns.map { ($0, values[number]?[$0] ?? "") }
                return MarkedRow(
                    number: number, issues: issues[number] ?? [],
                    present: Dictionary(uniqueKeysWithValues: present))
            }
            return Slice(found, limit: limit, cursor: \.number)
        }
    }
}

private enum Statements {
    static let parts = Statement<Int64>("petition/parts") { row in try row.decode("part") }
    static let read = Statement<Petition>("petition/read") { row in try Petition(row) }
    static let rows = Statement<StoredRow>("row/by_numbers") { row in try StoredRow(row) }
    static let issues = Statement<Issue>("issue/of_rows") { row in try StoredIssue(row).issue }
    static let marked = Statement<Int>("row/marked") { row in try row.decode("number") }
    static let repaired = Statement<(number: Int, columns: [Column])>("row/repaired") { row in
        (try row.decode("number"), try row.decode("columns", as: [String].self).compactMap(Column.init))
    }
}
