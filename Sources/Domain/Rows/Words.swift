/// What a row asks for.
public enum Action: String, CaseIterable, Hashable, Sendable, Codable {
    case arrive, extend, depart
    /// Lived here before Tirkeu: no fee, no leaf, any past start.
    case opening
}

/// Sex as documents and the seventh digit of an IIN give it.
public enum Sex: String, CaseIterable, Hashable, Sendable, Codable {
    case male = "M"
    case female = "F"
}

/// Registration at the place of residence, or for a time at the place of stay.
public enum Stay: String, CaseIterable, Hashable, Sendable, Codable {
    case permanent, temporary
}

/// The document that proves who a resident is.
public enum DocumentType: String, CaseIterable, Hashable, Sendable, Codable {
    case idCard = "id_card"
    case passport
    case birthCertificate = "birth_certificate"
    case residencePermit = "residence_permit"
    case statelessCertificate = "stateless_certificate"
    case refugeeCertificate = "refugee_certificate"
}

/// The identity card's sample: holders of the new one need no departure leaf (seed page).
public enum DocumentSample: String, CaseIterable, Hashable, Sendable, Codable {
    case new, old
}

/// Why a resident pays no state fee; the paper that proves it stays with the institution.
public enum FeeExemption: String, CaseIterable, Hashable, Sendable, Codable {
    case childInCare = "child_in_care"
    case pensioner
    case disability
    case largeFamily = "large_family"
    case veteran
    case elderlyInCare = "elderly_in_care"
    case chernobyl
}

/// Why a resident leaves the institution's address.
public enum DepartureReason: String, CaseIterable, Hashable, Sendable, Codable {
    case left, transferred, graduated, adopted, died, other
}

/// The kinds of institution that the seed page names.
public enum InstitutionKind: String, CaseIterable, Hashable, Sendable, Codable {
    case orphanage
    case boardingSchool = "boarding_school"
    case specialSchool = "special_school"
    case hostel
    case sanatorium
    case restHouse = "rest_house"
    case dispensary
    case medicalInstitution = "medical_institution"
    case boardingHouse = "boarding_house"
    case elderlyHome = "elderly_home"
    case hotel
    case other

    /// Whether children here are in care, so that only those not registered with parents may be registered (seed page).
    public var caresForChildren: Bool {
        switch self {
        case .orphanage, .boardingSchool, .specialSchool: true
        default: false
        }
    }
}

/// The legal grounds on which a reviewer may refuse a row.
public enum RefusalGround: String, CaseIterable, Hashable, Sendable, Codable {
    case documentsUnreliable = "documents_unreliable"
    case rulesNotMet = "rules_not_met"
    case noConsent = "no_consent"
    case noOwnerConsent = "no_owner_consent"
    case alreadyRegistered = "already_registered"
    case overCapacity = "over_capacity"
}
