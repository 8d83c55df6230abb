/// The parameters of the rules, each with its dates and sources; a petition remembers the name of the one it was judged by.
public struct Policy: Hashable, Sendable, Codable {
    /// The profile's stable name.
    public let name: String
    /// The age, in years, from which an identity document replaces the birth certificate.
    public var identityAge: Dated<Int>
    /// The age, in years, at which a child is none any more.
    public var majorityAge: Dated<Int>
    /// The ages, in years, at which male citizens show a military document.
    public var militaryAges: Dated<Range<Int>>
    /// How many years a temporary stay lasts at most.
    public var longestTemporaryStay: Dated<Int>
    /// How many years back a petition's date and a stay's start may lie.
    public var backDating: Dated<Int>
    /// How many years ahead a stay may start or end.
    public var horizon: Dated<Int>
    /// The first day on which identity cards of the new sample were issued.
    public var newSampleSince: Dated<Day>
    /// The monthly calculation index, in tiyn.
    public var monthlyIndex: Dated<Int>
    /// The state fee for a registration, in hundredths of the monthly index.
    public var feeShare: Dated<Int>
    /// Whether a fee is due at all.
    public var feeRequired: Dated<Bool>
    /// Whether only those not registered with their parents may be registered where children are cared for.
    public var careRequiresNoParents: Dated<Bool>
    /// The kinds of stay for which a departure leaf can be needed.
    public var leafStays: Dated<Set<Stay>>
    /// Which papers each action needs; what an action does not name needs none.
    public var papers: Dated<[Action: Set<Paper>]>
    /// The papers of which a row that names them needs a scan, at the row or where one may stand for all.
    public var scans: Dated<Set<ScanKind>>
    /// The authority's own deadline for a decision, in days.
    public var reviewDays: Dated<Int>
    /// How long a submitted petition holds its places, in days; never less than `reviewDays`.
    public var holdDays: Dated<Int>
    /// How long somebody who worked for an institution may not review its petitions, in days.
    public var coolingOffDays: Dated<Int>
    /// From how many rows on a decision needs a second person; nil when one person always decides alone.
    public var secondPersonFrom: Dated<Int?>

    /// The state fee for one registration on a day, in tiyn; 0 when none is due.
    public func fee(on day: Day) -> Int {
        feeRequired.on(day) ? monthlyIndex.on(day) * feeShare.on(day) / 100 : 0
    }

    /// Whether a decision over so many rows needs a second person.
    public func needsSecondPerson(rows: Int, on day: Day) -> Bool {
        secondPersonFrom.on(day).map { rows >= $0 } ?? false
    }

    /// Every profile that ships.
    public static let profiles: [Policy] = [.egov2017]

    /// The profile of a name; nil when none has it.
    public static func named(_ name: String) -> Policy? { profiles.first { $0.name == name } }
}

/// A paper or a statement that a row has to name.
public enum Paper: String, CaseIterable, Hashable, Sendable, Codable {
    case identity
    case placementBasis = "placement_basis"
    case previousAddress = "previous_address"
    case departureLeaf = "departure_leaf"
    case fee
    case military
    case parentsDeclaration = "parents_declaration"
    case departureReason = "departure_reason"
}
