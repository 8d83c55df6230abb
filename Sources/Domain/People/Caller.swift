/// The work that an account does.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
    case clerk, head, reviewer, chief, auditor, `operator`

    /// Whether the account belongs to an institution.
    public var isInstitutions: Bool { self == .clerk || self == .head }
    /// Whether the account belongs to an authority.
    public var isAuthoritys: Bool { self == .reviewer || self == .chief }
}

/// The languages of the service.
public enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    case kk, ru, en
}

/// Who asks: an account that signed in or showed a token.
public struct Caller: Hashable, Sendable {
    /// The account's number.
    public let account: Int64
    /// The name that pages show.
    public let name: String
    /// Its role.
    public let role: Role
    /// The institution, for clerks and heads.
    public let institution: Int64?
    /// The authority, for reviewers and chiefs.
    public let authority: Int64?
    /// Whether a clerk may submit: the head gave that right.
    public let maySubmit: Bool
    /// The language of its pages.
    public let language: Language

    /// Makes a caller.
    public init(
        account: Int64, name: String, role: Role, institution: Int64?, authority: Int64?, maySubmit: Bool,
        language: Language
    ) {
        self.account = account
        self.name = name
        self.role = role
        self.institution = institution
        self.authority = authority
        self.maySubmit = maySubmit
        self.language = language
    }

    /// Whether the caller may do this at all; whose petition it is, the database says.
    public func may(_ permission: Permission) -> Bool {
        permission.roles.contains(role) && (permission != .submit || role == .head || maySubmit)
    }
}

/// What a caller may be allowed to do.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    case upload, repair, submit, withdraw, review, seePetitions = "see_petitions", seeRegister = "see_register"
    case seeScans = "see_scans"
    case seeOccupancy = "see_occupancy", seeLog = "see_log", administer, seeMetrics = "see_metrics"

    var roles: Set<Role> {
        switch self {
        case .upload, .repair, .submit, .withdraw: [.clerk, .head]
        case .review: [.reviewer, .chief]
        case .seeScans: [.clerk, .head, .reviewer, .chief]
        case .seePetitions, .seeRegister, .seeOccupancy: [.clerk, .head, .reviewer, .chief, .auditor]
        case .seeLog: [.head, .auditor]
        case .administer: [.operator]
        case .seeMetrics: [.operator, .auditor]
        }
    }
}
