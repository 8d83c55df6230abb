/// The parameters of the rules, each with its dates and sources: what a policy file says.
///
/// A petition remembers the one it was judged by, by its name and by what its text was.
public struct Policy: Hashable, Sendable {
    /// The profile's stable name.
    public let name: String
    /// What people call it.
    public let title: [Language: String]
    /// The first day that it speaks of: from then on every parameter has a value.
    public let from: Day
    /// The age, in years, from which somebody is registered at an address of their own.
    public var registrationAge: Dated<Int>
    /// The age, in years, from which an identity document replaces the birth certificate.
    public var identityAge: Dated<Int>
    /// The age, in years, at which a child is none any more.
    public var majorityAge: Dated<Int>
    /// The ages, in years, at which male citizens are liable for call-up.
    public var militaryAges: Dated<Range<Int>>
    /// Which kinds of stay each kind of institution may file.
    public var staysAllowed: Dated<StayTable>
    /// How many years a temporary stay lasts at most.
    public var longestTemporaryStay: Dated<Int>
    /// Up to how many days a temporary stay needs no registration.
    public var shortStay: Dated<Int>
    /// Within how many days of its start a stay is to be filed; nil where nothing is said.
    public var filingDays: Dated<Int?>
    /// How many years back a petition's date and a stay's start may lie.
    public var backDating: Dated<Int>
    /// How many years ahead a stay may start or end.
    public var horizon: Dated<Int>
    /// The first day on which identity cards of the new sample were issued.
    public var newSampleSince: Dated<Day>
    /// The monthly calculation index for fees, in tenge.
    public var monthlyIndex: Dated<Int>
    /// The monthly calculation index for benefits, in tenge; it was raised within a year when that for fees was not.
    public var monthlyIndexForBenefits: Dated<Int>
    /// The state fee for a registration, in hundredths of the monthly index.
    public var feeShare: Dated<Int>
    /// What the fee is rounded to.
    public var feeRounding: Dated<FeeRounding>
    /// Whether a fee is due at all.
    public var feeRequired: Dated<Bool>
    /// Whom the fee is not asked of.
    public var feeExemptions: Dated<Set<FeeExemption>>
    /// The papers of which a row that names them needs a scan, at the row or where one may stand for all.
    public var scans: Dated<Set<ScanKind>>
    /// The area that each person needs.
    public var areaPerPerson: Dated<[AreaNorm]>
    /// The authority's own deadline for a decision, in days.
    public var reviewDays: Dated<Int>
    /// How long a submitted petition holds its places, in days; never less than `reviewDays`.
    public var holdDays: Dated<Int>
    /// How long somebody who worked for an institution may not review its petitions, in days.
    public var coolingOffDays: Dated<Int>
    /// From how many rows on a decision needs a second person; nil when one person always decides alone.
    public var secondPersonFrom: Dated<Int?>
    /// The decision table of papers: which is needed for whom.
    public var documents: [DocumentLine]

    /// The state fee for one registration on a day, in tiyn; 0 when none is due.
    public func fee(on day: Day) -> Int {
        guard feeRequired.on(day) else { return 0 }
        // a percentage of tenge is as many tiyn
        let tiyn = monthlyIndex.on(day) * feeShare.on(day)
        return switch feeRounding.on(day) {
        case .tiyn: tiyn
        case .tenge: (tiyn + 50) / 100 * 100
        }
    }

    /// Whether everything that the fee of a day follows from was seen in its source.
    public func isFeeConfirmed(on day: Day) -> Bool {
        feeRequired.entry(on: day).confirmed && monthlyIndex.entry(on: day).confirmed
            && feeShare.entry(on: day).confirmed && feeRounding.entry(on: day).confirmed
    }

    /// Whether a decision over so many rows needs a second person.
    public func needsSecondPerson(rows: Int, on day: Day) -> Bool {
        secondPersonFrom.on(day).map { rows >= $0 } ?? false
    }

    /// The lines of the decision table that are in force on a day.
    public func documents(on day: Day) -> [DocumentLine] { documents.filter { $0.isInForce(on: day) } }

    /// The profile that ships under a name; nil when none does.
    public static func named(_ name: String) -> Policy? { profiles.first { $0.name == name } }
}

/// What a sum is rounded to.
public enum FeeRounding: String, CaseIterable, Hashable, Sendable {
    /// Not at all.
    case tiyn
    /// The nearest whole tenge, halves up.
    case tenge
}

/// The kinds of stay that each kind of institution may file.
public struct StayTable: Hashable, Sendable {
    /// The stays of each kind.
    public let stays: [InstitutionKind: Set<Stay>]

    /// Makes a table.
    public init(_ stays: [InstitutionKind: Set<Stay>]) { self.stays = stays }

    /// What a kind of institution may file; everything when the table does not name it.
    public func stays(at kind: InstitutionKind) -> Set<Stay> { stays[kind] ?? Set(Stay.allCases) }
}

/// The area that one person needs at some institutions of a region.
public struct AreaNorm: Hashable, Sendable {
    /// The institutions it is said of.
    public let institutions: Set<InstitutionKind>
    /// The beginning of the KATO codes it is said of; empty for the whole country.
    public let region: String
    /// Whole square metres.
    public let area: Int

    /// Makes a norm.
    public init(institutions: Set<InstitutionKind>, region: String, area: Int) {
        self.institutions = institutions
        self.region = region
        self.area = area
    }
}
