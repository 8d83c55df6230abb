public import Domain
public import FoundationEssentials
internal import Postgres

/// What a repair of many rows came to.
public struct Repaired: Hashable, Sendable, Codable {
    /// The repair, to be undone by its number.
    public let repair: Int64
    /// How many rows it changed.
    public let rows: Int
    /// Whether the next files will be read so too.
    public let isRemembered: Bool
    /// How many of the rows went to the petition of another building.
    public let moved: Int
}

/// A repair of a draft as it is listed.
public struct StoredRepair: Sendable, Identifiable {
    /// What a repair put into its cells.
    public enum Kind: String, Hashable, Sendable {
        case value, suggestions
        case asWritten = "as_written"
    }

    /// Its number.
    public let id: Int64
    /// What was put in.
    public let kind: Kind
    /// The column.
    public let column: Column
    /// The mistake; nil when a cell of one row was changed.
    public let code: IssueCode?
    /// What stood in the cells, where it was the same or there is one; nil too when they were empty.
    public let found: String?
    /// What was put in, likewise.
    public let value: String?
    /// The row, where there is one.
    public let row: Int?
    /// How many rows it changed.
    public let rows: Int
    /// Whether the next files are read so too.
    public let isRemembered: Bool
    /// Who made it.
    public let madeByName: String
    /// When.
    public let madeAt: Date
    /// Who undid it.
    public let undoneByName: String?
    /// When.
    public let undoneAt: Date?

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        kind = try row.decode("kind")
        column = try row.decode("column_name")
        code = try row.decode("code")
        found = try row.decode("found")
        value = try row.decode("value")
        self.row = try row.decode("row_number")
        rows = try row.decode("rows")
        isRemembered = try row.decode("is_remembered")
        madeByName = try row.decode("made_by_name")
        madeAt = try row.decode("made_at")
        undoneByName = try row.decode("undone_by_name")
        undoneAt = try row.decode("undone_at")
    }
}

extension StoredRepair.Kind {
    /// The kind of what a remedy puts in.
    init(_ remedy: Remedy) {
        self =
            switch remedy {
            case .value: .value
            case .suggestions: .suggestions
            case .asWritten: .asWritten
            }
    }
}

/// A repair whose rows are put back.
struct OpenRepair {
    let id: Int64
    let kind: StoredRepair.Kind
    let column: Column
    /// The spelling that was remembered with it.
    let remembered: String?

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        kind = try row.decode("kind")
        column = try row.decode("column_name")
        remembered = try row.decode("is_remembered", as: Bool.self) ? try row.decode("found") : nil
    }
}

/// A cell before and after its repair.
struct RepairedCell {
    let row: Int
    let before: String?
    let after: String?
    let wasVerbatim: Bool

    init(row: Int, before: String?, after: String?, wasVerbatim: Bool) {
        self.row = row
        self.before = before
        self.after = after
        self.wasVerbatim = wasVerbatim
    }

    /// A cell of a changed row; an IIN is in its row and nowhere else.
    init(_ column: Column, _ before: StoredRow, _ after: JudgedRow) {
        let isKept = column != .iin
        self.init(
            row: before.number, before: isKept ? before.cell(column) : nil, after: isKept ? after.cell(column) : nil,
            wasVerbatim: before.verbatim.contains(column))
    }

    init(_ row: borrowing RowView) throws {
        self.init(
            row: try row.decode("row_number"), before: try row.decode("before"), after: try row.decode("after"),
            wasVerbatim: try row.decode("was_verbatim"))
    }

    /// The row as it was before the repair of a kind in a column; nil when its cell was changed since.
    func undone(_ kind: StoredRepair.Kind, _ column: Column, in row: StoredRow) -> RowText? {
        var text = row.text
        if kind == .asWritten {
            guard row.verbatim.contains(column) else { return nil }
            text.verbatim.remove(column)
            return text
        }
        guard row.cell(column) ?? "" == after ?? "" else { return nil }
        text[column] = before
        if wasVerbatim { text.verbatim.insert(column) }
        return text
    }
}
