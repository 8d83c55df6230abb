import Domain
import Testing

/// What is read though it is not written as it should be: visible, explained, and undone by the clerk's word.
@Suite struct RepairTests {
    static let book = WordBook(
        words: [
            .sex: ["женский": "F", "жен.": "F"], .stay: ["постоянно": "permanent"],
            .documentType: ["уд. личности": "id_card", "свид. о рожд.": "birth_certificate"],
        ],
        months: [
            "сентября": 9, "сен": 9, "сентябрь": 9, "қыркүйек": 9, "september": 9, "sep": 9, "мая": 5, "марта": 3,
        ],
        dateMarks: ["г", "ж", "жылғы", "th", "года"])

    /// The girl of the sample with one cell written in another way.
    private func judged(_ column: Column, _ text: String, verbatim: Bool = false) throws -> JudgedRow {
        var row = Sample().with([column: text])
        row.words = RepairTests.book
        let judge = RowJudge(policy: row.policy, terms: try row.terms(), words: row.words)
        return judge.judge(RowText(number: 7, cells: row.cells, verbatim: verbatim ? [column] : []))
    }

    @Test(arguments: [
        ("9.9.09", "short_year"), ("09/09/09", "short_year"), ("09-09-09", "short_year"), ("9 сен 09", "short_year"),
        ("9 сентября 2009", "word"), ("9 СЕНТЯБРЯ 2009 г.", "word"), ("«9» сентября 2009 года", "word"),
        ("2009 жылғы 9 қыркүйек", "word"), ("9 қыркүйекте 2009 ж.", "word"), ("9-сен.-2009", "word"),
        ("September 9th, 2009", "word"), ("9-Sep-2009", "word"), ("40065", "serial"), ("40065.0", "serial"),
        ("2009-09-09T10:30:00", "time"), ("09.09.2009 14:25", "time"), ("2009-09-08T18:00:00.000Z", "time"),
        ("2009-09-09T00:00:00+06:00", "time"), ("20090909", "marks"), ("09092009", "marks"), ("9. 9. 2009", "marks"),
        ("09,09,2009", "marks"), ("09/09.2009", "marks"), ("9 9 2009", "marks"),
    ])
    func `a birth date is understood as a person understands it, with a note`(
        _ text: String, _ reason: String
    ) throws {
        let judged = try judged(.birthDate, text)
        #expect(try judged.reading.birthDate == day("2009-09-09"))
        let issue = try #require(judged.issues.first)
        #expect(judged.issues.map(\.code) == [.dateReadAs])
        #expect(issue.severity == .note)
        #expect(issue.found == text)
        #expect(issue.arguments == ["read": "2009-09-09", "because": reason])
        #expect(judged.written == [.birthDate: text])
        #expect(judged.state == .sound)
    }

    @Test(arguments: [
        // who wrote 15 in 2025 means 2015, who wrote 26 means 1926: nobody is born tomorrow
        (Column.birthDate, "01.01.15", "2015-01-01"), (.birthDate, "01.01.26", "1926-01-01"),
        (.birthDate, "26.09.25", "1925-09-26"), (.birthDate, "25.09.25", "2025-09-25"),
        (.birthDate, "29.02.00", "2000-02-29"), (.birthDate, "9862", "1926-12-31"),
        (.documentIssuedOn, "20.09.25", "2025-09-20"), (.documentIssuedOn, "01.12.98", "1998-12-01"),
        (.from, "01.10.25", "2025-10-01"), (.from, "01.10.30", "2030-10-01"), (.from, "01.10.85", "1985-10-01"),
        (.from, "45931", "2025-10-01"), (.from, "45931,0", "2025-10-01"),
        (.from, "03/04/2026", "2026-04-03"), (.until, "01/12/2025", "2025-12-01"),
    ])
    func `the century and the order follow from the column`(
        _ column: Column, _ text: String, _ expected: String
    ) throws {
        var row = Sample().with([.iin: nil, column: text])
        row.words = RepairTests.book
        let reading = try row.judged().reading
        let days = [
            Column.birthDate: reading.birthDate, .documentIssuedOn: reading.documentIssuedOn, .from: reading.from,
            .until: reading.until,
        ]
        #expect(try days[column] == day(expected))
        #expect(try row.judged().issues.first { $0.place.column == column }?.code == .dateReadAs)
    }

