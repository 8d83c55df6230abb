/// Where a rule is written, and since when it holds.
public enum RuleSource: Hashable, Sendable {
    /// A parameter of the policy: whatever law sets.
    case parameter(RuleParameter)
    /// A sentence of the seed page.
    case seedPage(SeedSentence)
    /// An act or a reason that no parameter stands for.
    case ground(RuleGround)
}

/// One parameter of a policy as it is on a day, for people to read.
public struct RuleParameter: Hashable, Sendable {
    /// The parameter's stable name, such as `identity_age`.
    public let name: String
    /// The value in digits, a date as `yyyy-MM-dd`, or `yes` and `no`; nil where it is no single value.
    public let value: String?
    /// The first day on which it is in force; nil where it holds as far back as the policy goes.
    public let since: Day?
    /// Where it is written.
    public let source: String
    /// Whether somebody has seen the source say it.
    public let isConfirmed: Bool

    /// A line of the decision table.
    init(_ line: DocumentLine, in policy: Policy) {
        name = "documents"
        value = nil
        since = line.since <= policy.from ? nil : line.since
        source = line.source
        isConfirmed = line.confirmed
    }

    init<Value>(_ name: String, _ dated: Dated<Value>, on day: Day, _ shown: (Value) -> String? = { _ in nil }) {
        let entry = dated.entry(on: day)
        self.name = name
        value = shown(entry.value)
        since = entry == dated.entries[0] ? nil : entry.since
        source = entry.source
        isConfirmed = entry.confirmed
    }
}

/// Acts and reasons behind rules that no parameter of the policy sets.
public enum RuleGround: String, CaseIterable, Hashable, Sendable, Codable {
    /// How an IIN is formed.
    case identificationNumbers = "identification_numbers"
    /// Residents of the country have to be registered where they live.
    case migrationLaw = "migration_law"
    /// Identity documents and how their numbers are formed.
    case identityDocuments = "identity_documents"
    /// Somebody has to be able to read the list.
    case reading
    /// A repair that changes no meaning is told.
    case repairs
    /// The register says one thing of a person on a day.
    case oneRegister = "one_register"
    /// Nobody is registered where there is no place.
    case capacity
    /// Who files does not decide, and nobody decides twice.
    case separation
    /// An act is done whole or not at all.
    case wholeActs = "whole_acts"

    /// The first day on which it holds; nil for what the service itself needs, from its first day.
    public var since: Day? {
        switch self {
        case .identificationNumbers: Day(year: 2007, month: 5, day: 22)
        case .migrationLaw: Day(year: 2011, month: 7, day: 22)
        case .identityDocuments: Day(year: 2013, month: 7, day: 4)
        case .reading, .repairs, .oneRegister, .capacity, .separation, .wholeActs: nil
        }
    }
}

extension Policy {
    /// Where a rule is written under this policy: its parameters on a day, the sentences of the seed page, and the ground.
    public func sources(of code: IssueCode, on day: Day) -> [RuleSource] {
        parameters(of: code, on: day).map { .parameter($0) }
            + SeedSentence.naming(code).map { .seedPage($0) } + [code.ground].compactMap { $0 }.map { .ground($0) }
    }

    /// The parameters that a rule takes from the policy, as they are on a day, and the lines of its decision table.
    public func parameters(of code: IssueCode, on day: Day) -> [RuleParameter] {
        switch code {
        case .documentBirthCertificateRequired, .documentIdentityRequired:
            return [RuleParameter("identity_age", identityAge, on: day) { "\($0)" }]
        case .documentMissing: return lines(of: .identity, on: day)
        case .previousAddressRequired: return lines(of: .previousAddress, on: day)
        case .placementBasisRequired: return lines(of: .placementBasis, on: day)
        case .departureReasonRequired: return lines(of: .departureReason, on: day)
        case .departureLeafRequired:
            return lines(of: .departureLeaf, on: day) + [
                RuleParameter("new_sample_since", newSampleSince, on: day) { "\($0)" },
                RuleParameter("identity_age", identityAge, on: day) { "\($0)" },
            ]
        case .parentsDeclarationRequired, .parentsRegisteredElsewhere:
            return lines(of: .parentsDeclaration, on: day) + [
                RuleParameter("majority_age", majorityAge, on: day) { "\($0)" }
            ]
        case .militaryDocumentRequired, .militaryMarkRequired:
            return lines(of: .military, on: day) + [
                RuleParameter("military_ages", militaryAges, on: day) { "\($0.lowerBound)–\($0.upperBound - 1)" }
            ]
        case .feeReceiptRequired: return feeParameters(on: day)
        case .feeExemptionUnknown: return [RuleParameter("fee_exemptions", feeExemptions, on: day)]
        case .attachmentRequired: return [RuleParameter("scans", scans, on: day)]
        default: return parameters(ofTime: code, on: day)
        }
    }

