/// What a rule is about: how the rulebook is ordered.
public enum RuleSubject: String, CaseIterable, Hashable, Sendable, Codable {
    case file, cells, identity, documents, arrival, care, military, fee, stay, departure, register, petition, places

    /// The codes of a subject, in the order of the rules.
    public var codes: [IssueCode] { IssueCode.allCases.filter { $0.subject == self } }
}

extension IssueCode {
    /// What the code's rule is about: its first word tells.
    public var subject: RuleSubject {
        let word = rawValue.prefix { $0 != "." }
        return Self.subjects[String(word)] ?? .cells
    }

    private static let subjects: [String: RuleSubject] = [
        "file": .file, "sheet": .file, "header": .file, "row": .file,
        "cell": .cells, "text": .cells, "word": .cells, "value": .cells, "date": .cells,
        "iin": .identity, "age": .identity, "name": .identity, "birth_date": .identity, "sex": .identity,
        "document": .documents, "attachment": .documents,
        "departure_leaf": .arrival, "previous_address": .arrival, "placement_basis": .arrival,
        "parents": .care, "military": .military, "fee": .fee, "stay": .stay, "departure_reason": .departure,
        "register": .register, "roster": .register, "petition": .petition,
        "premises": .places, "occupancy": .places, "building": .places,
    ]
}

/// Whom a rule concerns.
public enum RuleScope: String, CaseIterable, Hashable, Sendable, Codable {
    case everyFile = "every_file"
    case workbooks
    case everyRow = "every_row"
    case arrivals
    case stays
    case temporaryStays = "temporary_stays"
    case permanentStays = "permanent_stays"
    case departures
    case underIdentityAge = "under_identity_age"
    case fromIdentityAge = "from_identity_age"
    case withoutNewCard = "without_new_card"
    case childrenInCare = "children_in_care"
    case liableForCallUp = "liable_for_call_up"
    case feePayers = "fee_payers"
    case register
    case rosters
    case petitions
    case premises
}

extension IssueCode {
    /// Whom the code's rule concerns.
    public var scope: RuleScope {
        switch self {
        case .sheetRowsHidden, .sheetColumnsHidden, .sheetOthers, .cellErrorValue: .workbooks
        case .documentBirthCertificateRequired: .underIdentityAge
        case .documentIdentityRequired: .fromIdentityAge
        case .departureLeafRequired: .withoutNewCard
        case .previousAddressRequired, .placementBasisRequired, .stayFromMissing: .arrivals
        case .parentsDeclarationRequired, .parentsRegisteredElsewhere: .childrenInCare
        case .militaryDocumentRequired, .militaryMarkRequired: .liableForCallUp
        case .feeReceiptRequired, .feeExemptionUnknown: .feePayers
        case .stayUntilMissing, .stayTooLong, .stayNeedsNone: .temporaryStays
        case .stayUntilNotAllowed: .permanentStays
        case .stayMissing, .stayUntilBeforeFrom, .stayBeyondHorizon, .stayKindNotAllowed: .stays
        case .stayFiledLate, .ageBelowRegistration: .arrivals
        case .departureReasonRequired: .departures
        case .rosterManyDepartures, .rosterOtherBuilding, .registerDataDiffers: .rosters
        default:
            switch subject {
            case .file: .everyFile
            case .register: .register
            case .petition: .petitions
            case .places: .premises
            default: .everyRow
            }
        }
    }
}
