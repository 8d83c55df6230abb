/// A verb that was not done, and nothing of it was: a code, what its message needs, and the rows and days concerned.
public struct Refusal: Error, Hashable, Sendable {
    /// The stable code.
    public let code: RefusalCode
    /// What the message needs.
    public let arguments: [String: String]
    /// The rows concerned, by number.
    public let rows: [Int]
    /// The days concerned.
    public let days: [Day]

    /// Makes a refusal.
    public init(_ code: RefusalCode, arguments: [String: String] = [:], rows: [Int] = [], days: [Day] = []) {
        self.code = code
        self.arguments = arguments
        self.rows = rows
        self.days = days
    }
}

/// The stable codes of refusals; clients rely on them.
public enum RefusalCode: String, CaseIterable, Hashable, Sendable, Codable {
    case notFound = "not_found"
    case notSignedIn = "caller.not_signed_in"
    case signInFailed = "caller.sign_in_failed"
    case tooManySignIns = "caller.too_many_sign_ins"
    case notAllowed = "caller.not_allowed"
    case forgedRequest = "request.forged"
    case malformedRequest = "request.malformed"
    case requestTooLarge = "request.too_large"
    case unsupportedMediaType = "request.unsupported_media_type"
    case keyReused = "request.idempotency_key_reused"
    case inProgress = "request.in_progress"
    case methodNotAllowed = "request.method_not_allowed"
    case versionStale = "petition.version_stale"
    case stateForbids = "petition.state_forbids"
    case noFile = "petition.no_file"
    case rowsBlocked = "petition.rows_blocked"
    case rowsOutOfDate = "petition.rows_out_of_date"
    case warningsUnconfirmed = "petition.warnings_unconfirmed"
    case nothingToSubmit = "petition.nothing_to_submit"
    case nothingToRepair = "petition.nothing_to_repair"
    case alreadyUploaded = "petition.already_uploaded"
    case backDated = "petition.back_dated"
    case inFuture = "petition.in_future"
    case untilBeforeFrom = "stay.until_before_from"
    case tooManyOpen = "petition.too_many_open"
    case tooManyUploads = "upload.too_many"
    case uploadTooLarge = "file.too_large"
    case attachmentEmpty = "attachment.empty"
    case attachmentWrongType = "attachment.wrong_type"
    case attachmentDamaged = "attachment.damaged"
    case attachmentEncrypted = "attachment.encrypted"
    case attachmentTooLarge = "attachment.too_large"
    case attachmentPixels = "attachment.too_many_pixels"
    case attachmentArchive = "attachment.archive_unreadable"
    case attachmentUnmatched = "attachment.name_unmatched"
    case attachmentRowUnknown = "attachment.row_unknown"
    case attachmentPetitionFull = "attachment.petition_full"
    case attachmentInstitutionFull = "attachment.institution_full"
    case occupancyFull = "occupancy.full"
    case dayMissing = "occupancy.day_missing"
    case registerMoved = "register.moved"
    case openHere = "petition.open_here"
    case submitterDecides = "decision.submitter_decides"
    case samePerson = "decision.same_person"
    case claimedByAnother = "decision.claimed_by_another"
    case groundMissing = "decision.ground_missing"
    case noteMissing = "decision.note_missing"
    case rowUnknown = "decision.row_unknown"
    case titleMissing = "premises.title_missing"
    case valueTaken = "value.taken"
    case valueInvalid = "value.invalid"
    case busy = "service.busy"
    case unavailable = "service.unavailable"
    case internalError = "service.failed"
}
