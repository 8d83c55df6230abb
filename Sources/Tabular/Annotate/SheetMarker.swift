/// Copies a sheet's part as it passes by: a column in front, everything else a column to the right, marks on cells.
///
/// Formulas whose value the file holds become that value: what they point at may have moved.
struct SheetMarker: MarkupReader {
    private static let lastColumn = 16_383

    let out: MarkupWriter
    let column: MarkColumn
    let shift: ColumnShift
    let styles: MarkedStyles
    let comments: MarkedComments
    /// The relationship to the part with the boxes of comments.
    let boxesLink: String
    /// Columns that a reader of the copy may meet.
    let columnLimit: Int

    var marks: MarkQueue
    var depth = 0
    /// The depth of an element that is left out with all that is in it.
    private var leftOut: Int?
    private var isInData = false
    private var isInRow = false
    var cell: OpenCell?
    var frame = SheetFrame()

    private var row = 0
    private var rowDigits: [UInt8] = []
    private var letters = ColumnLetters()
    private var rowStyle: Int?
    private var previousColumn = -1
    private var mark: RowMark?
    private var nextMarked = 0
    private var hasOwnCell = false

    init(
        out: MarkupWriter, column: MarkColumn, shift: ColumnShift, styles: MarkedStyles, comments: MarkedComments,
        boxesLink: String, columnLimit: Int, marks: MarkQueue
    ) {
        self.out = out
        self.column = column
        self.shift = shift
        self.styles = styles
        self.comments = comments
        self.boxesLink = boxesLink
        self.columnLimit = columnLimit
        self.marks = marks
        out.declare()
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        depth += 1
        if leftOut != nil { return }
        if cell != nil { return try openInCell(name, attributes) }
        if isInRow {
            if name == "c" { try openCell(name, attributes) } else { out.copy(name, attributes) }
        } else if isInData {
            if name == "row" { try openRow(name, attributes) } else { out.copy(name, attributes) }
        } else {
            try openOutside(name, attributes)
            if name == "sheetData" { isInData = true }
        }
    }

    mutating func close(_ name: MarkupName) throws {
        defer { depth -= 1 }
        if let leftOut {
            if leftOut == depth { self.leftOut = nil }
            return
        }
        if cell != nil { return try closeInCell(name) }
        if isInRow, name == "row" {
            try closeRow()
        } else if isInData, name == "sheetData" {
            isInData = false
            frame.isBehindData = true
            try comments.write(row: .max)
        } else if !isInData {
            try closeOutside(name)
        }
        try out.close(name.qualified)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        if leftOut != nil { return }
        if cell != nil { return try textInCell(bytes) }
        if isInData { return }
        if frame.movedText != nil { return try keepText(bytes) }
        out.text(bytes)
    }

    mutating func leaveOut() { leftOut = depth }
}

// Rows and cells.
extension SheetMarker {
    /// A cell that is being copied.
    struct OpenCell {
        let depth: Int
        var hasValue = false
        /// A formula, told apart from its value because it is written only where the value is missing.
        var formula: [UInt8] = []
        var isPlainFormula = false
        var isInFormula = false
        /// A value that is open, and not written while there is nothing in it.
        var isValueOpen = false
    }

    private static let formulaBytes = 32_768

    private mutating func openRow(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        row += 1
        if let number = attributes.text("r") {
            guard let number = Int(number), number >= row else { throw NotMarkable("row numbers") }
            row = number
        }
        rowDigits = Array(String(row).utf8)
        rowStyle = attributes.text("s").flatMap { Int($0) }
        mark = try marks.mark(row)
        // a height that nobody chose would cut off our lines
        let growsHigher = mark?.lines.isEmpty == false && !attributes.isTrue("customHeight")
        out.begin(name.qualified)
        attributes.forEach { attribute, value in
            switch attribute {
            // the columns it names saved a reader nothing
            case "spans", "r": break
            case "ht" where growsHigher: break
            default: out.attribute(attribute.qualified, value)
            }
        }
        out.attribute("r", "\(row)")
        isInRow = true
        previousColumn = -1
        nextMarked = 0
        hasOwnCell = false
    }

    private mutating func closeRow() throws {
        try writeBefore(.max, firstStyle: nil)
        let pinned = (mark?.cells ?? []).compactMap { cell in cell.comment.map { (column: cell.column, text: $0) } }
        try comments.write(row: row, pinned)
        isInRow = false
        mark = nil
    }

    private mutating func openCell(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        let index = try attributes.bytes(UInt8(ascii: "r")).map(columnIndex) ?? previousColumn + 1
        guard index > previousColumn else { throw NotMarkable("cells out of order") }
        previousColumn = index
        let style = attributes.bytes(UInt8(ascii: "s")).flatMap(Self.number) ?? 0
        if !hasOwnCell || mark != nil { try writeBefore(index, firstStyle: style) }
        let moved = index + shift.count
        if index == column.place || moved > Self.lastColumn { return leaveOut() }

        var own: RowMark.Cell?
        if let mark, nextMarked < mark.cells.count, mark.cells[nextMarked].column == index {
            own = mark.cells[nextMarked]
            nextMarked += 1
        }
        let clean = try styles.clean(style)
        let shown = try own?.fill.map { try styles.filled(clean, $0) } ?? clean
        if let text = own?.text {
            writeText(text, at: moved, style: shown, name.prefix)
            return leaveOut()
        }
        out.begin(name.qualified)
        out.cell(letters.of(moved), rowDigits, style: shown)
        attributes.forEach { attribute, value in
            switch attribute.letter {
            case UInt8(ascii: "r"), UInt8(ascii: "s"): break
            default: if attribute != "cm" { out.attribute(attribute.qualified, value) }
            }
        }
        cell = OpenCell(depth: depth)
    }

