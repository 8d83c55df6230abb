internal import Domain
internal import FoundationEssentials
internal import Postgres

/// What the log says was done; looks at personal data start with `look.`.
enum AuditAction: String, Bindable {
    case petitionUploaded = "petition.uploaded"
    case petitionChecked = "petition.checked"
    case rowRepaired = "row.repaired"
    case rowRemoved = "row.removed"
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
    case premisesAdded = "premises.added"
    case daysAdded = "premises.days_added"
    case placesSet = "premises.places_set"
    case accountAdded = "account.added"
    case passwordSet = "account.password_set"
    case tokenIssued = "account.token_issued"
    case signedIn = "session.signed_in"
    case signedOut = "session.signed_out"
    case looksAtRow = "look.row"
    case looksAtRegister = "look.register"
    case looksAtWorkbook = "look.workbook"
    case looksAtReceipt = "look.receipt"
}

/// One line of the log, written in the transaction of what it tells.
struct AuditEntry {
    var action: AuditAction
    var petition: Int64?
    var premises: Int64?
    var object: String?
    var details: [String: String] = [:]
}

extension Connection {
    /// Adds a line to the log.
    func log(_ entry: AuditEntry, by caller: Caller?, at now: Date) throws {
        try run(
            Statements.add, now, caller?.account, caller?.role, caller?.institution, caller?.authority, entry.action,
            entry.petition, entry.premises, entry.object, Texts(entry.details))
    }
}

private enum Statements {
    static let add = Statement<Void>("audit/add")
}
