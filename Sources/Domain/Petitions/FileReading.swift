/// How characters of a text file are written as bytes.
public enum FileEncoding: String, CaseIterable, Hashable, Sendable, Codable {
    case utf8 = "utf-8"
    case windows1251 = "windows-1251"
    case kz1048 = "kz-1048"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
}

/// What stands between the cells of a CSV file; a `sep=` line may name something else.
public enum FileSeparator: String, CaseIterable, Hashable, Sendable, Codable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"
    case bar = "|"
}

/// What a header's column is taken for.
public enum HeaderMeaning: Hashable, Sendable {
    case column(Column)
    /// Surname, given name and patronymic in one cell.
    case fullName
    /// Nothing: its cells are kept and shown, and not judged.
    case unused

    /// The name for the full name, beside the columns' own.
    public static let fullNameName = "full_name"

    /// The meaning of a name; nothing stands for unused.
    public init?(name: String?) {
        switch name {
        case nil: self = .unused
        case HeaderMeaning.fullNameName: self = .fullName
        case let name?:
            guard let column = Column(rawValue: name) else { return nil }
            self = .column(column)
        }
    }

    /// Its stable name; nil for what is not used.
    public var name: String? {
        switch self {
        case .column(let column): column.rawValue
        case .fullName: HeaderMeaning.fullNameName
        case .unused: nil
        }
    }
}

/// What the clerk knows better than the reader found out; nil is found out.
public struct ReadingWish: Hashable, Sendable, Codable {
    /// How characters are written as bytes.
    public var encoding: FileEncoding?
    /// What stands between the cells.
    public var separator: FileSeparator?
    /// The number of the header's row, as the clerk's own program shows it.
    public var headerRow: Int?
    /// The name of the sheet.
    public var sheet: String?

    /// Nothing is known, but for what is given.
    public init(
        encoding: FileEncoding? = nil, separator: FileSeparator? = nil, headerRow: Int? = nil, sheet: String? = nil
    ) {
        self.encoding = encoding
        self.separator = separator
        self.headerRow = headerRow
        self.sheet = sheet
    }

    private enum CodingKeys: String, CodingKey {
        case encoding, separator, sheet
        case headerRow = "header_row"
    }
}

/// How a petition's file was read: what was found out, and what was told.
public struct FileReading: Hashable, Sendable, Codable {
    /// A cell of the header.
    public struct Header: Hashable, Sendable, Codable {
        /// Where it stands, from 0.
        public var index: Int
        /// Its text.
        public var text: String
        /// The stable name of what it was taken for; nil when its column is not used.
        public var meaning: String?
        /// Whether the institution taught this spelling.
        public var isRemembered: Bool
        /// The column whose spelling is a slip of the pen away, where nothing was found.
        public var nearest: String?

        /// A cell of the header.
        public init(index: Int, text: String, meaning: HeaderMeaning, isRemembered: Bool, nearest: Column? = nil) {
            self.index = index
            self.text = text
            self.meaning = meaning.name
            self.isRemembered = isRemembered
            self.nearest = nearest?.rawValue
        }

        private enum CodingKeys: String, CodingKey {
            case index, text, meaning, nearest
            case isRemembered = "remembered"
        }
    }

    /// One of the first records, as it stands in the file.
    public struct Line: Hashable, Sendable, Codable {
        /// Its number, as the clerk's own program shows it.
        public var number: Int
        /// Its first cells, cut where they are long.
        public var cells: [String]

        /// A line.
        public init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    /// `csv`, `json`, `xlsx`, or what else the file is.
    public var kind: String
    /// How characters are written as bytes; nil for a workbook.
    public var encoding: FileEncoding?
    /// What stands between the cells; nil but for CSV.
    public var separator: String?
    /// `doubled` or `backslash`; nil but for CSV.
    public var quoteEscape: String?
    /// The sheet that was read; nil but for a workbook.
    public var sheet: String?
    /// All its visible sheets, that one among them.
    public var sheets: [String] = []
    /// Its hidden sheets.
    public var hiddenSheets: [String] = []
    /// Rows that are hidden and were left out.
    public var hiddenRows = 0
    /// Columns that are hidden and were left out, by their letters.
    public var hiddenColumns: [String] = []
    /// The header's row, as the clerk's own program shows it; nil where none was found.
    public var headerRow: Int?
    /// Lines with something in them above the header.
    public var titleLines = 0
    /// The cells of the header.
    public var headers: [Header] = []
    /// The first records of the file, titles and header among them.
    public var firstLines: [Line] = []
    /// What was told, and obeyed.
    public var wish = ReadingWish()

    /// A reading of which nothing is known but the kind of file.
    public init(kind: String) { self.kind = kind }

    /// The sheet's name where a place must say it, because the workbook has several.
    public var namedSheet: String? { sheets.count > 1 ? sheet : nil }

    /// The reading as it may be shown: IINs in its first lines are masked, and what has as many digits.
    public var masked: FileReading {
        let iin = headers.first { $0.meaning == Column.iin.rawValue }?.index
        var reading = self
        for line in reading.firstLines.indices where reading.firstLines[line].number != headerRow {
            for cell in reading.firstLines[line].cells.indices {
                let text = reading.firstLines[line].cells[cell]
                let digits = text.unicodeScalars.count { ("0"..."9").contains($0) }
                guard cell == iin || digits >= 10 else { continue }
                reading.firstLines[line].cells[cell] = IIN.masked(text)
            }
        }
        return reading
    }

    private enum CodingKeys: String, CodingKey {
        case kind, encoding, separator, sheet, sheets, headers, wish
        case quoteEscape = "quote_escape"
        case hiddenSheets = "hidden_sheets"
        case hiddenRows = "hidden_rows"
        case hiddenColumns = "hidden_columns"
        case headerRow = "header_row"
        case titleLines = "title_lines"
        case firstLines = "first_lines"
    }
}
