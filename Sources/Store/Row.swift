public import Domain
internal import Postgres

/// A row of a petition as it is kept.
public struct StoredRow: Sendable, Identifiable {
    /// Its number, as the clerk's own program shows it.
    public let number: Int
    /// How it stands.
    public let state: RowState
    /// What became of it.
    public let outcome: RowOutcome
    /// The ground, when it was refused.
    public let ground: RefusalGround?
    /// What it asks for.
    public let action: Action
    /// The person's IIN, when it could be read.
    public let iin: IIN?
    /// Its cells as text: what was read or repaired in stable form (days as `yyyy-MM-dd`), what could not be read as found.
    public let values: [Column: String]
    /// What was written in cells that were repaired or could not be read.
    public let written: [Column: String]
    /// Cells of columns that the design does not know, by header.
    public let other: [String: String]
    /// The columns that the clerk wants to be read as they are written.
    public let verbatim: Set<Column>

    /// Its number.
    public var id: Int { number }

    /// The row as it was written, to be judged again: the same repairs and notes come out.
    public var text: RowText {
        var text = RowText(number: number, cells: values.merging(written) { $1 }, verbatim: verbatim)
        text.other = other
        return text
    }

    /// The text that a cell is judged from; nil when it is empty.
    func cell(_ column: Column) -> String? { written[column] ?? values[column] }

    /// Surname, given name and patronymic, as far as they are there.
    public var fullName: String {
        [values[.surname], values[.givenName], values[.patronymic]].compactMap(\.self).joined(separator: " ")
    }

    init(_ row: borrowing RowView) throws {
        number = try row.decode("number")
        state = try row.decode("state")
        outcome = try row.decode("outcome")
        ground = try row.decode("ground")
        action = try row.decode("action")
        iin = try row.decode("iin", as: IIN?.self)
        var values: [Column: String] = [:]
        for column in Column.allCases where column != .iin {
            values[column] = try row.decode(column.storedName, as: String?.self)
        }
        values[.iin] = iin?.digits
        var written: [Column: String] = [:]
        for (name, text) in try row.decode("written", as: Texts?.self)?.values ?? [:] {
            if let column = Column(rawValue: name) { written[column] = text }
        }
        // A repaired cell has its value beside what was written. An unreadable action stands in its column as `arrive`.
        for (column, text) in written where values[column] == nil || column == .action { values[column] = text }
        self.values = values
        self.written = written
        other = try row.decode("other", as: Texts?.self)?.values ?? [:]
        verbatim = Set((try row.decode("verbatim", as: [String]?.self) ?? []).compactMap(Column.init(rawValue:)))
    }
}

extension Column {
    /// The column's name in the table: two of ours are words of SQL.
    var storedName: String {
        switch self {
        case .from: "from_day"
        case .until: "until_day"
        default: rawValue
        }
    }
}

/// An issue as it is kept.
public struct StoredIssue: Sendable, Identifiable {
    /// Its number within its petition.
    public let id: Int64
    /// What it says.
    public let issue: Issue
    /// Where the next page starts after it.
    public let cursor: [Int64]

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        cursor = try row.decode("place")
        let number = try row.decode("row_number", as: Int?.self)
        let column = try row.decode("column_name", as: Column?.self)
        let place: Issue.Place =
            switch (number, column) {
            case (let number?, let column?): .cell(row: number, column: column)
            case (let number?, nil): .row(number)
            case (nil, let column?): .column(column)
            case (nil, nil): .file
            }
        issue = Issue(
            try row.decode("code"), at: place, found: try row.decode("found"),
            arguments: try row.decode("arguments", as: Texts.self).values, severity: try row.decode("severity"))
    }
}

/// The same mistake over many rows.
public struct IssueGroup: Sendable, Hashable {
    /// How much it weighs.
    public let severity: Issue.Severity
    /// Its code.
    public let code: IssueCode
    /// Its column.
    public let column: Column?
    /// How many there are.
    public let count: Int
    /// The first row that has it.
    public let firstRow: Int?
    /// What was found in all of them; `.anything` where each has its own text.
    public let found: Mistake.Found
    /// How many of them suggest a value.
    public let suggestions: Int
    /// The value that all of them suggest.
    public let nearest: String?
    /// What all of them were read as.
    public let read: String?
    /// The number that the rule sets, where it is the same for all of them.
    public let limit: String?
    /// Whether they say how cells were read that are not written in the usual way.
    public let isReading: Bool

    /// The mistake, when it is one of cells.
    public var mistake: Mistake? { column.map { Mistake(code, in: $0, found: found) } }

    init(_ row: borrowing RowView) throws {
        severity = try row.decode("severity")
        code = try row.decode("code")
        column = try row.decode("column_name")
        count = try row.decode("issues")
        firstRow = try row.decode("first_row")
        found =
            switch try row.decode("kind", as: String.self) {
            case "text": .text(try row.decode("found"))
            case "nothing": .nothing
            default: .anything
            }
        suggestions = try row.decode("suggestions")
        nearest = try row.decode("nearest")
        read = try row.decode("read")
        limit = try row.decode("bound")
        isReading = try row.decode("is_reading")
    }
}

/// A reviewer's note pinned to a cell, or to a whole row.
public struct PinnedNote: Sendable, Hashable {
    /// The row.
    public let row: Int
    /// The column; nil is the whole row.
    public let column: Column?
    /// The reviewer's words.
    public let text: String

    init(_ view: borrowing RowView) throws {
        row = try view.decode("row_number")
        column = Column(rawValue: try view.decode("column_name", as: String.self))
        text = try view.decode("text")
    }
}
