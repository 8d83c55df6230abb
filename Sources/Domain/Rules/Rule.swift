/// One rule: its name is the code of the issue that it finds.
struct Rule: Sendable {
    let code: IssueCode
    let judge: @Sendable (RowCase, inout Findings) -> Void

    init(_ code: IssueCode, _ judge: @escaping @Sendable (RowCase, inout Findings) -> Void) {
        self.code = code
        self.judge = judge
    }

    /// All rules, subject by subject.
    static let all: [Rule] = identity + documents + arrival + stays + care + military + fee + departure
}

/// One row in front of the rules: what it says, on what terms, under which parameters.
struct RowCase: Sendable {
    let reading: RowReading
    /// Columns whose cells hold something, readable or not.
    let filled: ColumnSet
    /// Filled columns that could not be read.
    let unreadable: ColumnSet
    /// The resident's age in years on the day that ages count on; nil when either day is unknown.
    let age: Int?
    private let papers: PaperNeeds
    /// Outlives the case, which is its own.
    private unowned(unsafe) let judge: RowJudge

    init(
        _ reading: RowReading, filled: ColumnSet, unreadable: ColumnSet, _ judge: RowJudge
    ) {
        self.reading = reading
        self.filled = filled
        self.unreadable = unreadable
        self.judge = judge
        let day = reading.from ?? (reading.action == .extend ? judge.terms.dated : nil)
        age = if let birth = reading.birthDate, let day, birth <= day { birth.years(until: day) } else { nil }
        papers = unreadable.contains(.action) ? PaperNeeds() : judge.inForce.needs(of: reading, unreadable, age)
    }

    /// What the petition says for all its rows.
    @inline(__always)
    var terms: PetitionTerms { judge.terms }

    /// The parameters of the rules.
    @inline(__always)
    var inForce: RulesInForce { judge.inForce }

    /// Whether nothing is written in a cell; an unreadable cell has its own issue.
    @inline(__always)
    func lacks(_ column: Column) -> Bool { !filled.contains(column) }

    /// Whether the row needs a paper, or is told of it; a row whose action is unreadable needs none yet.
    @inline(__always)
    func needs(_ paper: Paper) -> Bool { papers.need(of: paper) != nil }

    /// How much the lack of a paper weighs: nil, the code's own severity, where it is required.
    func severity(lacking paper: Paper) -> Issue.Severity? { papers.need(of: paper) == .advised ? .note : nil }

    /// Whether the row asks for an action, and says so readably.
    @inline(__always)
    func asks(_ action: Action) -> Bool { reading.action == action && !unreadable.contains(.action) }

    /// Whether the row gives its resident a stay: everything but departures.
    @inline(__always)
    var givesStay: Bool { asks(.arrive) || asks(.opening) || asks(.extend) }
}
