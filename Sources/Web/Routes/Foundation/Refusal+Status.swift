import Domain
import HTTPTypes

extension RefusalCode {
    /// What HTTP calls it.
    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest: .badRequest
        case .notSignedIn, .signInFailed: .unauthorized
        case .notAllowed, .forgedRequest, .submitterDecides, .samePerson: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .versionStale, .stateForbids, .noFile, .rowsBlocked, .rowsOutOfDate, .warningsUnconfirmed,
            .nothingToSubmit, .nothingToRepair,
            .alreadyUploaded,
            .occupancyFull, .dayMissing, .registerMoved, .openHere, .claimedByAnother, .inProgress:
            .conflict
        case .requestTooLarge, .uploadTooLarge, .attachmentTooLarge, .attachmentPetitionFull,
            .attachmentInstitutionFull:
            .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .keyReused, .backDated, .inFuture, .untilBeforeFrom, .groundMissing, .noteMissing, .rowUnknown,
            .titleMissing, .valueTaken,
            .attachmentEmpty, .attachmentWrongType, .attachmentDamaged, .attachmentEncrypted, .attachmentPixels,
            .attachmentArchive, .attachmentUnmatched, .attachmentRowUnknown, .valueInvalid:
            .unprocessableContent
        case .tooManySignIns, .tooManyOpen, .tooManyUploads: .tooManyRequests
        case .busy, .unavailable: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }

    /// Seconds after which asking again makes sense; nil when it does not by itself.
    var retryAfter: Int? {
        switch self {
        case .busy, .unavailable: 5
        case .tooManySignIns: 15 * 60
        case .tooManyUploads: 60
        case .inProgress: 1
        default: nil
        }
    }

    /// The code for an answer that the router or a decoder chose.
    init(_ status: HTTPResponse.Status) {
        self =
            switch status.code {
            case 401: .notSignedIn
            case 403: .notAllowed
            case 404: .notFound
            case 405: .methodNotAllowed
            case 413: .requestTooLarge
            case 415: .unsupportedMediaType
            case 429: .tooManySignIns
            case 503: .unavailable
            case 500...: .internalError
            default: .malformedRequest
            }
    }
}
