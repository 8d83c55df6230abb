/// Makes records of a sheet's rows as its elements pass by.
struct SheetReader: MarkupReader {
    enum Kind { case number, shared, text, inline, boolean, error, day }
    private enum Into { case nothing, value, inline }

    private static let lastRow = 1_048_576
    private static let lastColumn = 16_383
    /// A number is never longer; text that claims to be one is cut off nowhere, it becomes too long a cell.
    private static let valueBytes = 4_096

    private static let mergesKept = 1_024

    private(set) var delivered = 0
    private(set) var hidden = XLSXHidden()
    private(set) var merged: [MergedCells] = []
    private(set) var cost = ReadingCost()

    private let limits: TabularLimits
    private let strings: SharedStrings
    private let styles: Styles
    private let countsFrom1904: Bool
    private let showsHidden: Bool
    private let each: (Record) throws -> Void

    private var isHiddenColumn: [Bool] = []
    private var hiddenBefore = 0
    private var record = Record()
    private var isInData = false
    private var isInRow = false
    private var isInCell = false
    private var kind = Kind.number
    private var into = Into.nothing
    private var style = 0
    private var column = -1
    private var cellStart = 0
    private var value: [UInt8] = []
    private var hasFormula = false
    private var phonetics = 0
    private var plain = PlainRow()

    init(
        limits: TabularLimits, strings: SharedStrings, styles: Styles, countsFrom1904: Bool, showsHidden: Bool,
        each: @escaping (Record) throws -> Void
    ) {
        self.limits = limits
        self.strings = strings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
        self.showsHidden = showsHidden
        self.each = each
    }

    static var tagBeforeSkim: StaticString? { "</row>" }