    @Test func `the IIN tells the century of a birth date`() throws {
        let iin = try #require(checked("20010139900"))
        let row = Sample().with([.iin: iin, .birthDate: "01.01.20", .sex: nil])
        #expect(try row.judged().reading.birthDate == day("1920-01-01"))
    }

    @Test func `a month in the first place is offered, not taken`() throws {
        let issue = try #require(try judged(.from, "12/31/2025").issues.first { $0.place.column == .from })
        #expect(issue.code == .dateImpossible)
        #expect(issue.nearest == "2025-12-31")
        #expect(try judged(.from, "31.02.2026").issues.first { $0.place.column == .from }?.nearest == nil)
    }

    @Test(arguments: [
        ("090909 699 006", "iin.separators_removed"), ("090909-699006", "iin.separators_removed"),
        ("0909 0969 9006", "iin.separators_removed"), ("ИИН 090909699006", "iin.separators_removed"),
        ("ЖСН: 090909699006", "iin.separators_removed"), ("090909699006.0", "iin.separators_removed"),
        ("0909\u{200B}09699006", "iin.separators_removed"), ("'090909699006", "text.marks_removed"),
        ("=\"090909699006\"", "text.marks_removed"), ("90909699006", "iin.leading_zero_restored"),
        ("90909 699 006", "iin.leading_zero_restored"), ("90909699006.0", "iin.leading_zero_restored"),
    ])
    func `an IIN is found among blanks, dashes and quotes`(_ text: String, _ code: String) throws {
        let judged = try judged(.iin, text)
        #expect(judged.reading.iin?.digits == "090909699006")
        #expect(judged.issues.map(\.code.rawValue) == [code])
        #expect(judged.issues.first?.read == "090909699006")
        #expect(judged.issues.first?.found == text)
        #expect(judged.written == [.iin: text])
    }

    @Test(arguments: [
        ("9.10512E+11", "iin.rounded"), ("9,10512E+11", "iin.rounded"), ("9.1e+11", "iin.rounded"),
        ("9,1Е+11", "iin.rounded"), ("090909 699 007", "iin.check_digit"), ("09090969900О", "iin.not_digits"),
        ("0909096990061", "iin.length"), ("нет", "iin.length"), ("0909 0969", "iin.length"),
        ("090909699006 090909699006", "iin.length"), ("1E+11+2", "iin.length"),
    ])
    func `an IIN that cannot be restored says why`(_ text: String, _ code: String) throws {
        let judged = try judged(.iin, text)
        #expect(judged.reading.iin == nil)
        #expect(judged.issues.first?.code.rawValue == code)
        #expect(judged.issues.first?.read == nil)
    }

    @Test(arguments: [
        (Column.previousAddress, "Алматы,  Абай\u{A0}1", "Алматы, Абай 1"),
        (.surname, "Әбді\u{AD}рахманова", "Әбдірахманова"),
        (.surname, "\u{A0}Әбдірахманова", "Әбдірахманова"), (.givenName, "Гүл\u{200B}нұр", "Гүлнұр"),
        (.documentIssuer, "МВД\tРК", "МВД РК"), (.placementBasis, "№ 12\r\nот 01.09.2025", "№ 12 от 01.09.2025"),
        (.room, "1\u{2009}а", "1 а"), (.previousAddress, "'Алматы", "Алматы"),
    ])
    func `odd blanks and marks go, and it is said`(_ column: Column, _ text: String, _ read: String) throws {
        let judged = try judged(column, text)
        #expect(judged.text[column] == read)
        #expect(judged.issues.count == 1)
        #expect(judged.issues.first?.severity == .note)
        #expect(judged.issues.first?.read == read)
        #expect(judged.written == [column: text])
    }

