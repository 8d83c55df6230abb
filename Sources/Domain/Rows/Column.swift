/// A column of a petition file, by the stable name that files, the API and the database share.
public enum Column: String, CaseIterable, Hashable, Sendable, Codable {
    case action
    case iin
    case surname
    case givenName = "given_name"
    case patronymic
    case birthDate = "birth_date"
    case sex
    case citizenship
    case documentType = "document_type"
    case documentNumber = "document_number"
    case documentIssuedOn = "document_issued_on"
    case documentIssuer = "document_issuer"
    case documentSample = "document_sample"
    case stay
    case from
    case until
    case previousAddress = "previous_address"
    case departureLeaf = "departure_leaf"
    case addressReference = "address_reference"
    case registeredWithParents = "registered_with_parents"
    case legalRepresentative = "legal_representative"
    case placementBasis = "placement_basis"
    case militaryDocument = "military_document"
    case militaryMarkOn = "military_mark_on"
    case feeReceipt = "fee_receipt"
    case feeExemption = "fee_exemption"
    case departureReason = "departure_reason"
    case departedTo = "departed_to"
    case building
    case room
    case note

    /// How many columns there are.
    @inlinable static var count: Int { 31 }

    /// The column's place in the order of the design, from 0: how rows keep their cells.
    @inlinable public var index: Int {
        // A switch, since a look-up in a dictionary would be most of the cost of judging a row.
        switch self {
        case .action: 0
        case .iin: 1
        case .surname: 2
        case .givenName: 3
        case .patronymic: 4
        case .birthDate: 5
        case .sex: 6
        case .citizenship: 7
        case .documentType: 8
        case .documentNumber: 9
        case .documentIssuedOn: 10
        case .documentIssuer: 11
        case .documentSample: 12
        case .stay: 13
        case .from: 14
        case .until: 15
        case .previousAddress: 16
        case .departureLeaf: 17
        case .addressReference: 18
        case .registeredWithParents: 19
        case .legalRepresentative: 20
        case .placementBasis: 21
        case .militaryDocument: 22
        case .militaryMarkOn: 23
        case .feeReceipt: 24
        case .feeExemption: 25
        case .departureReason: 26
        case .departedTo: 27
        case .building: 28
        case .room: 29
        case .note: 30
        }
    }
}
