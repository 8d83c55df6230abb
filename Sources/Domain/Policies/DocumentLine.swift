/// A paper or a statement that goes with a petition.
public enum Paper: String, CaseIterable, Hashable, Sendable {
    case petition, title
    case ownerConsent = "owner_consent"
    case registrationBook = "registration_book"
    case identity
    case placementBasis = "placement_basis"
    case previousAddress = "previous_address"
    case departureLeaf = "departure_leaf"
    case fee
    case exemptionProof = "exemption_proof"
    case military
    case arrivalLeaf = "arrival_leaf"
    case statisticalCoupon = "statistical_coupon"
    case parentsDeclaration = "parents_declaration"
    case departureReason = "departure_reason"

    /// Whether each row names it, so that a rule asks for it; the others go with the petition, the premises or the institution's files.
    public var isOnRow: Bool {
        switch self {
        case .identity, .placementBasis, .previousAddress, .departureLeaf, .fee, .military, .parentsDeclaration,
            .departureReason:
            true
        case .petition, .title, .ownerConsent, .registrationBook, .exemptionProof, .arrivalLeaf, .statisticalCoupon:
            false
        }
    }
}

/// How much a paper is asked for.
public enum Need: String, CaseIterable, Hashable, Sendable {
    /// Without it the row is faulty.
    case required
    /// It is told of, and stands in nobody's way.
    case advised
}

/// The ages that the decision table tells apart, by the policy's own ages.
public enum AgeGroup: String, CaseIterable, Hashable, Sendable {
    /// Below the age of an identity document.
    case child
    /// From there to majority.
    case youth
    /// Of age.
    case adult
}

/// The citizenships that the decision table tells apart.
public enum CitizenGroup: String, CaseIterable, Hashable, Sendable {
    case citizen, foreigner
}

/// The identity cards that the decision table tells apart.
public enum CardGroup: String, CaseIterable, Hashable, Sendable {
    case new, old
    /// Another document, or none of an identity card's kind: a child's.
    case absent = "none"
}

/// Whether somebody is liable for call-up: a male citizen of the policy's ages.
public enum MilitaryGroup: String, CaseIterable, Hashable, Sendable {
    case liable
    case notLiable = "not_liable"
}

/// One line of the decision table: a paper, whom it is needed for, since when and where that is written.
///
/// A condition that is nil is met by everybody; one that is there by those of whom it is known. A paper is needed when a line says so.
public struct DocumentLine: Hashable, Sendable {
    /// The paper.
    public var paper: Paper
    /// How much it is asked for.
    public var need = Need.required
    /// How many of it.
    public var copies = 1
    /// What the row asks for.
    public var actions: Set<Action>?
    /// Its stay.
    public var stays: Set<Stay>?
    /// The resident's age.
    public var ages: Set<AgeGroup>?
    /// The resident's citizenship.
    public var citizenship: Set<CitizenGroup>?
    /// The resident's identity card.
    public var cards: Set<CardGroup>?
    /// Whether the resident is liable for call-up.
    public var military: Set<MilitaryGroup>?
    /// The kind of institution.
    public var institutions: Set<InstitutionKind>?
    /// The first day on which it is in force.
    public var since: Day
    /// The first day on which it is not any more; nil while it is.
    public var until: Day?
    /// Where it is written.
    public var source: String
    /// Whether somebody has seen the source say it.
    public var confirmed: Bool

    /// A line for everybody.
    public init(_ paper: Paper, since: Day, source: String, confirmed: Bool) {
        self.paper = paper
        self.since = since
        self.source = source
        self.confirmed = confirmed
    }

    /// Whether it is in force on a day.
    public func isInForce(on day: Day) -> Bool { since <= day && until.map { day < $0 } ?? true }

    /// Whether it is said of a case at a kind of institution.
    public func applies(to row: DocumentCase, at kind: InstitutionKind) -> Bool {
        meets(actions, row.action) && meets(stays, row.stay) && meets(ages, row.age)
            && meets(citizenship, row.citizenship) && meets(cards, row.card) && meets(military, row.military)
            && meets(institutions, kind)
    }

    private func meets<Group: Hashable>(_ condition: Set<Group>?, _ group: Group?) -> Bool {
        guard let condition else { return true }
        return group.map(condition.contains) ?? false
    }
}
