/// The parameters that judge the rows of one petition, looked up once instead of once a row.
///
/// Everything counts on the petition's date; only ages count on each row's own start. A class, so that a row costs no
/// copy of it.
final class RulesInForce: Sendable {
    let identityAge: Int
    let majorityAge: Int
    let militaryAges: Range<Int>
    let longestTemporaryStay: Int
    let newSampleSince: Day
    let feeRequired: Bool
    /// The fee in tenge with two decimals, as messages need it.
    let fee: String
    let careRequiresNoParents: Bool
    let leafStays: Set<Stay>
    /// The first day on which a stay may start.
    let earliest: Day
    /// The day before which a stay has to start, and on which it has to have ended at the latest.
    let horizon: Day
    private let arriving, extending, departing, opening: PaperSet

    init(_ policy: Policy, _ terms: PetitionTerms) {
        let day = terms.dated
        identityAge = policy.identityAge.on(day)
        majorityAge = policy.majorityAge.on(day)
        militaryAges = policy.militaryAges.on(day)
        longestTemporaryStay = policy.longestTemporaryStay.on(day)
        newSampleSince = policy.newSampleSince.on(day)
        feeRequired = policy.feeRequired.on(day)
        let tiyn = policy.fee(on: day)
        fee = "\(tiyn / 100).\(tiyn / 10 % 10)\(tiyn % 10)"
        careRequiresNoParents = policy.careRequiresNoParents.on(day)
        leafStays = policy.leafStays.on(day)
        earliest = terms.today.adding(years: -policy.backDating.on(day))
        horizon = terms.today.adding(years: policy.horizon.on(day))
        let papers = policy.papers.on(day)
        arriving = PaperSet(papers[.arrive] ?? [])
        extending = PaperSet(papers[.extend] ?? [])
        departing = PaperSet(papers[.depart] ?? [])
        opening = PaperSet(papers[.opening] ?? [])
    }

    /// The papers that an action needs.
    func papers(for action: Action) -> PaperSet {
        switch action {
        case .arrive: arriving
        case .extend: extending
        case .depart: departing
        case .opening: opening
        }
    }
}

/// A set of papers in one byte, since each row asks it several times.
struct PaperSet: Hashable, Sendable {
    private var bits: UInt8 = 0

    init(_ papers: Set<Paper> = []) {
        for paper in papers { bits |= PaperSet.bit(paper) }
    }

    @inline(__always)
    func contains(_ paper: Paper) -> Bool { bits & PaperSet.bit(paper) != 0 }

    @inline(__always)
    private static func bit(_ paper: Paper) -> UInt8 {
        switch paper {
        case .identity: 1
        case .placementBasis: 2
        case .previousAddress: 4
        case .departureLeaf: 8
        case .fee: 16
        case .military: 32
        case .parentsDeclaration: 64
        case .departureReason: 128
        }
    }
}
