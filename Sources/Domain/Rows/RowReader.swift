/// Turns the cells of one row into what they mean; what cannot be read becomes an issue.
struct RowReader {
    private let text: RowText
    private let judge: RowJudge
    /// Where the cells lie without the blanks around them, by the column's index.
    private var places = InlineArray<31, Range<Int>>(repeating: 0..<0)
    /// Columns whose cells hold something, readable or not.
    private(set) var filled = ColumnSet()
    /// Filled columns that could not be read.
    private(set) var unreadable = ColumnSet()
    var findings: Findings

    init(_ text: RowText, _ judge: RowJudge) {
        self.text = text
        self.judge = judge
        findings = Findings(text)
    }

    /// Reads all cells, then says what the row leaves to the petition, the IIN and the design.
    mutating func read() -> RowReading {
        findFilled()
        var reading = RowReading(action: word(.action, judge.words.action) ?? .arrive)
        reading.iin = iin()
        name(.surname)
        name(.givenName)
        name(.patronymic)
        reading.birthDate = date(.birthDate)
        reading.sex = word(.sex, judge.words.sex)
        reading.citizenship = citizenship()
        reading.documentType = word(.documentType, judge.words.documentType)
        reading.documentIssuedOn = date(.documentIssuedOn)
        reading.documentSample = word(.documentSample, judge.words.documentSample)
        reading.stay = word(.stay, judge.words.stay)
        reading.from = date(.from)
        reading.until = date(.until)
        reading.registeredWithParents = word(.registeredWithParents, judge.words.yesNo).map { $0 == .yes }
        reading.militaryMarkOn = date(.militaryMarkOn)
        reading.feeExemption = word(.feeExemption, judge.words.feeExemption)
        reading.departureReason = word(.departureReason, judge.words.departureReason)
        fillIn(&reading)
        return reading
    }

    private mutating func fillIn(_ reading: inout RowReading) {
        // Birth date and sex are in the IIN already: to take them from there changes nothing that the clerk wrote.
        if !filled.contains(.birthDate) { reading.birthDate = reading.iin?.birthDate }
        if !filled.contains(.sex) { reading.sex = reading.iin?.sex }
        if !filled.contains(.citizenship) { reading.citizenship = Citizenship.kazakhstan }
        if !filled.contains(.documentSample), reading.documentType == .idCard, let issued = reading.documentIssuedOn {
            reading.documentSample = issued >= judge.inForce.newSampleSince ? .new : .old
        }
        guard !unreadable.contains(.action) else { return }
        let terms = judge.terms
        // Only temporary stays can be extended.
        if !filled.contains(.stay) { reading.stay = reading.action == .extend ? .temporary : terms.stay }
        let starts = reading.action == .arrive || reading.action == .opening
        if starts, !filled.contains(.from) { reading.from = terms.from }
        let ends = reading.action == .depart || reading.stay == .temporary
        if ends, !filled.contains(.until) { reading.until = terms.until }
    }
}

extension RowReader {
    /// Columns of free text, where a leading `+`, `-` or `@` would be a formula to the next spreadsheet.
    private static let freeText: ColumnSet = [
        .surname, .givenName, .patronymic, .documentNumber, .documentIssuer, .previousAddress, .departureLeaf,
        .addressReference, .legalRepresentative, .placementBasis, .militaryDocument, .feeReceipt, .departedTo,
        .building,
        .room, .note,
    ]

    /// Finds the cells that hold something, and those among them that must not be read at all.
    private mutating func findFilled() {
        let freeText = RowReader.freeText
        let text = text
        let bytes = text.bytes.span
        let checksErrors = !text.errors.isEmpty
        for (index, column) in RowReader.columns.enumerated() {
            if checksErrors, text.errors.contains(column) {
                refuse(.cellErrorValue, at: column)
                continue
            }
            let range = trim(bytes, text.ranges[index])
            if range.isEmpty { continue }
            places[index] = range
            filled.insert(column)
            if range.count > judge.longestCell {
                refuse(.cellTooLong, at: column, ["length": "\(range.count)", "limit": "\(judge.longestCell)"])
            } else if RowReader.isFormula(bytes, range, freeText: freeText.contains(column)) {
                refuse(.cellFormulaText, at: column)
            }
        }
    }

