import Testing

@testable import Domain

/// What an institution's people once said of their own spellings is read so, visibly, and never where it could be somebody's.
@Suite struct RememberedTests {
    private func judged(
        _ column: Column, _ text: String, remembered: [(column: Column, key: String, value: String)],
        verbatim: Bool = false
    ) throws -> JudgedRow {
        let row = Sample().with([column: text])
        let judge = RowJudge(policy: row.policy, terms: try row.terms()).remembering(RememberedValues(remembered))
        return judge.judge(RowText(number: 7, cells: row.cells, verbatim: verbatim ? [column] : []))
    }

    @Test(arguments: ["удост", "УДОСТ", " Удост "]) func `a word is read as it was explained, with a note that says so`(
        _ text: String
    ) throws {
        let judged = try judged(.documentType, text, remembered: [(.documentType, "удост", "id_card")])
        #expect(judged.reading.documentType == .idCard)
        #expect(judged.state == .sound)
        let issue = try #require(judged.issues.first)
        #expect(judged.issues.map(\.code) == [.valueRemembered])
        #expect((issue.severity, issue.read) == (.note, "id_card"))
        #expect(issue.found?.contains(text.filter { $0 != " " }) == true)
        #expect(judged.written[.documentType] == issue.found)
    }

    @Test func `a citizenship and an address are remembered too`() throws {
        let citizen = try judged(.citizenship, "узбек", remembered: [(.citizenship, "узбек", "UZB")])
        #expect(citizen.reading.citizenship == "UZB")
        let address = try judged(
            .previousAddress, "=Абай 1", remembered: [(.previousAddress, "=абай 1", "Алматы, Абай 1")])
        #expect(address.text[.previousAddress] == "Алматы, Абай 1")
        #expect(address.issues.map(\.code) == [.valueRemembered])
        #expect(address.written == [.previousAddress: "=Абай 1"])
    }

    @Test func `what the service knows, what is no value, and what shall be read as written is not touched`() throws {
        let known = try judged(.documentType, "id_card", remembered: [(.documentType, "id_card", "passport")])
        #expect(known.reading.documentType == .idCard)
        let stranger = try judged(.documentType, "удост", remembered: [(.documentType, "удост", "ticket")])
        #expect(stranger.issues.map(\.code).first == .wordUnknown)
        let verbatim = try judged(
            .documentType, "удост", remembered: [(.documentType, "удост", "id_card")], verbatim: true)
        #expect(verbatim.issues.map(\.code).first == .wordUnknown)
        let other = try judged(.stay, "удост", remembered: [(.documentType, "удост", "id_card")])
        #expect(other.issues.contains { $0.code == .wordUnknown })
    }

    @Test func `nothing is remembered of who somebody is, of dates and of numbers`() throws {
        for column in Column.allCases where column.mayBeRemembered { #expect(!column.isPersonal, "\(column)") }
        for column: Column in [
            .iin, .surname, .givenName, .patronymic, .birthDate, .documentNumber, .documentIssuedOn, .from, .until,
            .legalRepresentative, .feeReceipt, .militaryDocument, .departureLeaf, .note,
        ] { #expect(!column.mayBeRemembered, "\(column)") }
        for column in WordBook.columns { #expect(column.mayBeRemembered, "\(column)") }
        let name = try judged(.surname, "Иванов", remembered: [(.surname, "иванов", "Петров")])
        #expect(name.text[.surname] == "Иванов")
    }

    @Test func `only a way of writing is remembered, not what was wrong once`() {
        #expect(Mistake(.wordUnknown, in: .documentType, found: .text("удост")).mayBeRemembered)
        #expect(!Mistake(.iinSexDiffers, in: .sex, found: .text("M")).mayBeRemembered)
        #expect(!Mistake(.parentsRegisteredElsewhere, in: .registeredWithParents, found: .text("yes")).mayBeRemembered)
        #expect(!Mistake(.documentMissing, in: .documentType, found: .nothing).mayBeRemembered)
        #expect(!Mistake(.nameCharacters, in: .surname, found: .text("?")).mayBeRemembered)
    }

    @Test func `one value is no remedy for cells that are each a person's own`() {
        #expect(!Mistake(.iinCheckDigit, in: .iin, found: .text("1")).allows(.value("2")))
        #expect(!Mistake(.iinCheckDigit, in: .iin, found: .anything).allows(.suggestions))
        #expect(Mistake(.iinLeadingZeroRestored, in: .iin, found: .anything).allows(.asWritten))
        #expect(!Mistake(.wordUnknown, in: .sex, found: .anything).allows(.value("M")))
        #expect(Mistake(.wordUnknown, in: .sex, found: .text("муж")).allows(.value("M")))
        #expect(Mistake(.nameCapitals, in: .surname, found: .anything).allows(.suggestions))
        #expect(Mistake(.placementBasisRequired, in: .placementBasis, found: .nothing).allows(.value("12")))
    }
}
