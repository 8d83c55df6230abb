/// What a row says once its cells are read: typed, with what the petition, the IIN and the design say where the row is
/// silent.
///
/// nil means that the cell was empty or could not be read; in the second case an issue says so.
public struct RowReading: Hashable, Sendable {
    /// What the row asks for; `arrive` when it does not say.
    public var action: Action
    /// Whose row it is; a leading zero that a spreadsheet dropped is back.
    public var iin: IIN?
    /// The birth date as written, else as the IIN has it.
    public var birthDate: Day?
    /// The sex as written, else as the IIN has it.
    public var sex: Sex?
    /// ISO 3166 alpha-3; `KAZ` when the row does not say.
    public var citizenship: String?
    /// The document that proves identity.
    public var documentType: DocumentType?
    /// When that document was issued.
    public var documentIssuedOn: Day?
    /// The identity card's sample as written, else by its date of issue.
    public var documentSample: DocumentSample?
    /// The kind of stay as written, else the petition's; `temporary` for an extension that does not say.
    public var stay: Stay?
    /// The first day of the stay as written, else, for arrivals and the opening register, the petition's.
    public var from: Day?
    /// The day the resident leaves, itself not counted; nil is an open end.
    ///
    /// As written, else the petition's, except for permanent stays.
    public var until: Day?
    /// Whether the resident is registered with their parents.
    public var registeredWithParents: Bool?
    /// When the local military body took the resident on its register.
    public var militaryMarkOn: Day?
    /// Why no fee is due.
    public var feeExemption: FeeExemption?
    /// Why the resident leaves.
    public var departureReason: DepartureReason?
    /// The premises of the building that the row names; nil when it names none that is known.
    public var premises: Int64?

    /// A reading that knows nothing but what the row asks for.
    public init(action: Action = .arrive) { self.action = action }
}

/// How a row stands after its checks.
public enum RowState: String, CaseIterable, Hashable, Sendable, Codable {
    case sound, warned, faulty

    /// The state that a row's heaviest issue gives it.
    public init(_ issues: some Sequence<Issue>) {
        var weight = 0
        for issue in issues { weight = max(weight, issue.severity.weight) }
        self = weight == 0 ? .sound : weight == 1 ? .warned : .faulty
    }
}

/// A row with what was read from it and what the checks found.
public struct JudgedRow: Hashable, Sendable {
    /// The row's text; cells of names, numbers and addresses that were repaired hold what they were read as.
    public let text: RowText
    /// What it says.
    public let reading: RowReading
    /// What was found, in the order of the columns.
    public let issues: [Issue]
    /// How it stands.
    public let state: RowState
    /// What was written in cells that were repaired or could not be read, to be kept beside their values.
    ///
    /// Judged again from it, the row gets the same values and the same notes.
    public let written: [Column: String]

    /// Makes a judged row; its state follows from its issues.
    public init(
        text: consuming RowText, reading: consuming RowReading, issues: [Issue], written: [Column: String] = [:]
    ) {
        state = issues.isEmpty ? .sound : RowState(issues)
        self.text = text
        self.reading = reading
        self.issues = issues
        self.written = written
    }

    /// The row with an issue more.
    public func adding(_ issue: Issue) -> JudgedRow {
        JudgedRow(text: text, reading: reading, issues: issues + [issue], written: written)
    }
}

extension Issue.Severity {
    /// note 0, warning 1, error 2.
    public var weight: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
