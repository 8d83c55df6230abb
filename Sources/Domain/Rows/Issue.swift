/// One finding of the checks on a petition: a code and its place; the words for it are in Texts.
public struct Issue: Hashable, Sendable {
    /// How much an issue weighs: an error blocks its row, a warning needs the clerk's word, a note informs.
    public enum Severity: String, CaseIterable, Hashable, Sendable, Codable {
        case note, warning, error
    }

    /// Where the issue is, as the clerk's own program numbers rows.
    public enum Place: Hashable, Sendable {
        case file
        case column(Column)
        case row(Int)
        case cell(row: Int, column: Column)

        /// The row's number, nil for the file and its columns.
        public var row: Int? {
            switch self {
            case .row(let row), .cell(let row, _): row
            case .file, .column: nil
            }
        }

        /// The column, nil for the file and whole rows.
        public var column: Column? {
            switch self {
            case .column(let column), .cell(_, let column): column
            case .file, .row: nil
            }
        }
    }

    /// The stable code.
    public let code: IssueCode
    /// How much it weighs.
    public let severity: Severity
    /// Where it is.
    public let place: Place
    /// The text that was found there, as written; nil when nothing was.
    public let found: String?
    /// What the message needs beside it: dates as `yyyy-MM-dd`, numbers in digits, words by their stable names.
    public let arguments: [String: String]

    /// Makes an issue; without a severity it has its code's usual one.
    public init(
        _ code: IssueCode, at place: Place, found: String? = nil, arguments: [String: String] = [:],
        severity: Severity? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.place = place
        self.found = found
        self.arguments = arguments
    }
}

extension Issue {
    static let readKey = "read"
    static let nearestKey = "nearest"
    static let unconfirmedKey = "unconfirmed"

    /// What a repaired cell was read as, in stable form; nil when nothing was repaired.
    ///
    /// `found` is then what the clerk wrote: with both the repair can be shown, and undone.
    public var read: String? { arguments[Issue.readKey] }

    /// The value that the clerk most likely meant, to be taken with one click; nil when there is no such guess.
    ///
    /// Nothing was changed: a stable value for a column of words, a text for others.
    public var nearest: String? { arguments[Issue.nearestKey] }

    /// Whether it goes by a number of the policy that nobody has seen in its source.
    public var isUnconfirmed: Bool { arguments[Issue.unconfirmedKey] != nil }
}
