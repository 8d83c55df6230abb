/// The cells of one row as text: one buffer of UTF-8 and, for each column of the design, where its cell lies in it.
///
/// Judging a million rows must not make thirty million strings, so cells stay bytes until somebody asks for one.
public struct RowText: Hashable, Sendable {
    /// The row's number as the clerk's own program shows it.
    public var number: Int
    /// All cells' bytes, UTF-8.
    public var bytes: [UInt8]
    /// Where each column's cell lies in `bytes`; empty when the file has no such cell.
    public var places: CellPlaces
    /// The place in `bytes` of a cell that holds surname, given name and patronymic together; empty when there is none.
    ///
    /// It is taken apart only where all three columns are empty.
    public var fullName: Range<Int>
    /// What few rows have; apart, so that copying a row copies two references and not four.
    private var rare: Rare?

    private final class Rare: Hashable, Sendable {
        let errors: Set<Column>
        let other: [String: String]
        let verbatim: Set<Column>

        init?(errors: Set<Column>, other: [String: String], verbatim: Set<Column>) {
            if errors.isEmpty && other.isEmpty && verbatim.isEmpty { return nil }
            self.errors = errors
            self.other = other
            self.verbatim = verbatim
        }

        static func == (left: Rare, right: Rare) -> Bool {
            left.errors == right.errors && left.other == right.other && left.verbatim == right.verbatim
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(errors)
            hasher.combine(other)
            hasher.combine(verbatim)
        }
    }

    /// The columns whose cell holds a spreadsheet's error value (`#N/A`).
    public var errors: Set<Column> {
        get { rare?.errors ?? [] }
        set { rare = Rare(errors: newValue, other: other, verbatim: verbatim) }
    }

    /// Cells of columns that the design does not know, by header, kept and shown.
    public var other: [String: String] {
        get { rare?.other ?? [:] }
        set { rare = Rare(errors: errors, other: newValue, verbatim: verbatim) }
    }

    /// The columns that the clerk wants to be read as they are written: no repair is made in them.
    public var verbatim: Set<Column> {
        get { rare?.verbatim ?? [] }
        set { rare = Rare(errors: errors, other: other, verbatim: newValue) }
    }

    /// A hash of all cells as the file has them; nil for a row that comes from no file.
    public var fingerprint: Int64?

    /// An empty row, or one of cells that are there.
    public init(number: Int, bytes: [UInt8] = [], places: CellPlaces = CellPlaces()) {
        self.number = number
        self.bytes = bytes
        self.places = places
        fullName = 0..<0
    }

    /// A row from cells by column, as the page's and the API's repairs give them.
    public init(number: Int, cells: [Column: String], verbatim: Set<Column> = []) {
        self.init(number: number)
        self.verbatim = verbatim
        for (column, text) in cells.sorted(by: { $0.key.index < $1.key.index }) { self[column] = text }
    }

    /// A cell's text without blanks around it; nil when there is nothing in it.
    ///
    /// Setting it appends the new text to the buffer.
    public subscript(column: Column) -> String? {
        get {
            let range = trimmed(column)
            return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
        }
        set {
            let start = bytes.count
            bytes.append(contentsOf: (newValue ?? "").utf8)
            places[column] = start..<bytes.count
        }
    }

    /// Where a cell's text lies once the blanks around it are left out: spaces, control characters, no-break spaces and
    /// the invisible marks that copying from pages and chats leaves behind.
    public func trimmed(_ column: Column) -> Range<Int> { trim(bytes.span, places[column]) }

    /// Whether no cell of a known column holds anything.
    public var isBlank: Bool {
        errors.isEmpty && trim(bytes.span, fullName).isEmpty && places.allSatisfy { trim(bytes.span, $0).isEmpty }
    }
}

/// What is left of a range of UTF-8 without the blanks at both its ends.
@inline(__always)
func trim(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    if range.isEmpty || isPlain(bytes[range.lowerBound]) && isPlain(bytes[range.upperBound - 1]) { return range }
    return trimBlanks(bytes, range)
}

private func trimBlanks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, let width = blankWidth(bytes, from: start, before: end) { start += width }
    while start < end {
        let last = bytes[end - 1]
        if last <= 0x20 {
            end -= 1
        } else if last & 0xC0 == 0x80, end - start >= 2, blankWidth(bytes, from: end - 2, before: end) == 2 {
            end -= 2
        } else if last & 0xC0 == 0x80, end - start >= 3, blankWidth(bytes, from: end - 3, before: end) == 3 {
            end -= 3
        } else {
            break
        }
    }
    return start..<end
}

/// Whether a byte is a character by itself and no blank.
private func isPlain(_ byte: UInt8) -> Bool { 0x21...0x7F ~= byte }

/// How many bytes the blank at a place takes; nil when there is something else.
private func blankWidth(_ bytes: Span<UInt8>, from start: Int, before end: Int) -> Int? {
    switch bytes[start] {
    case ...0x20: 1
    // U+00A0 no-break space
    case 0xC2 where end - start >= 2 && bytes[start + 1] == 0xA0: 2
    // U+200B…U+200F zero width, U+202F narrow no-break space
    case 0xE2 where end - start >= 3 && bytes[start + 1] == 0x80:
        0x8B...0x8F ~= bytes[start + 2] || bytes[start + 2] == 0xAF ? 3 : nil
    // U+FEFF byte order mark
    case 0xEF where end - start >= 3 && bytes[start + 1] == 0xBB && bytes[start + 2] == 0xBF: 3
    default: nil
    }
}
