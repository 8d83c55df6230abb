extension RowReader {
    /// Columns of free text, where a leading `+`, `-` or `@` would be a formula to the next spreadsheet.
    private static let freeText: ColumnSet = [
        .surname, .givenName, .patronymic, .documentNumber, .documentIssuer, .previousAddress, .departureLeaf,
        .addressReference, .legalRepresentative, .placementBasis, .militaryDocument, .feeReceipt, .departedTo,
        .building,
        .room, .note,
    ]
    private static let columns = Column.allCases

    /// Finds the cells that hold something, and those among them that must not be read at all.
    mutating func findFilled() {
        if !findings.text.errors.isEmpty {
            let errors = findings.text.errors
            for column in Column.allCases where errors.contains(column) { refuse(.cellErrorValue, at: column) }
        }
        let errors = unreadable
        let isOrdinary = Blanks.areOrdinary(findings.text.bytes.span)
        var untidy = ColumnSet()
        for column in RowReader.columns {
            let raw = findings.text.places[column]
            if raw.isEmpty || errors.contains(column) { continue }
            let range = trim(findings.text.bytes.span, raw)
            if range.isEmpty { continue }
            places[column.index] = range
            filled.insert(column)
            if range.count <= judge.longestCell, !RowReader.isMark(findings.text.bytes[range.lowerBound]) {
                if !isOrdinary, !RowReader.isTidy(column, findings.text, raw, range) { untidy.insert(column) }
            } else {
                lookTwice(column, range)
            }
        }
        if !untidy.isEmpty { tidy(untidy) }
    }

    /// Whether the blanks in and around a cell can stay: only those of free text are mended, and a note's are its own.
    private static func isTidy(_ column: Column, _ text: RowText, _ raw: Range<Int>, _ range: Range<Int>) -> Bool {
        guard RowReader.freeText.contains(column), column != .note else { return true }
        let bytes = text.bytes.span
        return Blanks.areTidy(bytes, range) && (raw == range || !RowReader.hasOddEnds(bytes, raw, range))
    }

    /// A cell that is long, or begins with what a spreadsheet may take for a formula.
    private mutating func lookTwice(_ column: Column, _ range: Range<Int>) {
        let freeText = RowReader.freeText.contains(column)
        if range.count > judge.longestCell {
            refuse(.cellTooLong, at: column, ["length": "\(range.count)", "limit": "\(judge.longestCell)"])
            return
        }
        switch RowReader.mark(findings.text.bytes.span, range, freeText: freeText) {
        case .formula: refuse(.cellFormulaText, at: column)
        case .around(let inner): unwrap(column, inner)
        case nil: if !RowReader.isTidy(column, findings.text, findings.text.places[column], range) { tidy([column]) }
        }
    }

    /// Notes an issue at a cell and reads it no further.
    mutating func refuse(_ code: IssueCode, at column: Column, _ arguments: [String: String] = [:]) {
        filled.insert(column)
        unreadable.insert(column)
        findings.addUnread(code, at: column, arguments)
    }

    /// What the first character of a cell can make of it.
    private enum Mark {
        /// Something that a spreadsheet would run.
        case formula
        /// A text with the marks that make a spreadsheet take it for text: `'0909`, `="0909"`.
        case around(Range<Int>)
    }

    /// Whether a first character can be any such.
    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "'"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    private static func mark(_ bytes: Span<UInt8>, _ range: Range<Int>, freeText: Bool) -> Mark? {
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "="): return quoted(bytes, range).map { .around($0) } ?? .formula
        case UInt8(ascii: "'"): return .around(range.lowerBound + 1..<range.upperBound)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            guard freeText, range.count > 1 else { return nil }
            let next = bytes[range.lowerBound + 1]
            let isLetter = 0x41...0x5A ~= next & 0xDF || next >= 0xC3 && next != 0xE2
            return isLetter || next == UInt8(ascii: "(") ? .formula : nil
        default: return nil
        }
    }

    /// What stands between the quotes of `="…"`; nil for any other formula.
    private static func quoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let quote = UInt8(ascii: "\"")
        guard range.count >= 3, bytes[range.lowerBound + 1] == quote, bytes[range.upperBound - 1] == quote else {
            return nil
        }
        let inner = range.lowerBound + 2..<range.upperBound - 1
        return inner.contains { bytes[$0] == quote } ? nil : inner
    }

    /// Takes the marks around a text away, unless a formula comes out.
    private mutating func unwrap(_ column: Column, _ inner: Range<Int>) {
        let range = trim(findings.text.bytes.span, inner)
        if isVerbatim(column) {
            if findings.text.bytes[places[column.index].lowerBound] == UInt8(ascii: "=") {
                refuse(.cellFormulaText, at: column)
            }
        } else if range.isEmpty {
            places[column.index] = 0..<0
            filled.remove(column)
        } else if RowReader.mark(findings.text.bytes.span, range, freeText: RowReader.freeText.contains(column)) != nil
        {
            refuse(.cellFormulaText, at: column)
        } else {
            findings.keep(column)
            repair(column, as: String(decoding: findings.text.bytes[range], as: UTF8.self), .textMarksRemoved)
            tidy([column])
        }
    }

    /// Whether the blanks at the ends of a cell are other than those of the keyboard.
    private static func hasOddEnds(_ bytes: Span<UInt8>, _ raw: Range<Int>, _ range: Range<Int>) -> Bool {
        for index in raw.lowerBound..<range.lowerBound where bytes[index] >= 0x80 { return true }
        for index in range.upperBound..<raw.upperBound where bytes[index] >= 0x80 { return true }
        return false
    }
}
