/// One mistake over many rows: a code in a column, and what was found there.
public struct Mistake: Hashable, Sendable {
    /// What stands in the cells.
    public enum Found: Hashable, Sendable {
        /// Whatever it is.
        case anything
        /// Nothing: the cells are empty.
        case nothing
        /// This text.
        case text(String)
    }

    /// The column.
    public let column: Column
    /// What is wrong.
    public let code: IssueCode
    /// What stands there.
    public let found: Found

    /// Describes a mistake.
    public init(_ code: IssueCode, in column: Column, found: Found) {
        self.code = code
        self.column = column
        self.found = found
    }

    /// Whether a remedy can be right for all of its rows.
    public func allows(_ remedy: Remedy) -> Bool {
        switch remedy {
        case .value: !column.isPersonal && found != .anything
        case .suggestions: column != .iin
        case .asWritten: true
        }
    }

    /// Whether what the found text means may be remembered for the next files.
    ///
    /// Only a way of writing is: a mistake in what is said (a wrong sex, a missing paper) is another one in each file.
    public var mayBeRemembered: Bool {
        guard case .text = found else { return false }
        return column.mayBeRemembered && (code == .wordUnknown || code == .cellFormulaText)
    }
}

/// What is done to all cells with one mistake.
public enum Remedy: Hashable, Sendable {
    /// The same value for all.
    case value(String)
    /// To each the value that its own issue suggests.
    case suggestions
    /// They are read as they are written.
    case asWritten
}

extension Column {
    /// Whether its cells are a person's own, so that one value cannot be right for many rows, and a text found in two of
    /// them is chance.
    public var isPersonal: Bool {
        switch self {
        case .iin, .surname, .givenName, .patronymic, .birthDate, .documentNumber, .documentIssuedOn, .departureLeaf,
            .militaryDocument, .militaryMarkOn:
            true
        default: false
        }
    }

    /// Whether an institution's own way of writing its cells may be remembered: words and addresses, never anything that
    /// tells who somebody is, no dates and no numbers.
    public var mayBeRemembered: Bool {
        WordBook.columns.contains(self)
            || [.documentIssuer, .previousAddress, .departedTo, .building].contains(self)
    }
}