    @Test(arguments: ["Алматы, «Абай» — 1", "№ 12 от 01.09.2025", "  Алматы ", "O’Коннор улица", "5 °C", "a\u{301}"])
    func `usual marks and plain blanks around a cell stay unsaid`(_ text: String) throws {
        #expect(try judged(.previousAddress, text).issues == [])
        #expect(try judged(.note, "две\u{A0} строки\n").issues == [])
    }

    @Test(arguments: [
        ("Cерікова", "Серікова"), ("Ивaнова", "Иванова"), ("Әбдiрахманова", "Әбдірахманова"), ("Ахметовa", "Ахметова"),
        ("Смаhұлова", "Смаһұлова"), ("Cара", "Сара"), ("Smithsоn", "Smithson"), ("Müllеr", "Müller"),
        ("Caрсенова", "Сарсенова"),
    ])
    func `a look-alike of the other alphabet is replaced, with a note`(_ text: String, _ read: String) throws {
        let judged = try judged(.surname, text)
        #expect(judged.text[.surname] == read)
        #expect(judged.issues.map(\.code) == [.nameMixedAlphabets])
        #expect(judged.issues.first?.severity == .note)
        #expect(judged.issues.first?.read == read)
        #expect(judged.written == [.surname: text])
        #expect(judged.state == .sound)
    }

    @Test(arguments: ["Ивwнова", "Smitн", "ГYЛНАР", "Anna Иванова"])
    func `letters that have no sure look-alike are an error`(_ text: String) throws {
        let judged = try judged(.surname, text)
        #expect(judged.issues.first?.code == .nameMixedAlphabets)
        #expect(judged.issues.first?.severity == .error)
        #expect(judged.text[.surname] == text)
        #expect(judged.written == [:])
    }

    @Test(arguments: [
        ("ӘБДІРАХМАНОВА", "Әбдірахманова"), ("ҒҚҢҮҰҺӨІӘ", "Ғқңүұһөіә"), ("РИМСКИЙ-КОРСАКОВ", "Римский-Корсаков"),
        ("О'КОННОР", "О'Коннор"), ("Д’АРТАНЬЯН", "Д’Артаньян"), ("Г'УЛОМОВА", "Г'уломова"),
        ("МАМЕДОВ АЛИ ОҒЛЫ", "Мамедов Али оғлы"),
        ("ГУСЕЙН-ОГЛЫ", "Гусейн-оглы"), ("СЕРІКҚЫЗЫ", "Серікқызы"), ("ҚЫЗЫ", "Қызы"), ("АЛЬ-ФАРАБИ", "Аль-Фараби"),
        ("SMITH", "Smith"),
        ("İSMAYİLOVA", "İsmayilova"), ("ЛИ", "Ли"), ("АБДУЛЛА УУЛУ", "Абдулла уулу"),
    ])
    func `a name in capitals gets an offer and stays`(_ text: String, _ offer: String) throws {
        let judged = try judged(.surname, text)
        #expect(judged.issues.map(\.code) == [.nameCapitals])
        #expect(judged.issues.first?.nearest == offer)
        #expect(judged.issues.first?.severity == .note)
        #expect(judged.text[.surname] == text)
        #expect(judged.written == [:])
    }

    @Test(arguments: ["Әбілова", "С. В.", "В.И.", "Ф", "О'Коннор", "МакДональд", "иванова"])
    func `initials and names in small letters are offered nothing`(_ text: String) throws {
        #expect(try judged(.surname, text).issues == [])
    }

