public import Domain
internal import Postgres

extension Register {
    /// So many residents are handed out with one look.
    public static let residentsAtOnce = 1_000

    /// The institution's own people at its premises today, in the order of their IINs; each look is logged.
    ///
    /// - Parameters:
    ///   - stay: only those with such a registration.
    ///   - after: the last person of the look before.
    /// - Throws: `.notFound` for premises of others, whoever may see them.
    public func residents(
        at premises: Int64, stay: Stay? = nil, after: IIN? = nil, by caller: Caller
    ) async throws(Refusal) -> [RegisteredPerson] {
        guard caller.may(.seeRegister), caller.role.isInstitutions else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.institution, premises, today) == caller.institution else {
                throw Refusal(.notFound)
            }
            let found = try db.rows(Statements.residents, premises, today, stay, after, Self.residentsAtOnce)
            try db.log(
                AuditEntry(
                    action: .looksAtRegister, premises: premises,
                    details: ["by": "template", "found": "\(found.count)"]), by: caller, at: now)
            return found
        }
    }
}

private enum Statements {
    static let institution = Statement<Int64>("premises/read") { row in try row.decode("institution_id") }
    static let residents = Statement<RegisteredPerson>("registration/residents") { row in try RegisteredPerson(row) }
}

extension RegisteredPerson {
    init(_ row: borrowing RowView) throws {
        self.init(
            iin: try row.decode("iin"), surname: try row.decode("surname"), givenName: try row.decode("given_name"),
            patronymic: try row.decode("patronymic"), birthDate: try row.decode("birth_date"),
            stay: try row.decode("stay"), from: try row.decode("from_day"), until: try row.decode("until_day"))
    }
}
