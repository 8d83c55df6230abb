/// What a cell of a new workbook holds. Text stays text: nothing is ever written as a formula.
public enum Cell: Hashable, Sendable {
    /// Nothing, though the style shows.
    case blank
    /// Text as it is, whatever it begins with.
    case text(String)
    /// A number.
    case number(Double)
    /// A day from 1900-03-01 to 9999-12-31.
    case day(year: Int, month: Int, day: Int)
    /// TRUE or FALSE.
    case truth(Bool)
}

/// How a cell or column of a new workbook looks.
public struct CellStyle: Hashable, Sendable {
    /// The colour behind the text.
    public enum Fill: Sendable {
        /// Light grey.
        case header
        /// Light red.
        case error
        /// Light yellow.
        case warning
        /// Light blue.
        case note
    }

    /// How the value is shown, and what typing into the cell makes of it.
    public enum Format: Sendable {
        /// As the spreadsheet likes.
        case general
        /// Text (`@`): an IIN keeps its leading zeros.
        case text
        /// `dd.mm.yyyy`.
        case date
    }

    /// The colour behind the text, if any.
    public var fill: Fill?
    /// How the value is shown.
    public var format: Format
    /// Bold letters.
    public var isBold: Bool
    /// Long text breaks into lines.
    public var isWrapped: Bool

    /// A style of its parts.
    public init(fill: Fill? = nil, format: Format = .general, isBold: Bool = false, isWrapped: Bool = false) {
        self.fill = fill
        self.format = format
        self.isBold = isBold
        self.isWrapped = isWrapped
    }

    /// No style.
    public static let plain = CellStyle()
    /// Bold on grey, text.
    public static let header = CellStyle(fill: .header, format: .text, isBold: true, isWrapped: true)
    /// Text.
    public static let text = CellStyle(format: .text)
    /// A day.
    public static let date = CellStyle(format: .date)
    /// Text on light red.
    public static let error = CellStyle(fill: .error, format: .text)
    /// Text on light yellow.
    public static let warning = CellStyle(fill: .warning, format: .text)
    /// Text on light blue.
    public static let note = CellStyle(fill: .note, format: .text)
    /// Text in lines.
    public static let wrapped = CellStyle(format: .text, isWrapped: true)
}

extension CellStyle.Fill {
    /// Its red, green and blue.
    var rgb: UInt32 {
        switch self {
        case .header: 0xE7E9EE
        case .error: 0xFBD5D5
        case .warning: 0xFFF1C2
        case .note: 0xD9E8FB
        }
    }
}