    /// Those of rules on ages and days.
    private func parameters(ofTime code: IssueCode, on day: Day) -> [RuleParameter] {
        let backDating = RuleParameter("back_dating_years", backDating, on: day) { "\($0)" }
        switch code {
        case .ageBelowRegistration: return [RuleParameter("registration_age", registrationAge, on: day) { "\($0)" }]
        case .stayKindNotAllowed: return [RuleParameter("stays_allowed", staysAllowed, on: day)]
        case .stayTooLong:
            return [RuleParameter("longest_temporary_stay_years", longestTemporaryStay, on: day) { "\($0)" }]
        case .stayNeedsNone: return [RuleParameter("short_stay_days", shortStay, on: day) { "\($0)" }]
        case .stayFiledLate:
            return [RuleParameter("filing_days", filingDays, on: day) { $0.map { "\($0)" } }]
        case .stayBeyondHorizon: return [RuleParameter("horizon_years", horizon, on: day) { "\($0)" }, backDating]
        case .petitionBackDated: return [backDating]
        default: return []
        }
    }

    /// The lines of the decision table that ask for a paper.
    private func lines(of paper: Paper, on day: Day) -> [RuleParameter] {
        documents(on: day).filter { $0.paper == paper }.map { RuleParameter($0, in: self) }
    }

    /// What the state fee is made of on a day.
    public func feeParameters(on day: Day) -> [RuleParameter] {
        [
            RuleParameter("fee_required", feeRequired, on: day, Self.word),
            RuleParameter("fee_percent", feeShare, on: day) { "\($0)" },
            RuleParameter("monthly_index", monthlyIndex, on: day) { ($0 * 100).inTenge },
        ]
    }

    /// Where the refusal of an act is written.
    public func sources(of code: RefusalCode, on day: Day) -> [RuleSource] {
        switch code {
        case .submitterDecides:
            [
                .parameter(RuleParameter("cooling_off_days", coolingOffDays, on: day) { "\($0)" }),
                .ground(.separation),
            ]
        case .samePerson:
            [
                .parameter(RuleParameter("second_person_from_rows", secondPersonFrom, on: day) { $0.map { "\($0)" } }),
                .ground(.separation),
            ]
        case .registerMoved: [.ground(.oneRegister)]
        default: [.ground(.wholeActs)]
        }
    }

    private static func word(_ isSo: Bool) -> String { (isSo ? YesNo.yes : .no).rawValue }
}

extension Int {
    /// So many tiyn in tenge with two decimals, as messages need money.
    public var inTenge: String { "\(self / 100).\(self / 10 % 10)\(self % 10)" }
}

extension IssueCode {
    /// The ground of a rule beside the policy and the seed page; nil where these say all.
    public var ground: RuleGround? {
        switch self {
        case .iinMissing, .iinLength, .iinNotDigits, .iinCheckDigit, .iinDateImpossible, .iinBirthDateDiffers,
            .iinSexDiffers:
            .identificationNumbers
        case .iinLeadingZeroRestored, .iinSeparatorsRemoved, .textBlanksRemoved, .textMarksRemoved, .valueRemembered,
            .nameCapitals, .nameSplit, .nameMixedAlphabets, .dateReadAs, .documentNumberCleaned, .headerFullName:
            .repairs
        case .documentNumberFormat, .documentIssuedInFuture: .identityDocuments
        case .nameMissing, .nameCharacters, .birthDateMissing, .birthDateInFuture, .sexMissing, .stayMissing,
            .stayFromMissing, .stayUntilMissing, .stayUntilNotAllowed, .stayUntilBeforeFrom, .petitionInFuture:
            .migrationLaw
        case .occupancyFull, .buildingUnknown: .capacity
        case .documentMissing, .documentBirthCertificateRequired, .documentIdentityRequired, .departureLeafRequired,
            .previousAddressRequired, .placementBasisRequired, .parentsDeclarationRequired,
            .parentsRegisteredElsewhere, .militaryDocumentRequired, .militaryMarkRequired, .feeReceiptRequired,
            .departureReasonRequired, .ageBelowRegistration, .feeExemptionUnknown, .stayKindNotAllowed, .stayNeedsNone,
            .stayFiledLate, .stayTooLong, .stayBeyondHorizon, .petitionBackDated, .premisesTitleMissing,
            .attachmentRequired:
            nil
        default:
            switch subject {
            case .register, .petition: .oneRegister
            default: .reading
            }
        }
    }
}
