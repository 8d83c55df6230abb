/// Somebody who asks what registration needs: what they say of themselves, and nothing by which to know them.
public struct Newcomer: Hashable, Sendable {
    /// Where they will live.
    public enum Home: Hashable, Sendable {
        /// A dwelling of their own.
        case own
        /// A dwelling of somebody else: rented, or of relatives.
        case another
        /// An institution, whose administration files for them.
        case institution(InstitutionKind)
    }

    /// Where they will live.
    public var home: Home
    /// How long.
    public var stay: Stay
    /// Their age in years.
    public var age: Int
    /// Their sex.
    public var sex: Sex
    /// Whether they are citizens of Kazakhstan.
    public var isCitizen: Bool
    /// Their identity card's sample; nil without a card.
    public var card: DocumentSample?
    /// Why they pay no fee.
    public var exemption: FeeExemption?

    /// Describes somebody.
    public init(
        home: Home, stay: Stay, age: Int, sex: Sex, isCitizen: Bool = true, card: DocumentSample? = .new,
        exemption: FeeExemption? = nil
    ) {
        self.home = home
        self.stay = stay
        self.age = age
        self.sex = sex
        self.isCitizen = isCitizen
        self.card = card
        self.exemption = exemption
    }
}

/// One thing that somebody brings along, or that is filed for them.
public enum NeededPaper: Hashable, Sendable {
    /// Their own statement; with the owner's consent where the dwelling is another's.
    case statement(needsConsent: Bool)
    /// The petition of the institution's administration.
    case petition
    /// The book of registration of citizens or an address reference.
    case registrationBook
    /// The paper that proves an exemption from the fee.
    case exemption(FeeExemption)
    /// What the rule of a code would miss.
    case rule(IssueCode)
    /// One of the documents that the rules accept from them.
    case identity(IssueCode, [DocumentType])
}

extension Policy {
    /// Everything that somebody needs to be registered on a day: what the rules of rows would miss in a row about them that has
    /// no papers at all, and what the seed page asks beside.
    public func papers(for person: Newcomer, on day: Day) -> [NeededPaper] {
        var papers = [NeededPaper]()
        switch person.home {
        case .own: papers += [.statement(needsConsent: false), .rule(.premisesTitleMissing)]
        case .another: papers += [.statement(needsConsent: true), .rule(.premisesTitleMissing)]
        case .institution: papers.append(.petition)
        }
        papers.append(.registrationBook)
        papers += missing(of: person, on: day)
        if let exemption = person.exemption { papers.append(.exemption(exemption)) }
        return papers
    }

    private func missing(of person: Newcomer, on day: Day) -> [NeededPaper] {
        let documents = DocumentType.allCases.filter { type in
            person.mayHave(type) && !person.codes(with: type, under: self, on: day).contains(where: \.isOfKind)
        }
        let codes = person.codes(with: documents.first, under: self, on: day)
        return codes.compactMap { code in
            switch code {
            case .documentMissing: .identity(code, documents)
            // who has no institution has no placement there
            case .placementBasisRequired where !person.isInInstitution: nil
            default: code.isOfPaper ? .rule(code) : nil
            }
        }
    }
}

extension IssueCode {
    /// Whether a document is of the wrong kind.
    fileprivate var isOfKind: Bool { self == .documentBirthCertificateRequired || self == .documentIdentityRequired }

    /// Whether a paper is missing.
    fileprivate var isOfPaper: Bool {
        [.documents, .arrival, .care, .military, .fee].contains(subject)
    }
}

extension Newcomer {
    fileprivate var isInInstitution: Bool { if case .institution = home { true } else { false } }

    /// Whether they could have a document of a kind; what the rules say of it is another thing.
    fileprivate func mayHave(_ type: DocumentType) -> Bool {
        switch type {
        case .idCard: card != nil && isCitizen
        case .passport: true
        case .birthCertificate: isCitizen
        case .residencePermit, .statelessCertificate, .refugeeCertificate: !isCitizen
        }
    }

    /// The codes of a row about them in which nothing but themselves and their document's kind is told, each once.
    fileprivate func codes(with type: DocumentType?, under policy: Policy, on day: Day) -> [IssueCode] {
        let kind: InstitutionKind = if case .institution(let kind) = home { kind } else { .other }
        let until = stay == .temporary ? day.adding(days: 30) : nil
        var cells: [Column: String] = [
            .action: Action.arrive.rawValue, .sex: sex.rawValue, .birthDate: "\(day.adding(years: -age))",
            .citizenship: isCitizen ? Citizenship.kazakhstan : "UZB", .stay: stay.rawValue, .from: "\(day)",
        ]
        cells[.until] = until.map { "\($0)" }
        cells[.documentType] = type?.rawValue
        if type == .idCard { cells[.documentSample] = card?.rawValue }
        cells[.feeExemption] = exemption?.rawValue
        let terms = PetitionTerms(kind: kind, dated: day, today: day)
        let found = RowJudge(policy: policy, terms: terms).judge(RowText(number: 1, cells: cells)).issues
        var seen: Set<IssueCode> = []
        return found.map(\.code).filter { seen.insert($0).inserted }
    }
}
