/// The parameters that judge the rows of one petition, looked up once instead of once a row.
///
/// Everything counts on the petition's date; only ages count on each row's own start. A class, so that a row costs no
/// copy of it.
final class RulesInForce: Sendable {
    let registrationAge: Int
    let identityAge: Int
    let majorityAge: Int
    let militaryAges: Range<Int>
    let staysAllowed: Set<Stay>
    let longestTemporaryStay: Int
    let shortStay: Int
    let filingDays: Int?
    let newSampleSince: Day
    let feeRequired: Bool
    /// The fee in tenge with two decimals, as messages need it.
    let fee: String
    let feeExemptions: Set<FeeExemption>
    /// The first day on which a stay may start.
    let earliest: Day
    /// The day before which a stay has to start, and on which it has to have ended at the latest.
    let horizon: Day
    private let documents: DocumentTable
    private let unconfirmed: Set<Doubt>

    /// A number that messages tell, which may be unconfirmed.
    enum Doubt: Hashable, Sendable {
        case registrationAge, identityAge, majorityAge, militaryAges, staysAllowed, longestStay, shortStay, filingDays,
            fee
    }

    init(_ policy: Policy, _ terms: PetitionTerms) {
        let day = terms.dated
        registrationAge = policy.registrationAge.on(day)
        identityAge = policy.identityAge.on(day)
        majorityAge = policy.majorityAge.on(day)
        militaryAges = policy.militaryAges.on(day)
        staysAllowed = policy.staysAllowed.on(day).stays(at: terms.kind)
        longestTemporaryStay = policy.longestTemporaryStay.on(day)
        shortStay = policy.shortStay.on(day)
        filingDays = policy.filingDays.on(day)
        newSampleSince = policy.newSampleSince.on(day)
        feeRequired = policy.feeRequired.on(day)
        let tiyn = policy.fee(on: day)
        fee = "\(tiyn / 100).\(tiyn / 10 % 10)\(tiyn % 10)"
        feeExemptions = policy.feeExemptions.on(day)
        earliest = terms.today.adding(years: -policy.backDating.on(day))
        horizon = terms.today.adding(years: policy.horizon.on(day))
        documents = DocumentTable(policy.documents(on: day), at: terms.kind)
        let doubts: [(Doubt, isConfirmed: Bool)] = [
            (.registrationAge, policy.registrationAge.entry(on: day).confirmed),
            (.identityAge, policy.identityAge.entry(on: day).confirmed),
            (.majorityAge, policy.majorityAge.entry(on: day).confirmed),
            (.militaryAges, policy.militaryAges.entry(on: day).confirmed),
            (.staysAllowed, policy.staysAllowed.entry(on: day).confirmed),
            (.longestStay, policy.longestTemporaryStay.entry(on: day).confirmed),
            (.shortStay, policy.shortStay.entry(on: day).confirmed),
            (.filingDays, policy.filingDays.entry(on: day).confirmed),
            (.fee, policy.isFeeConfirmed(on: day)),
        ]
        unconfirmed = Set(doubts.filter { !$0.isConfirmed }.map(\.0))
    }

    /// The arguments of a message with the mark of a number that nobody has seen in its source.
    func marked(_ arguments: [String: String], _ doubt: Doubt) -> [String: String] {
        guard unconfirmed.contains(doubt) else { return arguments }
        return arguments.merging([Issue.unconfirmedKey: YesNo.yes.rawValue]) { $1 }
    }

    /// The papers that a row needs by the decision table.
    func needs(of reading: RowReading, _ unreadable: ColumnSet, _ age: Int?) -> PaperNeeds {
        let isCitizen = reading.citizenship.map { $0 == Citizenship.kazakhstan }
        let ageGroup: AgeGroup? = age.map { $0 < identityAge ? .child : $0 < majorityAge ? .youth : .adult }
        let isLiable = reading.sex == .male && isCitizen == true && age.map { militaryAges ~= $0 } ?? false
        return documents[
            DocumentCase(
                reading.action, stay: reading.stay, age: ageGroup,
                citizenship: isCitizen.map { $0 ? .citizen : .foreigner },
                card: unreadable.contains(.documentSample) ? nil : card(of: reading, ageGroup),
                military: isLiable ? .liable : .notLiable)]
    }

    /// Removal at the former address is automatic with a card of the new sample; a child has no such card.
    private func card(of reading: RowReading, _ age: AgeGroup?) -> CardGroup {
        switch reading.documentSample {
        case .new: reading.documentType != .birthCertificate && age != .child ? .new : .absent
        case .old: .old
        case nil: .absent
        }
    }
}
