/// What the petition says for all its rows, and the day on which it is judged.
public struct PetitionTerms: Hashable, Sendable {
    /// The institution's kind.
    public let kind: InstitutionKind
    /// The petition's date.
    public let dated: Day
    /// The kind of stay of rows that name none.
    public let stay: Stay?
    /// The first day of stays that name none.
    public let from: Day?
    /// The day of leaving of rows that name none.
    public let until: Day?
    /// The day on which the petition is judged.
    public let today: Day
    /// The institution's buildings, among which rows may name theirs; nil where they are not known.
    public let buildings: BuildingBook?

    /// Makes the terms.
    public init(
        kind: InstitutionKind, dated: Day, stay: Stay? = nil, from: Day? = nil, until: Day? = nil, today: Day,
        buildings: BuildingBook? = nil
    ) {
        self.kind = kind
        self.dated = dated
        self.stay = stay
        self.from = from
        self.until = until
        self.today = today
        self.buildings = buildings
    }

    /// What is wrong with the petition's own date: `petition.back_dated` or `petition.in_future`, at the file.
    public func issues(under policy: Policy) -> [Issue] {
        if dated > today {
            return [Issue(.petitionInFuture, at: .file, found: "\(dated)", arguments: ["latest": "\(today)"])]
        }
        let earliest = today.adding(years: -policy.backDating.on(today))
        if dated < earliest {
            return [Issue(.petitionBackDated, at: .file, found: "\(dated)", arguments: ["earliest": "\(earliest)"])]
        }
        return []
    }

    /// Refuses a petition whose own date the policy does not allow: `petition.back_dated` or `petition.in_future`.
    public func check(under policy: Policy) throws(Refusal) {
        guard let issue = issues(under: policy).first else { return }
        let code: RefusalCode = issue.code == .petitionInFuture ? .inFuture : .backDated
        throw Refusal(code, arguments: issue.arguments, days: [dated])
    }
}
