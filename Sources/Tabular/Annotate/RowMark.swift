/// What is to be said of a row in a copy of its own file. Columns count from 0, as they stand in that file.
public struct RowMark: Hashable, Sendable {
    /// What is to be said of one cell.
    public struct Cell: Hashable, Sendable {
        /// Its column.
        public let column: Int
        /// The colour behind it; nil leaves it as it is.
        public var fill: CellStyle.Fill?
        /// What is pinned to it.
        public var comment: String?
        /// What it holds from now on; nil leaves it as it is.
        public var text: String?

        /// Marks a cell.
        public init(column: Int, fill: CellStyle.Fill? = nil, comment: String? = nil, text: String? = nil) {
            self.column = column
            self.fill = fill
            self.comment = comment
            self.text = text
        }
    }

    /// The row's number, as the readers give it.
    public let number: Int
    /// What stands in the first column, a line each.
    public var lines: [String]
    /// The colour behind it.
    public var fill: CellStyle.Fill?
    /// Its cells, in the order of their columns, each once.
    public var cells: [Cell]

    /// Marks a row.
    public init(number: Int, lines: [String] = [], fill: CellStyle.Fill? = nil, cells: [Cell] = []) {
        self.number = number
        self.lines = lines
        self.fill = fill
        self.cells = cells.sorted { $0.column < $1.column }
    }
}

/// The column of a copy that says what is wrong with each row.
public struct MarkColumn: Hashable, Sendable {
    /// Its header.
    public var title: String
    /// The row the file's headers are in.
    public var headerRow: Int
    /// Its place in the file when it is there from an earlier copy, from 0; nil puts it in front of all others.
    public var place: Int?

    /// Describes the column.
    public init(title: String, headerRow: Int, place: Int? = nil) {
        self.title = title
        self.headerRow = headerRow
        self.place = place
    }
}

/// A file that holds something which cannot be kept in a marked copy; what can be read of it is still right.
public struct NotMarkable: Error, Hashable {
    /// What that is.
    public let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// The marks of rows as they are asked for, one after another in ascending order.
struct MarkQueue {
    private let next: () throws -> RowMark?
    private var waiting: RowMark?
    private var isAtEnd = false

    init(_ next: @escaping () throws -> RowMark?) { self.next = next }

    /// The mark of a row; nil when there is none. Rows are asked for in ascending order.
    mutating func mark(_ row: Int) throws -> RowMark? {
        while !isAtEnd, waiting.map({ $0.number < row }) ?? true {
            waiting = try next()
            isAtEnd = waiting == nil
        }
        return waiting?.number == row ? waiting : nil
    }
}
