public import Domain
public import FoundationEssentials
internal import Postgres

/// A spelling of an institution's own, and what its people said it means.
public struct RememberedValue: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// The column.
    public let column: Column
    /// The spelling in small letters.
    public let found: String
    /// What it means, in stable form.
    public let value: String
    /// Who said so.
    public let madeByName: String
    /// When.
    public let madeAt: Date
}

/// What institutions' own spellings mean, so that a mistake once mended is not asked about again.
public struct Remembered: Sendable {
    let room: Room

    /// What the caller's institution remembers.
    public func list(by caller: Caller) async throws(Refusal) -> [RememberedValue] {
        guard let institution = caller.institution else { throw Refusal(.notAllowed) }
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.rows(Statements.list, institution)
        }
    }

    /// Forgets a spelling: the next files are read without it.
    ///
    /// - Throws: `.notFound`.
    public func forget(_ id: Int64, by caller: Caller) async throws(Refusal) {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            guard try db.run(Statements.forget, id) == 1 else { throw Refusal(.notFound) }
            try db.log(AuditEntry(action: .valueForgotten, object: "\(id)"), by: caller, at: now)
        }
    }
}

extension Connection {
    /// What an institution remembers, for the judge of its rows.
    func remembered(of institution: Int64) throws -> RememberedValues {
        RememberedValues(try rows(Statements.known, institution))
    }
}

private enum Statements {
    static let known = Statement<(column: Column, key: String, value: String)>("remembered/of_institution") { row in
        (try row.decode("column_name"), try row.decode("found"), try row.decode("value"))
    }
    static let list = Statement<RememberedValue>("remembered/list") { row in
        RememberedValue(
            id: try row.decode("id"), column: try row.decode("column_name"), found: try row.decode("found"),
            value: try row.decode("value"), madeByName: try row.decode("made_by_name"),
            madeAt: try row.decode("made_at"))
    }
    static let forget = Statement<Void>("remembered/forget")
}