    /// The column of a reference such as `AB12`, read without making a String: a big sheet has millions of them.
    private func columnIndex(_ reference: UnsafePointer<CChar>) throws -> Int {
        var column = 0
        var at = reference
        while case let letter = UInt8(bitPattern: at.pointee) & 0xDF, (0x41...0x5A).contains(letter), column <= 26_426 {
            column = column * 26 + Int(letter - 0x40)
            at += 1
        }
        guard (1...Self.lastColumn + 1).contains(column), Self.number(at) == row else {
            throw NotMarkable("references")
        }
        return column - 1
    }

    private static func number(_ digits: UnsafePointer<CChar>) -> Int? {
        var number = 0
        var at = digits
        while case let digit = UInt8(bitPattern: at.pointee), (0x30...0x39).contains(digit), number < 10_000_000 {
            number = number * 10 + Int(digit - 0x30)
            at += 1
        }
        return at.pointee == 0 && at > digits ? number : nil
    }

    /// Writes what stands left of a column and is not in the file: our own cell, and marked cells that are missing.
    private mutating func writeBefore(_ limit: Int, firstStyle: Int?) throws {
        let prefix = frame.prefix
        while true {
            let own = hasOwnCell ? Int.max : column.place ?? -1
            let marked = mark.flatMap { nextMarked < $0.cells.count ? $0.cells[nextMarked].column : nil } ?? .max
            if own <= min(marked, limit), own < .max {
                hasOwnCell = true
                try writeOwnCell(firstStyle, prefix)
                if marked == own { nextMarked += 1 }
            } else if marked < limit, let missing = mark?.cells[nextMarked] {
                nextMarked += 1
                try write(missing, prefix)
            } else {
                return
            }
        }
    }

    private func writeOwnCell(_ firstStyle: Int?, _ prefix: String) throws {
        let place = column.place ?? 0
        if row == column.headerRow {
            let style = try firstStyle.map { try styles.clean($0) } ?? styles.firstColumn(nil)
            return writeText(column.title, at: place, style: style, prefix)
        }
        guard let mark, !mark.lines.isEmpty else { return }
        writeText(mark.lines.joined(separator: "\n"), at: place, style: try styles.firstColumn(mark.fill), prefix)
    }

    private func write(_ missing: RowMark.Cell, _ prefix: String) throws {
        let moved = missing.column + shift.count
        guard moved <= Self.lastColumn else { return }
        let base = rowStyle ?? frame.columnStyle(missing.column) ?? 0
        let style = try missing.fill.map { try styles.filled(base, $0) } ?? base
        if let text = missing.text { return writeText(text, at: moved, style: style, prefix) }
        out.raw("<\(prefix)c r=\"\(cellName(column: moved, row: row))\" s=\"\(style)\"/>")
    }

    /// Text is written as text whatever it begins with: no program computes it.
    private func writeText(_ text: String, at column: Int, style: Int, _ prefix: String) {
        out.raw(
            "<\(prefix)c r=\"\(cellName(column: column, row: row))\" s=\"\(style)\" t=\"inlineStr\">"
                + "<\(prefix)is><\(prefix)t xml:space=\"preserve\">")
        out.text(encodeEscapes(legible(String(text.prefix(Self.cellCharacters)))))
        out.raw("</\(prefix)t></\(prefix)is></\(prefix)c>")
    }

    /// A cell holds 32,767 UTF-16 units.
    private static let cellCharacters = 16_000

    private mutating func openInCell(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        guard let began = cell?.depth else { return }
        if depth == began + 1, name == "f" {
            cell?.isInFormula = true
            cell?.isPlainFormula = attributes.text("t") ?? "normal" == "normal"
        } else if depth == began + 1, name == "v" {
            cell?.isValueOpen = true
        } else {
            cell?.hasValue = true
            out.copy(name, attributes)
        }
    }

    private mutating func closeInCell(_ name: MarkupName) throws {
        guard let open = cell else { return }
        if open.isInFormula {
            cell?.isInFormula = false
        } else if open.isValueOpen {
            cell?.isValueOpen = false
            if open.hasValue { try out.close(name.qualified) }
        } else if depth > open.depth {
            try out.close(name.qualified)
        } else {
            try endCell(open, name)
        }
    }

    private mutating func endCell(_ open: OpenCell, _ name: MarkupName) throws {
        cell = nil
        if open.hasValue {
            guard previousColumn + shift.count < columnLimit else { throw NotMarkable("too many columns") }
        } else if open.isPlainFormula, !open.formula.isEmpty {
            let formula = shift.formula(String(decoding: open.formula, as: UTF8.self), isOfSheet: true)
            out.raw("<\(name.prefix)f>")
            out.text(formula)
            out.raw("</\(name.prefix)f>")
        }
        try out.close(name.qualified)
    }

    private mutating func textInCell(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard let open = cell else { return }
        if open.isInFormula {
            cell?.formula.append(contentsOf: bytes)
            if open.formula.count > Self.formulaBytes { throw NotMarkable("formulas") }
            return
        }
        if open.isValueOpen, !open.hasValue {
            cell?.hasValue = true
            out.raw("<\(frame.prefix)v>")
        }
        out.text(bytes)
    }
}
