/// What the decision table asks of a row: a cell of it. nil is what the row does not say, or says unreadably.
public struct DocumentCase: Hashable, Sendable {
    /// What the row asks for.
    public var action: Action
    /// Its stay.
    public var stay: Stay?
    /// The resident's age.
    public var age: AgeGroup?
    /// The resident's citizenship.
    public var citizenship: CitizenGroup?
    /// The resident's identity card.
    public var card: CardGroup?
    /// Whether the resident is liable for call-up.
    public var military: MilitaryGroup

    /// Describes a case.
    public init(
        _ action: Action, stay: Stay?, age: AgeGroup?, citizenship: CitizenGroup?, card: CardGroup?,
        military: MilitaryGroup
    ) {
        self.action = action
        self.stay = stay
        self.age = age
        self.citizenship = citizenship
        self.card = card
        self.military = military
    }

    /// Its place in a compiled table; switches, since each row asks for it once and a look-up would cost as much as a rule.
    var place: Int {
        let action =
            switch action {
            case .arrive: 0
            case .extend: 1
            case .depart: 2
            case .opening: 3
            }
        let stay = stay.map { $0 == .permanent ? 0 : 1 } ?? 2
        let age =
            switch age {
            case .child: 0
            case .youth: 1
            case .adult: 2
            case nil: 3
            }
        let citizenship = citizenship.map { $0 == .citizen ? 0 : 1 } ?? 2
        let card =
            switch card {
            case .new: 0
            case .old: 1
            case .absent: 2
            case nil: 3
            }
        return ((((action * 3 + stay) * 4 + age) * 3 + citizenship) * 4 + card) * 2 + (military == .liable ? 0 : 1)
    }
}

/// The decision table of one petition: of every case the papers it needs, compiled so that a row costs one look-up.
struct DocumentTable: Sendable {
    private let needs: [PaperNeeds]

    init(_ lines: [DocumentLine], at kind: InstitutionKind) {
        var needs = Array(repeating: PaperNeeds(), count: 4 * 3 * 4 * 3 * 4 * 2)
        for line in lines where line.institutions?.contains(kind) ?? true {
            for place in line.places { needs[place].insert(line.paper, line.need) }
        }
        self.needs = needs
    }

    subscript(row: DocumentCase) -> PaperNeeds { needs[row.place] }
}

extension DocumentLine {
    /// The places in a compiled table of all cases that it is said of.
    fileprivate var places: [Int] {
        let met: [(digits: [Int], base: Int)] = [
            (digits(actions), 4), (digits(stays, orUnknown: true), 3), (digits(ages, orUnknown: true), 4),
            (digits(citizenship, orUnknown: true), 3), (digits(cards, orUnknown: true), 4), (digits(military), 2),
        ]
        return met.reduce([0]) { places, next in
            places.flatMap { place in next.digits.map { place * next.base + $0 } }
        }
    }

    /// Where the groups of a condition stand among all; a condition that is not there is also met by who is not known.
    private func digits<Group: CaseIterable & Hashable>(_ condition: Set<Group>?, orUnknown: Bool = false) -> [Int] {
        let groups = Array(Group.allCases)
        guard let condition else { return Array(0..<groups.count + (orUnknown ? 1 : 0)) }
        return groups.indices.filter { condition.contains(groups[$0]) }
    }
}

/// The papers that a row needs, in one machine word.
struct PaperNeeds: Hashable, Sendable {
    private var required: UInt16 = 0
    private var advised: UInt16 = 0

    mutating func insert(_ paper: Paper, _ need: Need) {
        switch need {
        case .required: required |= PaperNeeds.bit(paper)
        case .advised: advised |= PaperNeeds.bit(paper)
        }
    }

    /// How much a paper is asked for; nil when it is not.
    @inline(__always)
    func need(of paper: Paper) -> Need? {
        let bit = PaperNeeds.bit(paper)
        return required & bit != 0 ? .required : advised & bit != 0 ? .advised : nil
    }

    @inline(__always)
    private static func bit(_ paper: Paper) -> UInt16 {
        switch paper {
        case .identity: 1
        case .placementBasis: 1 << 1
        case .previousAddress: 1 << 2
        case .departureLeaf: 1 << 3
        case .fee: 1 << 4
        case .military: 1 << 5
        case .parentsDeclaration: 1 << 6
        case .departureReason: 1 << 7
        case .petition: 1 << 8
        case .title: 1 << 9
        case .ownerConsent: 1 << 10
        case .registrationBook: 1 << 11
        case .exemptionProof: 1 << 12
        case .arrivalLeaf: 1 << 13
        case .statisticalCoupon: 1 << 14
        }
    }
}
