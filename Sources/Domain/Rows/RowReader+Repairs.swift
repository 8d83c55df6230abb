extension RowReader {
    /// Whether the clerk wants a cell to be read as it is written.
    func isVerbatim(_ column: Column) -> Bool {
        !findings.text.verbatim.isEmpty && findings.text.verbatim.contains(column)
    }

    /// Puts into a cell what it is read as; the note on it follows when all repairs are made.
    mutating func repair(
        _ column: Column, as read: String, _ code: IssueCode, _ arguments: [String: String] = [:]
    ) {
        findings.keep(column)
        findings.text[column] = read
        places[column.index] = findings.text.places[column]
        repairs.append(Repair(code: code, column: column, arguments: arguments))
    }

    /// Notes each repair of a text with what came out in the end.
    mutating func noteRepairs() {
        for repair in repairs {
            findings.addRepair(repair.code, at: repair.column, as: findings.text[repair.column] ?? "", repair.arguments)
        }
    }

    /// Puts what the institution's people once said of a text in its place, before anything else is read of it.
    mutating func readRemembered() {
        for column in judge.remembered.texts.columns where !isVerbatim(column) {
            guard let written = findings.text[column], let value = judge.remembered.value(of: written, in: column)
            else {
                continue
            }
            repair(column, as: value, .valueRemembered)
        }
    }

    /// Makes the blanks in cells plain and single.
    mutating func tidy(_ columns: ColumnSet) {
        for column in columns.columns where !isVerbatim(column) && !unreadable.contains(column) {
            let tidied = Blanks.tidied(
                String(decoding: findings.text.bytes[findings.text.places[column]], as: UTF8.self))
            let isCellChanged = tidied != findings.text[column]
            if !isCellChanged && !RowReader.isOdd(findings.text, column) { continue }
            findings.keep(column, withBlanks: true)
            if tidied.isEmpty {
                places[column.index] = 0..<0
                filled.remove(column)
                findings.text[column] = nil
            } else {
                repair(column, as: tidied, .textBlanksRemoved)
            }
        }
    }

    private static func isOdd(_ text: RowText, _ column: Column) -> Bool {
        text.bytes[text.places[column]].contains { $0 >= 0x80 }
            && text.places[column] != text.trimmed(column)
    }

    /// Takes the cell of a full name apart: surname, given name, and the rest is the patronymic.
    ///
    /// A row that has one of the three in a column of its own keeps it and needs no such cell.
    mutating func splitFullName() {
        guard PersonName.columns.allSatisfy({ findings.text.trimmed($0).isEmpty && !findings.text.errors.contains($0) })
        else { return }
        let whole = Blanks.tidied(String(decoding: findings.text.bytes[findings.text.fullName], as: UTF8.self))
        let words = whole.split { $0 == " " || $0 == "," }.map(String.init)
        guard !words.isEmpty else { return }
        findings.text[.surname] = words[0]
        if words.count > 1 { findings.text[.givenName] = words[1] }
        let rest = words.dropFirst(2)
        if !rest.isEmpty { findings.text[.patronymic] = rest.joined(separator: " ") }
        let endsInFather = rest.last.map(PersonName.isEnding) ?? false
        let isCertain = rest.count <= 1 && !endsInFather || rest.count == 2 && endsInFather
        if !isCertain { findings.addDoubtfulSplit(whole, as: words) }
    }

    /// Notes a date that had to be concluded.
    mutating func noteReading(_ date: LooseDate, at column: Column) {
        findings.addRepair(.dateReadAs, at: column, as: "\(date.day)", ["because": date.reason.rawValue])
    }

    mutating func looseDate(_ column: Column, latest: Day?, told: Day?) -> Day? {
        if !isVerbatim(column),
            let date = LooseDate.read(
                findings.text[column] ?? "", judge.words.dates, latest: latest, told: told, today: judge.terms.today)
        {
            noteReading(date, at: column)
            return date.day
        }
        refuse(.dateUnreadable, at: column, ["expected": "yyyy-MM-dd"])
        return nil
    }

    /// Tells a fault of a name, or repairs it; whether the name can be used.
    mutating func repairName(_ column: Column, _ fault: PersonName.Fault) -> Bool {
        let name = findings.text[column] ?? ""
        switch fault {
        case .character(let place):
            findings.add(.nameCharacters, at: column, RowReader.letter(of: name, at: place))
            return false
        case .mixedAlphabets(let place):
            let letter = RowReader.letter(of: name, at: place)
            if isVerbatim(column) {
                findings.add(.nameMixedAlphabets, at: column, letter, severity: .warning)
                return true
            }
            let usual = PersonName.Alphabet.prevailing(
                in: [.surname, .givenName, .patronymic].compactMap { findings.text[$0] })
            guard let unmixed = PersonName.unmixed(name, usual: usual) else {
                findings.add(.nameMixedAlphabets, at: column, letter)
                return false
            }
            repair(column, as: unmixed, .nameMixedAlphabets, letter)
            return true
        }
    }

    /// Offers a name in capitals as documents in small letters have it.
    mutating func offerSmallLetters(_ column: Column) {
        guard !isVerbatim(column), let offer = PersonName.properCase(of: findings.text[column] ?? "") else { return }
        findings.add(.nameCapitals, at: column, [Issue.nearestKey: offer])
    }

    /// The character at a place, and the place as people count it.
    private static func letter(of text: String, at place: Int) -> [String: String] {
        let scalars = text.unicodeScalars.dropFirst(place)
        return ["letter": scalars.first.map { String($0) } ?? "", "position": "\(place + 1)"]
    }

    /// Reads an IIN that lost its leading zeros or has marks between its digits; says what is wrong with any other.
    mutating func looseIIN(_ fault: IIN.Malformed) -> IIN? {
        let written = findings.text[.iin] ?? ""
        guard !isVerbatim(.iin), fault != .checkDigit, fault != .date else { return refuseIIN(fault) }
        if WrittenIIN.isRounded(written) {
            refuse(.iinRounded, at: .iin)
            return nil
        }
        guard let digits = WrittenIIN.digits(of: written) else { return refuseIIN(fault) }
        if 1...11 ~= digits.count, let number = Int64(digits), let iin = IIN(number: number) {
            findings.addRepair(.iinLeadingZeroRestored, at: .iin, as: iin.digits)
            return iin
        }
        do throws(IIN.Malformed) {
            let iin = try IIN(digits)
            findings.addRepair(.iinSeparatorsRemoved, at: .iin, as: iin.digits)
            return iin
        } catch {
            return refuseIIN(error)
        }
    }

    private mutating func refuseIIN(_ fault: IIN.Malformed) -> IIN? {
        switch fault {
        case .length(let length): refuse(.iinLength, at: .iin, ["length": "\(length)", "expected": "12"])
        case .notADigit(let place):
            refuse(.iinNotDigits, at: .iin, RowReader.letter(of: findings.text[.iin] ?? "", at: place))
        case .checkDigit: refuse(.iinCheckDigit, at: .iin)
        case .date: refuse(.iinDateImpossible, at: .iin)
        }
        return nil
    }

    /// Takes everything but the number out of a document number that is not written as its kind is.
    mutating func cleanDocumentNumber(_ format: StaticString) {
        guard !isVerbatim(.documentNumber), let number = findings.text[.documentNumber],
            let cleaned = DocumentNumber.cleaned(number, format)
        else { return }
        repair(.documentNumber, as: cleaned, .documentNumberCleaned)
    }
}