    /// Takes plain rows one after another.
    mutating func skim(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        guard isInData, !isInRow else { return 0 }
        var at = 0
        while let end = plain.read(bytes, from: at) {
            try openRow(plain.number, isHidden: plain.isHidden)
            for cell in plain.cells {
                if let place = cell.place, place.row != record.number {
                    throw TabularError.unreadable(.badReference(row: record.number))
                }
                try openCell(at: cell.place?.column, style: cell.style, cell.kind)
                value.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[cell.value]))
                try closeCell()
            }
            try closeRow()
            at = end
        }
        return at
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name.letter {
        case UInt8(ascii: "c"): if isInRow, !isInCell { try openCell(attributes) }
        case UInt8(ascii: "v"): if isInCell, kind != .inline || record.bytes.count == cellStart { into = .value }
        case UInt8(ascii: "t"): if isInCell, phonetics == 0 { into = .inline }
        case UInt8(ascii: "f"): hasFormula = isInCell
        case 0: try openLong(name, attributes)
        default: break
        }
    }

    private mutating func openLong(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name {
        case "row" where isInData && !isInRow: try openRow(attributes)
        case "is" where isInCell:
            // Some programs keep an old number beside the text; what is shown is the text.
            kind = .inline
            record.bytes.removeSubrange(cellStart...)
        case "rPh": phonetics += 1
        case "sheetData": isInData = true
        case "col" where !isInData && !showsHidden: hideColumns(attributes)
        case "mergeCell" where merged.count < Self.mergesKept:
            if let cells = attributes.text("ref").flatMap(MergedCells.init) { merged.append(cells) }
        default: break
        }
    }

    private mutating func hideColumns(_ attributes: MarkupAttributes) {
        guard attributes.isTrue("hidden"), let first = attributes.text("min").flatMap({ Int($0) }),
            let last = attributes.text("max").flatMap({ Int($0) }), first >= 1, first <= last
        else { return }
        if isHiddenColumn.isEmpty { isHiddenColumn = Array(repeating: false, count: Self.lastColumn + 1) }
        for column in (first - 1)..<max(first - 1, min(last, isHiddenColumn.count)) { isHiddenColumn[column] = true }
    }

    mutating func close(_ name: MarkupName) throws {
        switch name.letter {
        case UInt8(ascii: "c"): if isInCell { try closeCell() }
        case UInt8(ascii: "v"), UInt8(ascii: "t"): into = .nothing
        case 0:
            switch name {
            case "row" where isInRow: try closeRow()
            case "rPh": phonetics -= 1
            case "sheetData": isInData = false
            default: break
            }
        default: break
        }
    }

    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard into != .nothing else { return }
        // An escape of seven bytes may stand for one.
        if into == .inline || kind == .text || kind == .inline || kind == .error || kind == .day {
            record.bytes.append(contentsOf: piece)
            if record.bytes.count - cellStart > limits.cellBytes * 7 { throw tooLong() }
        } else {
            value.append(contentsOf: piece)
            if value.count > Self.valueBytes { throw tooLong() }
        }
    }

    private mutating func openRow(_ attributes: MarkupAttributes) throws {
        var number: Int?
        if let reference = attributes.bytes(UInt8(ascii: "r")) {
            number = Self.number(reference)
            if number == nil { throw TabularError.unreadable(.badReference(row: record.number + 1)) }
        }
        try openRow(number, isHidden: attributes.isTrue("hidden"))
    }

    private mutating func openRow(_ number: Int?, isHidden: Bool) throws {
        let previous = record.number
        cost.rows += 1
        record.clear()
        record.number = number ?? previous + 1
        if let number, number > 0, number <= previous {
            throw TabularError.unreadable(.rowOutOfOrder(row: number))
        }
        guard (1...Self.lastRow).contains(record.number) else {
            throw TabularError.unreadable(.badReference(row: number == nil ? record.number : previous + 1))
        }
        record.isHidden = isHidden
        column = -1
        isInRow = true
    }

    private mutating func openCell(_ attributes: MarkupAttributes) throws {
        var place: Int?
        if let reference = attributes.bytes(UInt8(ascii: "r")) { place = try column(of: reference) }
        let style = attributes.bytes(UInt8(ascii: "s")).flatMap(Self.number) ?? 0
        try openCell(at: place, style: style, Self.kind(attributes.bytes(UInt8(ascii: "t"))))
    }

    private mutating func openCell(at place: Int?, style: Int, _ kind: Kind) throws {
        let previous = column
        cost.cells += 1
        column = place ?? column + 1
        guard column > previous else { throw TabularError.unreadable(.cellOutOfOrder(row: record.number)) }
        guard column <= Self.lastColumn else { throw TabularError.unreadable(.badReference(row: record.number)) }
        self.style = style
        self.kind = kind
        cellStart = record.bytes.count
        if !value.isEmpty { value.removeAll(keepingCapacity: true) }
        hasFormula = false
        isInCell = true
    }

    /// A count of at most eight digits, read without making a String: a big sheet has millions of them.
    private static func number(_ digits: UnsafePointer<CChar>) -> Int? {
        var number = 0
        var count = 0
        while case let digit = UInt8(bitPattern: digits[count]), digit != 0 {
            guard (0x30...0x39).contains(digit), count < 8 else { return nil }
            number = number * 10 + Int(digit - 0x30)
            count += 1
        }
        return count == 0 ? nil : number
    }

    private static func kind(_ type: UnsafePointer<CChar>?) -> Kind {
        guard let type else { return .number }
        switch (UInt8(bitPattern: type[0]), type[0] == 0 ? 0 : UInt8(bitPattern: type[1])) {
        case (UInt8(ascii: "s"), 0): return .shared
        case (UInt8(ascii: "s"), _): return .text
        case (UInt8(ascii: "i"), _): return .inline
        case (UInt8(ascii: "b"), _): return .boolean
        case (UInt8(ascii: "e"), _): return .error
        case (UInt8(ascii: "d"), _): return .day
        default: return .number
        }
    }

    /// The column of a reference such as `AB12`, whose row must be the row it is in.
    private func column(of reference: UnsafePointer<CChar>) throws(TabularError) -> Int {
        var column = 0
        var at = reference
        while case let letter = UInt8(bitPattern: at.pointee) & 0xDF, (0x41...0x5A).contains(letter), column <= 26_426 {
            column = column * 26 + Int(letter - 0x40)
            at += 1
        }
        var row = 0
        while case let digit = UInt8(bitPattern: at.pointee), (0x30...0x39).contains(digit), row <= Self.lastRow {
            row = row * 10 + Int(digit - 0x30)
            at += 1
        }
        guard at.pointee == 0, column > 0, row == record.number else {
            throw .unreadable(.badReference(row: record.number))
        }
        return column - 1
    }

    private mutating func closeCell() throws {
        isInCell = false
        into = .nothing
        switch kind {
        case .number: appendNumeric()
        case .shared: try appendShared()
        case .text, .inline: decodeEscapes(&record.bytes, from: cellStart)
        case .boolean: appendBoolean()
        case .day: shortenDay()
        case .error: if record.bytes.count > cellStart { record.errors.append(column) }
        }
        let isEmpty = record.bytes.count == cellStart
        if isEmpty, !hasFormula || kind == .text { return }
        if !isHiddenColumn.isEmpty, isHiddenColumn[column] { return leaveOutCell() }
        if isEmpty { record.uncomputed.append(column) }
        guard column < limits.columns else {
            throw TabularError.tooManyColumns(limit: limits.columns, row: record.number)
        }
        if record.bytes.count - cellStart > limits.cellBytes { throw tooLong() }
        while record.ends.count < column { record.ends.append(cellStart) }
        record.ends.append(record.bytes.count)
    }

    private mutating func leaveOutCell() {
        hidden.addCell(column)
        record.bytes.removeSubrange(cellStart...)
        if record.errors.last == column { record.errors.removeLast() }
    }

    private mutating func closeRow() throws {
        isInRow = false
        guard !record.ends.isEmpty else { return }
        if record.isHidden, !showsHidden {
            hiddenBefore += 1
            return hidden.addRow(record.number)
        }
        record.hiddenBefore = hiddenBefore
        hiddenBefore = 0
        if delivered > limits.rows { throw TabularError.tooManyRows(limit: limits.rows) }
        delivered += 1
        try each(record)
    }

    private mutating func appendNumeric() {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        while let last = value.last, isSpace(last) { value.removeLast() }
        if let first = value.first, isSpace(first) { value = Array(value.drop(while: isSpace)) }
        guard !value.isEmpty else { return }
        switch styles[style] {
        case .plain: appendNumber(value, to: &record.bytes)
        case .date: appendDate(value, from1904: countsFrom1904, to: &record.bytes)
        case .elapsed: appendElapsed(value, to: &record.bytes)
        case .padded(let width):
            appendNumber(value, to: &record.bytes)
            padWithZeros(&record.bytes, from: cellStart, to: width)
        }
    }

    private mutating func appendShared() throws {
        guard !value.isEmpty else { return }
        var index: Int? = 0
        for byte in value {
            guard (0x30...0x39).contains(byte), let high = index, high < 1 << 32 else {
                index = nil
                break
            }
            index = high * 10 + Int(byte - 0x30)
        }
        guard let index, let range = strings[index] else {
            throw TabularError.unreadable(.badSharedString(row: record.number, column: column))
        }
        strings.bytes.withUnsafeBufferPointer { bytes in
            record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }

    private mutating func appendBoolean() {
        switch value {
        case [UInt8(ascii: "1")]: record.bytes.append(contentsOf: "TRUE".utf8)
        case [UInt8(ascii: "0")]: record.bytes.append(contentsOf: "FALSE".utf8)
        default: record.bytes.append(contentsOf: value)
        }
    }

    /// `2026-08-31T00:00:00.000Z` says no more than its day; another time keeps its seconds, after a space.
    private mutating func shortenDay() {
        let text = record.bytes[cellStart...]
        guard text.count >= 19, text[cellStart + 10] == UInt8(ascii: "T") else { return }
        let isMidnight = text.dropFirst(11).allSatisfy { "0:.Z".utf8.contains($0) }
        record.bytes[cellStart + 10] = UInt8(ascii: " ")
        record.bytes.removeSubrange((cellStart + (isMidnight ? 10 : 19))...)
    }

    private func tooLong() -> TabularError {
        .cellTooLong(limit: limits.cellBytes, row: record.number, column: column)
    }
}
