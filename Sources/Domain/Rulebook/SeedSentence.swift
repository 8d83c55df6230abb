/// The sentences of the seed page, egov.kz, "How to register (to write out) itself and the child?", in their order.
///
/// Each says which rules keep it; what the page leaves to other people's work is marked as coming from elsewhere.
public enum SeedSentence: String, CaseIterable, Hashable, Sendable, Codable {
    case whyRegister = "why_register"
    case grounds
    case apartments
    case dachas
    case institutions
    case noOwnHousing = "no_own_housing"
    case publicServiceCentre = "public_service_centre"
    case ownerPresent = "owner_present"
    case statement
    case title
    case registrationBook = "registration_book"
    case departureLeaf = "departure_leaf"
    case identity
    case fee
    case feeExemption = "fee_exemption"
    case militaryDocument = "military_document"
    case arrivalLeaf = "arrival_leaf"
    case statisticalCoupon = "statistical_coupon"
    case newSample = "new_sample"
    case automaticRemoval = "automatic_removal"
    case oldSample = "old_sample"
    case childrenGeneral = "children_general"
    case childrenIIN = "children_iin"
    case childrenFiledBy = "children_filed_by"
    case childrenInCare = "children_in_care"
    case listOfDocuments = "list_of_documents"
    case bankDetails = "bank_details"
    case twoKinds = "two_kinds"

    /// How the service keeps a sentence.
    public enum Answer: String, CaseIterable, Hashable, Sendable, Codable {
        /// A rule judges it.
        case rule
        /// A part of the service does it.
        case feature
        /// It is done by others, or said of others.
        case elsewhere
    }

    /// How the service keeps the sentence.
    public var answer: Answer {
        switch self {
        case .whyRegister, .apartments, .dachas, .publicServiceCentre, .arrivalLeaf, .statisticalCoupon: .elsewhere
        case .institutions, .statement, .registrationBook, .automaticRemoval, .listOfDocuments, .bankDetails: .feature
        default: .rule
        }
    }

    /// The rules that keep the sentence.
    public var codes: [IssueCode] {
        switch self {
        case .grounds: [.placementBasisRequired, .premisesTitleMissing]
        case .institutions: [.buildingUnknown, .occupancyFull]
        case .noOwnHousing: [.placementBasisRequired]
        case .ownerPresent: [.premisesTitleMissing]
        case .title: [.premisesTitleMissing]
        case .departureLeaf: [.departureLeafRequired, .previousAddressRequired]
        case .identity:
            [
                .documentMissing, .documentBirthCertificateRequired, .documentIdentityRequired, .documentNumberFormat,
                .documentIssuedInFuture,
            ]
        case .fee, .feeExemption: [.feeReceiptRequired]
        case .militaryDocument: [.militaryDocumentRequired, .militaryMarkRequired]
        case .newSample: [.departureLeafRequired]
        case .automaticRemoval: [.registerElsewhere, .registerLaterExists]
        case .oldSample: [.departureLeafRequired, .registerNotHere, .departureReasonRequired]
        case .childrenGeneral: [.documentBirthCertificateRequired]
        case .childrenIIN: [.iinMissing, .iinCheckDigit]
        case .childrenFiledBy: [.parentsDeclarationRequired]
        case .childrenInCare: [.parentsDeclarationRequired, .parentsRegisteredElsewhere]
        case .twoKinds: [.stayMissing, .stayUntilMissing, .stayUntilNotAllowed, .stayTooLong]
        case .whyRegister, .apartments, .dachas, .publicServiceCentre, .statement, .registrationBook, .arrivalLeaf,
            .statisticalCoupon, .listOfDocuments, .bankDetails:
            []
        }
    }

    /// The sentences that a rule keeps.
    public static func naming(_ code: IssueCode) -> [SeedSentence] { allCases.filter { $0.codes.contains(code) } }

    /// The day on which the page was last changed.
    public static let updated = "2017-01-04"
}
