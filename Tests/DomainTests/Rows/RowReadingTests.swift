import Domain
import Testing

@Suite struct RowReadingTests {
    @Test(arguments: [
        "2009-09-09", "09.09.2009", "9.9.2009", "09/09/2009", "2009-09-09 00:00:00", "09.09.2009 0:00:00",
        "2009-09-09T00:00:00", "09.09.2009 00:00", " 09.09.2009\u{A0}", "09-09-2009", "9-9-2009", "2009.09.09",
        "2009/09/09", "09.09.2009 г.", "09.09.2009г", "09.09.2009 ж.", "9/09/2009",
    ])
    func `a date is read however it is usually written`(_ text: String) throws {
        let judged = try Sample().with([.birthDate: text]).judged()
        #expect(judged.issues == [])
        #expect(try judged.reading.birthDate == day("2009-09-09"))
    }

    @Test(arguments: [
        ("9 сентября 2009", "unreadable"), ("00:00:00", "unreadable"), ("0", "unreadable"), ("....2009", "unreadable"),
        ("000.9.2009", "unreadable"), (".9.2009", "unreadable"), ("10:11:12", "unreadable"), ("2009", "unreadable"),
        ("09.2009", "unreadable"), ("31.02.09", "unreadable"), ("99999", "unreadable"), ("-45000", "unreadable"),
        ("09.09.2009-10.09.2009", "unreadable"), ("09.09.2009 25:00", "unreadable"), ("9 из 09 2009", "unreadable"),
        ("31.02.2009", "impossible"), ("2009-13-01", "impossible"), ("00.01.2009", "impossible"),
        ("09.09.0209", "impossible"), ("29.02.2023", "impossible"), ("2009-00-00 00:00:00", "impossible"),
    ])
    func `a date that cannot be read is told from one that cannot be`(_ text: String, _ fault: String) throws {
        let judged = try Sample().with([.documentIssuedOn: text]).judged()
        #expect(judged.issues.map(\.code.rawValue) == ["date.\(fault)"])
        #expect(judged.issues.first?.found == text)
        #expect(judged.written == [.documentIssuedOn: text])
        #expect(judged.reading.documentIssuedOn == nil)
    }

    @Test func `a leading zero that a spreadsheet dropped comes back with a note`() throws {
        let judged = try Sample().with([.iin: "90909699006"]).judged()
        #expect(judged.issues.map(\.code) == [.iinLeadingZeroRestored])
        #expect(judged.issues.first?.read == "090909699006")
        #expect(judged.reading.iin?.digits == "090909699006")
        #expect(judged.written == [.iin: "90909699006"])
        #expect(judged.state == .sound)
        let short = try Sample().with([.iin: "101699007", .birthDate: nil, .registeredWithParents: nil]).judged()
        #expect(short.reading.iin?.digits == "000101699007")
        #expect(try Sample().with([.iin: "90909699007", .birthDate: nil, .sex: nil]).found() == ["iin.length iin"])
    }

    @Test func `words are found in any case, with the book's own`() throws {
        var row = Sample().with([
            .action: "Прибытие", .sex: "ЖЕН", .documentType: "Удостоверение  личности", .citizenship: "казахстан",
            .registeredWithParents: "No", .stay: "PERMANENT", .documentSample: "нОвЫй",
        ])
        row.words = WordBook(words: [
            .action: ["прибытие": "arrive"], .sex: ["жен": "F"], .documentType: ["удостоверение личности": "id_card"],
            .citizenship: ["казахстан": "KAZ"], .documentSample: ["новый": "new"],
        ])
        #expect(row.words.strangers == [:])
        let judged = try row.judged()
        #expect(judged.issues == [])
        #expect(judged.reading.action == .arrive)
        #expect(judged.reading.sex == .female)
        #expect(judged.reading.documentType == .idCard)
        #expect(judged.reading.citizenship == "KAZ")
        #expect(judged.reading.registeredWithParents == false)
    }

    @Test(arguments: WordBook.columns)
    func `an unknown word is told with what was found`(_ column: Column) throws {
        let judged = try Sample().with([column: "белиберда"]).judged()
        let issue = try #require(judged.issues.first { $0.place.column == column })
        #expect(issue.code == .wordUnknown)
        #expect(issue.found == "белиберда")
        #expect(judged.written == [column: "белиберда"])
    }

    @Test func `every stable word is read`() throws {
        for column in WordBook.columns {
            for value in WordBook.stableValues(of: column) {
                #expect(try Sample().with([column: value]).judged().written == [:])
            }
        }
    }

    @Test func `the book tells the author of words that mean nothing`() {
        let book = WordBook(words: [
            .sex: ["муж": "M", "мужч": "male"], .note: ["а": "b"], .citizenship: ["узбек": "UZ"],
        ])
        #expect(book.strangers == [.sex: ["мужч"], .note: ["а"], .citizenship: ["узбек"]])
    }

    @Test func `an unknown action is one issue, not ten`() throws {
        #expect(
            try Sample().with([.action: "arive", .feeExemption: nil, .from: nil, .placementBasis: nil]).found()
                == ["word.unknown action"])
    }

    @Test(arguments: ["=1+1", "=HYPERLINK(\"x\")", "+A1", "-cmd()", "@SUM(A1)", "-(1)", "+Ф1"])
    func `a cell that a spreadsheet would run is refused`(_ text: String) throws {
        #expect(try Sample().with([.note: text]).found() == ["cell.formula_text note"])
    }

    @Test(arguments: ["+7 701 123 45 67", "-", "- нет", "@", "-5", "—", "–нет", "a=b"])
    func `a sign before a number or a blank is no formula`(_ text: String) throws {
        #expect(try Sample().with([.note: text]).found() == [])
    }

    @Test func `an error value or an overlong cell is that and nothing else`() throws {
        var text = RowText(number: 7, cells: Sample().cells)
        text.errors = [.iin, .documentNumber, .until]
        let judge = RowJudge(policy: .egov2017, terms: try Sample().terms(), longestCell: 30)
        let judged = judge.judge(text)
        #expect(judged.issues.map(\.code) == [.cellErrorValue, .cellErrorValue, .cellErrorValue])
        #expect(Set(judged.written.keys) == [.iin, .documentNumber, .until])
        let long = judge.judge(
            RowText(number: 7, cells: Sample().with([.note: "ы" + .init(repeating: "a", count: 29)]).cells))
        #expect(long.issues.map(\.code) == [.cellTooLong])
        #expect(long.issues.first?.arguments == ["length": "31", "limit": "30"])
    }

    @Test func `a silent row says what the petition says`() throws {
        var row = Sample.guest.with([.action: nil, .stay: nil, .from: nil, .until: nil, .citizenship: nil])
        row.stay = .temporary
        row.from = "2025-10-01"
        row.until = "2026-01-01"
        let reading = try row.judged().reading
        #expect(reading.action == .arrive)
        #expect(reading.stay == .temporary)
        #expect(try [reading.from, reading.until] == [day("2025-10-01"), day("2026-01-01")])
        #expect(reading.citizenship == "KAZ")
        let permanent = try row.with([.stay: "permanent"]).judged().reading
        #expect(permanent.until == nil)
    }

    @Test func `every citizenship is three letters and known in any case`() throws {
        #expect(["KAZ", "UZB", "RUS", "XXA", "ZWE", "ABW"].allSatisfy(Citizenship.isKnown))
        #expect(!["KZ", "kaz", "ZZZ", "", "KAZ "].contains(where: Citizenship.isKnown))
        #expect(try Sample().with([.citizenship: "uzb"]).judged().reading.citizenship == "UZB")
    }
}