    @Test(arguments: [
        ("id_card", "№ 012345678", "012345678"), ("id_card", "012 345 678", "012345678"),
        ("id_card", "N012345678", "012345678"),
        ("id_card", "О12345678", "012345678"), ("id_card", "012-345-678", "012345678"),
        ("passport", "N 12345678", "N12345678"),
        ("passport", "№12345678", "N12345678"), ("passport", "Н12345678", "N12345678"),
        ("passport", "n 1234567О", "N12345670"),
    ])
    func `a document's number is found among other marks`(_ type: String, _ text: String, _ read: String) throws {
        let judged = try Sample().with([.documentType: type, .documentNumber: text]).judged()
        #expect(judged.text[.documentNumber] == read)
        #expect(judged.issues.map(\.code) == [.documentNumberCleaned])
        #expect(judged.issues.first?.read == read)
        #expect(judged.written == [.documentNumber: text])
    }

    @Test func `a number that is too short is not filled up, only offered so`() throws {
        let issue = try #require(try judged(.documentNumber, "12345678").issues.first)
        #expect(issue.code == .documentNumberFormat)
        #expect(issue.nearest == "012345678")
        #expect(try judged(.documentNumber, "уд. 12345").issues.first?.nearest == nil)
        #expect(try Sample.child.with([.documentNumber: "І-АЖ № 123456"]).judged().issues == [])
    }

    @Test func `several repairs of a cell all tell what came out`() throws {
        let judged = try judged(.surname, "\u{A0}ИВАНOBA  АННА")
        #expect(judged.issues.map(\.code) == [.nameCapitals, .textBlanksRemoved, .nameMixedAlphabets])
        #expect(judged.issues.compactMap(\.read) == ["ИВАНОВА АННА", "ИВАНОВА АННА"])
        #expect(judged.issues.first?.nearest == "Иванова Анна")
        #expect(Set(judged.issues.map(\.found)) == ["\u{A0}ИВАНOBA  АННА"])
        #expect(judged.written == [.surname: "\u{A0}ИВАНOBA  АННА"])
    }

    @Test(arguments: [
        (Column.iin, "90909699006", "iin.length"), (.iin, "090909 699 006", "iin.length"),
        (.birthDate, "9.9.09", "date.unreadable"), (.from, "45931", "date.unreadable"),
        (.documentNumber, "№ 012345678", "document.number_format"), (.iin, "=\"090909699006\"", "cell.formula_text"),
    ])
    func `what the clerk wants as written is judged as written`(_ column: Column, _ text: String, _ code: String) throws
    {
        let judged = try judged(column, text, verbatim: true)
        #expect(judged.issues.first { $0.place.column == column }?.code.rawValue == code)
        #expect(judged.text[column] == text)
        #expect(judged.issues.allSatisfy { $0.read == nil })
    }

    @Test func `a mixed name or odd blanks that the clerk insists on stay, for the signer's word`() throws {
        let mixed = try judged(.surname, "Ивaнова", verbatim: true)
        #expect(mixed.issues.map(\.code) == [.nameMixedAlphabets])
        #expect(mixed.state == .warned)
        #expect(mixed.text[.surname] == "Ивaнова")
        #expect(try judged(.previousAddress, "Алматы  1", verbatim: true).issues == [])
        #expect(try judged(.surname, "ИВАНОВА", verbatim: true).issues == [])
    }

    @Test func `judged again from what was written, a row gets the same values and notes`() throws {
        var row = Sample().with([
            .iin: "90909 699 006", .surname: "\u{A0}ИВАНOBA", .birthDate: "9.9.09", .documentNumber: "№ 012345678",
            .from: "45931", .sex: "жен",
        ])
        row.words = RepairTests.book
        let first = try row.judged()
        var cells = row.cells
        for column in Column.allCases { cells[column] = first.text[column] }
        for (column, text) in first.written { cells[column] = text }
        row.cells = cells
        let second = try row.judged()
        #expect(second.issues == first.issues)
        #expect(second.reading == first.reading)
        #expect(second.written == first.written)
    }

