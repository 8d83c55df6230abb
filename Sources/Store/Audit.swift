internal import Domain
internal import FoundationEssentials
internal import Postgres

/// What the log says was done; looks at personal data start with `look.`.
enum AuditAction: String, Bindable {
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
    case petitionSubmitted = "petition.submitted"
    case petitionWithdrawn = "petition.withdrawn"
    case petitionExpired = "petition.expired"
    case petitionClaimed = "petition.claimed"
    case petitionReleased = "petition.released"
    case decisionProposed = "decision.proposed"
    case decisionTakenBack = "decision.taken_back"
    case petitionDecided = "petition.decided"
    case childMade = "petition.child_made"
    case institutionAdded = "institution.added"
    case authorityAdded = "authority.added"
    case premisesAdded = "premises.added"
    case daysAdded = "premises.days_added"
    case placesSet = "premises.places_set"
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

private enum Statements {
    static let add = Statement<Void>("audit/add")
}
