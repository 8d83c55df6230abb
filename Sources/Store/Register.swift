public import Domain
public import FoundationEssentials
internal import Postgres

/// A registration as it is known now.
public struct Registration: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// The person.
    public let iin: IIN
    /// Their surname.
    public let surname: String
    /// Their given name.
    public let givenName: String
    /// Their patronymic.
    public let patronymic: String?
    /// Their birth date.
    public let birthDate: Day
    /// Permanent or temporary.
    public let stay: Stay
    /// Since when.
    public let from: Day
    /// Until when; nil is an open end.
    public let until: Day?
    /// Where.
    public let premises: Int64
    /// The premises' name.
    public let premisesName: String
    /// The petition that made it so.
    public let petition: Int64?
    /// The institution's own number of that petition; nil for who may not see it.
    public let petitionNumber: String?
    /// When this became known.
    public let knownFrom: Date

    /// Surname, given name and patronymic.
    public var fullName: String {
        [surname, givenName, patronymic].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Who is registered where; every look is logged.
public struct Register: Sendable {
    let room: Room

    /// Registrations of a person, or at premises on a day, as far as the caller may see them.
    ///
    /// - Throws: `.notAllowed`; `.notFound` for premises that the caller may not see, of which "nobody" would be no answer.
    public func search(
        iin: IIN? = nil, premises: Int64? = nil, on day: Day? = nil, after: Int64? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<Registration, Int64> {
        guard caller.may(.seeRegister) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { db in
            if let premises, try db.first(Statements.premises, premises, today) == nil { throw Refusal(.notFound) }
            let found = try db.rows(Statements.page, iin, premises, day, after, limit + 1)
            let page = Slice(found, limit: limit, cursor: \.id)
            // the registrations tell who was looked at, without their IIN in the log
            try db.log(
                AuditEntry(
                    action: .looksAtRegister, premises: premises,
                    details: [
                        "by": iin == nil ? "premises" : "person", "found": "\(page.elements.count)",
                        "registrations": AuditEntry.list(page.elements.map { Int($0.id) }),
                    ]), by: caller, at: now)
            return page
        }
    }

    /// How many persons are registered at premises on a day.
    public func count(at premises: Int64, on day: Day, by caller: Caller) async throws(Refusal) -> Int {
        try await room.transaction(as: caller, readOnly: true) { db in try db.one(Statements.count, premises, day) }
    }
}

private enum Statements {
    static let page = Statement<Registration>("registration/page") { row in
        Registration(
            id: try row.decode("id"), iin: try row.decode("iin"), surname: try row.decode("surname"),
            givenName: try row.decode("given_name"), patronymic: try row.decode("patronymic"),
            birthDate: try row.decode("birth_date"), stay: try row.decode("stay"), from: try row.decode("from_day"),
            until: try row.decode("until_day"), premises: try row.decode("premises_id"),
            premisesName: try row.decode("premises_name"), petition: try row.decode("petition_id"),
            petitionNumber: try row.decode("petition_number"),
            knownFrom: try row.decode("known_from"))
    }
    static let premises = Statement<Int64>("premises/read") { row in try row.decode("id") }
    static let count = Statement<Int>("registration/count_on") { row in try row.decode("persons") }
}
