/// What a scan shows: a paper that a row names, or one of the petition as a whole.
public enum ScanKind: String, CaseIterable, Hashable, Sendable, Codable {
    case identity
    case placementBasis = "placement_basis"
    case departureLeaf = "departure_leaf"
    case addressReference = "address_reference"
    case guardianship, military, fee
    case petition, title
    case ownerConsent = "owner_consent"
    case other
}

/// The kinds of file that a scan may be, known by their content.
public enum ScanType: String, CaseIterable, Hashable, Sendable {
    case pdf = "application/pdf"
    case jpeg = "image/jpeg"
    case png = "image/png"

    /// What its file's name ends with.
    public var ending: String {
        switch self {
        case .pdf: "pdf"
        case .jpeg: "jpg"
        case .png: "png"
        }
    }

    /// Whether a browser may show it within a page: pictures run nothing.
    public var isPicture: Bool { self != .pdf }
}
