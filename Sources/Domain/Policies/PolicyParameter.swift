/// A parameter of a policy as it is shown and compared: its values with their days and sources.
public struct PolicyParameter: Hashable, Sendable {
    /// A value in a form that needs only words to be read.
    public enum Value: Hashable, Sendable {
        case number(Int)
        case nothing
        case answer(Bool)
        case day(Day)
        case ages(Range<Int>)
        case rounding(FeeRounding)
        case exemptions(Set<FeeExemption>)
        case scans(Set<ScanKind>)
        case stays(StayTable)
        case areas([AreaNorm])
    }

    /// One value.
    public struct Entry: Hashable, Sendable {
        /// The first day on which it is in force.
        public let since: Day
        /// The value.
        public let value: Value
        /// Where it is written.
        public let source: String
        /// Whether somebody has seen the source say it.
        public let confirmed: Bool
    }

    /// Its name in policy files.
    public let name: String
    /// Its values, the oldest first.
    public let entries: [Entry]

    init<Kind>(_ name: String, _ dated: Dated<Kind>, _ shown: (Kind) -> Value) {
        self.name = name
        entries = dated.entries.map {
            Entry(since: $0.since, value: shown($0.value), source: $0.source, confirmed: $0.confirmed)
        }
    }

    /// Whether a rule or an act goes by it; the others are there to be read.
    public var isUsed: Bool { !["monthly_index_for_benefits", "area_per_person"].contains(name) }

    /// The value in force on a day.
    public func entry(on day: Day) -> Entry { entries.last { $0.since <= day } ?? entries[0] }
}

extension Policy {
    /// Every parameter, in the order of policy files.
    public var parameters: [PolicyParameter] {
        [
            PolicyParameter("registration_age", registrationAge) { .number($0) },
            PolicyParameter("identity_age", identityAge) { .number($0) },
            PolicyParameter("majority_age", majorityAge) { .number($0) },
            PolicyParameter("military_ages", militaryAges) { .ages($0) },
            PolicyParameter("stays_allowed", staysAllowed) { .stays($0) },
            PolicyParameter("longest_temporary_stay_years", longestTemporaryStay) { .number($0) },
            PolicyParameter("short_stay_days", shortStay) { .number($0) },
            PolicyParameter("filing_days", filingDays) { $0.map { .number($0) } ?? .nothing },
            PolicyParameter("back_dating_years", backDating) { .number($0) },
            PolicyParameter("horizon_years", horizon) { .number($0) },
            PolicyParameter("new_sample_since", newSampleSince) { .day($0) },
            PolicyParameter("monthly_index", monthlyIndex) { .number($0) },
            PolicyParameter("monthly_index_for_benefits", monthlyIndexForBenefits) { .number($0) },
            PolicyParameter("fee_percent", feeShare) { .number($0) },
            PolicyParameter("fee_rounding", feeRounding) { .rounding($0) },
            PolicyParameter("fee_required", feeRequired) { .answer($0) },
            PolicyParameter("fee_exemptions", feeExemptions) { .exemptions($0) },
            PolicyParameter("scans", scans) { .scans($0) },
            PolicyParameter("area_per_person", areaPerPerson) { .areas($0) },
            PolicyParameter("review_days", reviewDays) { .number($0) },
            PolicyParameter("hold_days", holdDays) { .number($0) },
            PolicyParameter("cooling_off_days", coolingOffDays) { .number($0) },
            PolicyParameter("second_person_from_rows", secondPersonFrom) { $0.map { .number($0) } ?? .nothing },
        ]
    }
}

/// What two policies differ in.
public struct PolicyDifference: Hashable, Sendable {
    /// A parameter that has other values, or other sources for them.
    public struct Parameter: Hashable, Sendable {
        /// As the first policy has it.
        public let old: PolicyParameter
        /// As the second has it.
        public let new: PolicyParameter
    }

    /// The parameters that differ.
    public let parameters: [Parameter]
    /// Lines of the decision table that only the first policy has.
    public let removedDocuments: [DocumentLine]
    /// Lines that only the second has.
    public let addedDocuments: [DocumentLine]

    /// Compares two policies.
    public init(_ old: Policy, _ new: Policy) {
        parameters = zip(old.parameters, new.parameters).compactMap { old, new in
            old == new ? nil : Parameter(old: old, new: new)
        }
        removedDocuments = old.documents.filter { !new.documents.contains($0) }
        addedDocuments = new.documents.filter { !old.documents.contains($0) }
    }

    /// Whether they say the same.
    public var isEmpty: Bool { parameters.isEmpty && removedDocuments.isEmpty && addedDocuments.isEmpty }
}
