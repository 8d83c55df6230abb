/// Turns the cells of one row into what they mean; what cannot be read becomes an issue.
struct RowReader: ~Copyable {
    /// Outlives the reader, which is its own. To count a reference each row would make the threads that judge wait for each other.
    unowned(unsafe) let judge: RowJudge
    /// Where the cells lie without the blanks around them, by the column's index.
    var places = InlineArray<31, Range<Int>>(repeating: 0..<0)
    /// Columns whose cells hold something, readable or not.
    var filled = ColumnSet()
    /// Filled columns that could not be read.
    var unreadable = ColumnSet()
    /// Repairs of text whose notes wait until all repairs of their cells are made.
    var repairs: [Repair] = []
    /// What was found, and the row with what was repaired so far.
    var findings: Findings

    /// A repair of a cell's text.
    struct Repair {
        let code: IssueCode
        let column: Column
        var arguments: [String: String] = [:]
    }

    init(_ text: RowText, _ judge: RowJudge) {
        self.judge = judge
        findings = Findings(text)
    }

    /// Reads all cells, then says what the row leaves to the petition, the IIN and the design.
    mutating func read() -> RowReading {
        if !findings.text.fullName.isEmpty { splitFullName() }
        if !judge.remembered.texts.isEmpty { readRemembered() }
        findFilled()
        let (words, today) = (judge.words, judge.terms.today)
        var reading = RowReading(action: word(.action, words.action) ?? .arrive)
        reading.iin = iin()
        name(.surname)
        name(.givenName)
        name(.patronymic)
        let told = reading.iin?.birthDate
        reading.birthDate = date(.birthDate, latest: today, told: told)
        reading.sex = word(.sex, words.sex)
        reading.citizenship = citizenship()
        reading.documentType = word(.documentType, words.documentType)
        reading.documentIssuedOn = date(.documentIssuedOn, latest: today)
        reading.documentSample = word(.documentSample, words.documentSample)
        reading.stay = word(.stay, words.stay)
        reading.from = date(.from)
        reading.until = date(.until)
        reading.registeredWithParents = word(.registeredWithParents, words.yesNo).map { $0 == .yes }
        reading.militaryMarkOn = date(.militaryMarkOn, latest: today)
        reading.feeExemption = word(.feeExemption, words.feeExemption)
        reading.departureReason = word(.departureReason, words.departureReason)
        if let buildings = judge.terms.buildings { reading.premises = premises(among: buildings) }
        // Birth date and sex are in the IIN already: to take them from there changes nothing that the clerk wrote.
        if !filled.contains(.birthDate) { reading.birthDate = told }
        fillIn(&reading)
        documentNumber(reading.documentType, reading.citizenship)
        if !repairs.isEmpty { noteRepairs() }
        return reading
    }

    private mutating func fillIn(_ reading: inout RowReading) {
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
    /// Whether a cell holds something that may be read.
    private func holds(_ column: Column) -> Bool { filled.contains(column) && !unreadable.contains(column) }

    private mutating func word<Word>(_ column: Column, _ table: WordTable<Word>) -> Word? {
        guard holds(column) else { return nil }
        if let word = table.word(findings.text.bytes.span.extracting(places[column.index])) { return word }
        if let word = remembered(column, table) { return word }
        var arguments = ["expected": WordBook.stableValues(of: column).joined(separator: " ")]
        arguments[Issue.nearestKey] = table.nearest(findings.text.bytes.span.extracting(places[column.index]))
        refuse(.wordUnknown, at: column, arguments)
        return nil
    }

    /// A word that the table has not, but the institution's people once explained.
    private mutating func remembered<Word>(_ column: Column, _ table: WordTable<Word>) -> Word? {
        guard !judge.remembered.isEmpty, !isVerbatim(column), let written = findings.text[column],
            let value = judge.remembered.value(of: written, in: column), let word = table.word(stable: value)
        else { return nil }
        findings.addRepair(.valueRemembered, at: column, as: value)
        return word
    }

    private mutating func citizenship() -> String? {
        guard holds(.citizenship) else { return nil }
        if let code = Citizenship.read(findings.text.bytes.span.extracting(places[Column.citizenship.index])) {
            return code
        }
        return word(.citizenship, judge.words.citizenship)
    }

    private mutating func date(_ column: Column, latest: Day? = nil, told: Day? = nil) -> Day? {
        guard holds(column) else { return nil }
        switch WrittenDate.read(findings.text.bytes.span.extracting(places[column.index])) {
        case .day(let day): return day
        case .dayFirst(let day):
            if !isVerbatim(column) { noteReading(LooseDate(day: day, reason: .dayFirst), at: column) }
            return day
        case .impossible:
            let swapped = LooseDate.monthFirst(findings.text[column] ?? "")
            refuse(.dateImpossible, at: column, swapped.map { [Issue.nearestKey: "\($0)"] } ?? [:])
            return nil
        case .unreadable: return looseDate(column, latest: latest, told: told)
        }
    }

    private mutating func name(_ column: Column) {
        guard holds(column) else { return }
        let look = PersonName.look(at: findings.text.bytes.span.extracting(places[column.index]))
        if look.fault == nil, !look.isInCapitals { return }
        if let fault = look.fault, !repairName(column, fault) { return }
        if look.isInCapitals { offerSmallLetters(column) }
    }

    private mutating func iin() -> IIN? {
        guard holds(.iin) else { return nil }
        do throws(IIN.Malformed) {
            return try IIN(findings.text.bytes.span.extracting(places[Column.iin.index]))
        } catch {
            return looseIIN(error)
        }
    }

    private mutating func documentNumber(_ type: DocumentType?, _ citizenship: String?) {
        guard let type, holds(.documentNumber), let format = DocumentNumber.format(of: type, citizenship),
            !DocumentNumber.matches(findings.text.bytes.span.extracting(places[Column.documentNumber.index]), format)
        else { return }
        cleanDocumentNumber(format)
    }
}