    @Test(arguments: [
        (Column.documentType, "Уд.личности", "id_card"), (.documentType, "УД ЛИЧНОСТИ", "id_card"),
        (.documentType, "свид о рожд", "birth_certificate"), (.sex, "Жeнский", "F"), (.stay, "Постоянно.", "permanent"),
    ])
    func `punctuation, case and look-alikes do not hide a word`(_ column: Column, _ text: String, _ value: String)
        throws
    {
        let reading = try judged(column, text).reading
        let read = [
            Column.documentType: reading.documentType?.rawValue, .sex: reading.sex?.rawValue,
            .stay: reading.stay?.rawValue,
        ]
        #expect(read[column] == value)
    }

    @Test(arguments: [
        (Column.sex, "женскй", "F"), (.stay, "постаянно", "permanent"), (.stay, "permanant", "permanent"),
        (.action, "arive", "arrive"), (.sex, "х", ""), (.stay, "в тумане", ""),
    ])
    func `a slip of the pen is offered`(_ column: Column, _ text: String, _ value: String) throws {
        let issue = try #require(try judged(column, text).issues.first { $0.place.column == column })
        #expect(issue.code == .wordUnknown)
        #expect(issue.nearest ?? "" == value)
    }

    @Test(arguments: [
        ("Әбілова Әсел Серікқызы", ["Әбілова", "Әсел", "Серікқызы"], []),
        ("  Ли\u{A0}Анна ", ["Ли", "Анна", ""], []),
        ("Мамедова Лейла Гусейн кызы", ["Мамедова", "Лейла", "Гусейн кызы"], []),
        ("Иванова, Анна Петровна", ["Иванова", "Анна", "Петровна"], []),
        ("Сара", ["Сара", "", ""], ["name.missing given_name"]),
        ("Гарсия Лопес Мария Хуана", ["Гарсия", "Лопес", "Мария Хуана"], ["name.split surname"]),
        ("Мамедова Лейла кызы", ["Мамедова", "Лейла", "кызы"], ["name.split surname"]),
    ])
    func `a full name is taken apart, and doubts are told`(
        _ whole: String, _ parts: [String], _ issues: [String]
    ) throws {
        let row = Sample().with([.surname: nil, .givenName: nil, .patronymic: nil])
        var text = RowText(number: 7, cells: row.cells)
        let start = text.bytes.count
        text.bytes += whole.utf8
        text.fullName = start..<text.bytes.count
        let judged = RowJudge(policy: row.policy, terms: try row.terms()).judge(text)
        #expect([Column.surname, .givenName, .patronymic].map { judged.text[$0] ?? "" } == parts)
        #expect(judged.issues.map { "\($0.code.rawValue) \($0.place.column?.rawValue ?? "")" } == issues)
        #expect(judged.written == [:])
        text[.surname] = "Есть"
        #expect(RowJudge(policy: row.policy, terms: try row.terms()).judge(text).text[.givenName] == nil)
    }

    @Test func `a part of a full name is repaired like a cell of its own`() throws {
        let row = Sample().with([.surname: nil, .givenName: nil, .patronymic: nil])
        var text = RowText(number: 7, cells: row.cells)
        let start = text.bytes.count
        text.bytes += "Ивaнова Анна".utf8
        text.fullName = start..<text.bytes.count
        let judged = RowJudge(policy: row.policy, terms: try row.terms()).judge(text)
        #expect(judged.text[.surname] == "Иванова")
        #expect(judged.written == [.surname: "Ивaнова"])
        #expect(judged.issues.map(\.found) == ["Ивaнова"])
    }

    @Test func `repairs are notes, and what cannot be repaired is none`() {
        let notes: [IssueCode] = [
            .textBlanksRemoved, .textMarksRemoved, .iinLeadingZeroRestored, .iinSeparatorsRemoved, .dateReadAs,
            .documentNumberCleaned, .nameCapitals, .headerFullName,
        ]
        #expect(notes.allSatisfy { $0.severity == .note })
        #expect(IssueCode.iinRounded.severity == .error)
        #expect(IssueCode.nameMixedAlphabets.severity == .error)
        #expect(IssueCode.rowTooManyCells.severity == .warning)
    }
}