    private static let columns = Column.allCases

    private static func isFormula(_ bytes: Span<UInt8>, _ range: Range<Int>, freeText: Bool) -> Bool {
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "="): return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            guard freeText, range.count > 1 else { return false }
            let next = bytes[range.lowerBound + 1]
            let isLetter = 0x41...0x5A ~= next & 0xDF || next >= 0xC3 && next != 0xE2
            return isLetter || next == UInt8(ascii: "(")
        default: return false
        }
    }

    private mutating func refuse(_ code: IssueCode, at column: Column, _ arguments: [String: String] = [:]) {
        filled.insert(column)
        unreadable.insert(column)
        findings.addUnread(code, at: column, arguments)
    }

    /// Whether a cell holds something that may be read.
    private func holds(_ column: Column) -> Bool { filled.contains(column) && !unreadable.contains(column) }

    private mutating func word<Word>(_ column: Column, _ table: WordTable<Word>) -> Word? {
        guard holds(column) else { return nil }
        if let word = table.word(text.bytes.span.extracting(places[column.index])) { return word }
        refuse(.wordUnknown, at: column, ["expected": WordBook.stableValues(of: column).joined(separator: " ")])
        return nil
    }

    private mutating func citizenship() -> String? {
        guard holds(.citizenship) else { return nil }
        if let code = Citizenship.read(text.bytes.span.extracting(places[Column.citizenship.index])) { return code }
        return word(.citizenship, judge.words.citizenship)
    }

    private mutating func date(_ column: Column) -> Day? {
        guard holds(column) else { return nil }
        switch WrittenDate.read(text.bytes.span.extracting(places[column.index])) {
        case .day(let day): return day
        case .impossible: refuse(.dateImpossible, at: column)
        case .unreadable: refuse(.dateUnreadable, at: column, ["expected": "yyyy-MM-dd"])
        }
        return nil
    }

    private mutating func name(_ column: Column) {
        guard holds(column), let fault = PersonName.fault(in: text.bytes.span.extracting(places[column.index])) else {
            return
        }
        let name = text[column] ?? ""
        switch fault {
        case .character(let place):
            findings.add(.nameCharacters, at: column, RowReader.letter(of: name, at: place))
        case .mixedAlphabets(let place):
            var arguments = RowReader.letter(of: name, at: place)
            arguments["expected"] = PersonName.unmixed(name)
            findings.add(.nameMixedAlphabets, at: column, arguments)
        }
    }

    /// The character at a place, and the place as people count it.
    private static func letter(of text: String, at place: Int) -> [String: String] {
        let scalars = text.unicodeScalars.dropFirst(place)
        return ["letter": scalars.first.map { String($0) } ?? "", "position": "\(place + 1)"]
    }

    private mutating func iin() -> IIN? {
        guard holds(.iin) else { return nil }
        let range = places[Column.iin.index]
        do throws(IIN.Malformed) {
            return try IIN(text.bytes.span.extracting(range))
        } catch {
            switch error {
            case .length(let length):
                if let restored = restored(range) {
                    findings.addUnread(.iinLeadingZeroRestored, at: .iin, ["restored": restored.digits])
                    return restored
                }
                refuse(.iinLength, at: .iin, ["length": "\(length)", "expected": "12"])
            case .notADigit(let place):
                refuse(.iinNotDigits, at: .iin, RowReader.letter(of: text[.iin] ?? "", at: place))
            case .checkDigit: refuse(.iinCheckDigit, at: .iin)
            case .date: refuse(.iinDateImpossible, at: .iin)
            }
            return nil
        }
    }

    /// The IIN whose leading zeros a spreadsheet dropped because it took the digits for a number.
    private func restored(_ range: Range<Int>) -> IIN? {
        guard 1...11 ~= range.count, let number = decimal(text.bytes.span, range) else { return nil }
        return IIN(number: Int64(number))
    }
}
