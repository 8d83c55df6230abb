public import Domain
public import FoundationEssentials
internal import Postgres

/// What the log says was done; looks at personal data start with `look.`.
public enum AuditAction: String, CaseIterable, Hashable, Sendable {
    case petitionUploaded = "petition.uploaded"
    case petitionChecked = "petition.checked"
    case petitionReread = "petition.reread"
    case headerForgotten = "header.forgotten"
    case petitionCorrected = "petition.corrected"
    case petitionReplaced = "petition.replaced"
    case rowRepaired = "row.repaired"
    case repairUndone = "repair.undone"
    case rowRemoved = "row.removed"
    case valueForgotten = "value.forgotten"
    case attachmentAdded = "attachment.added"
    case attachmentRemoved = "attachment.removed"
    case petitionRejudged = "petition.rejudged"
    case petitionSubmitted = "petition.submitted"
    case petitionWithdrawn = "petition.withdrawn"
    case petitionExpired = "petition.expired"
    case petitionClaimed = "petition.claimed"
    case petitionReleased = "petition.released"
    case decisionProposed = "decision.proposed"
    case decisionTakenBack = "decision.taken_back"
    case petitionDecided = "petition.decided"
    case childMade = "petition.child_made"
    case rowsMoved = "petition.rows_moved"
    case institutionAdded = "institution.added"
    case authorityAdded = "authority.added"
    case contactSet = "authority.contact_set"
    case premisesAdded = "premises.added"
    case daysAdded = "premises.days_added"
    case placesSet = "premises.places_set"
    case policyKept = "policy.kept"
    case policyChosen = "policy.chosen"
    case accountAdded = "account.added"
    case passwordSet = "account.password_set"
    case tokenIssued = "account.token_issued"
    case tokensRevoked = "account.tokens_revoked"
    case accountClosed = "account.closed"
    case accountOpened = "account.opened"
    case signedIn = "session.signed_in"
    case signedOut = "session.signed_out"
    case looksAtFile = "look.file"
    case looksAtRow = "look.row"
    case looksAtIssues = "look.issues"
    case looksElsewhere = "look.elsewhere"
    case looksAtWorkbook = "look.workbook"
    case looksAtAttachment = "look.attachment"
    case looksAtRegister = "look.register"
}

/// One line of the log, written in the transaction of what it tells.
struct AuditEntry {
    var action: AuditAction
    var petition: Int64?
    var premises: Int64?
    var object: String?
    var details: [String: String] = [:]
}

extension AuditEntry {
    /// Numbers as the log keeps them, so that who looked at somebody can be found: `2-51, 60`.
    static func list(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, number <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...max(last.upperBound, number)
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }
}

extension Connection {
    /// Adds a line to the log.
    func log(_ entry: AuditEntry, by caller: Caller?, at now: Date) throws {
        try run(
            Statements.add, now, caller?.account, caller?.role, caller?.institution, caller?.authority, entry.action,
            entry.petition, entry.premises, entry.object, Texts(entry.details))
    }
}

/// A line of the log, as those read it who may.
public struct AuditLine: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// When it was done.
    public let at: Date
    /// What was done: the raw value of an `AuditAction`, also of one that is no longer written.
    public let action: String
    /// In which role.
    public let role: Role?
    /// Who did it; nil when the service itself.
    public let name: String?
    /// The petition it was done to.
    public let petition: Int64?
    /// The institution's own number of that petition.
    public let petitionNumber: String?
    /// The institution it belongs to.
    public let institution: Int64?
    /// The name of that institution.
    public let institutionName: Name?
    /// The name of the premises it was done to.
    public let premisesName: String?
    /// What in the petition or outside of it: a row, an account.
    public let object: String?
    /// Numbers and names of columns that belong to it; never personal data.
    public let details: [String: String]

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        at = try row.decode("at")
        action = try row.decode("action")
        role = try row.decode("role")
        name = try row.decode("name")
        petition = try row.decode("petition_id")
        petitionNumber = try row.decode("petition_number")
        institution = try row.decode("institution_id")
        institutionName = try row.decode("institution_kk", as: String?.self).map { kk in
            try Name(kk: kk, ru: row.decode("institution_ru"), en: row.decode("institution_en"))
        }
        premisesName = try row.decode("premises_name")
        object = try row.decode("object")
        details = try row.decode("details", as: Texts.self).values
    }
}

/// The log, for those who may read it.
public struct AuditLog: Sendable {
    let room: Room

    /// Which lines are read.
    public struct Filter: Hashable, Sendable {
        /// Of one petition.
        public var petition: Int64?
        /// Of one institution.
        public var institution: Int64?
        /// Of one act.
        public var action: AuditAction?
        /// Of one day.
        public var day: Day?

        /// Makes a filter.
        public init(
            petition: Int64? = nil, institution: Int64? = nil, action: AuditAction? = nil, day: Day? = nil
        ) {
            self.petition = petition
            self.institution = institution
            self.action = action
            self.day = day
        }
    }

    /// Lines of the log, newest first: an auditor's are all, a head's those of the institution.
    public func lines(
        _ filter: Filter, after: Int64? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<AuditLine, Int64> {
        guard caller.may(.seeLog) else { throw Refusal(.notAllowed) }
        return try await room.transaction(as: caller, readOnly: true) { db in
            let found = try db.rows(
                Statements.page, filter.petition, filter.institution, filter.action, filter.day, after, limit + 1)
            return Slice(found, limit: limit, cursor: \.id)
        }
    }
}

private enum Statements {
    static let page = Statement<AuditLine>("audit/page") { row in try AuditLine(row) }
    static let add = Statement<Void>("audit/add")
}
