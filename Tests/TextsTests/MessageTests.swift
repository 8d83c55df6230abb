import Domain
import Testing

@testable import Texts

@Suite struct MessageTests {
    let texts: Texts

    init() throws { texts = try shippedTexts() }

    @Test func `an issue says what is wrong, what is expected and how it looks`() {
        let issue = Issue(.iinCheckDigit, at: .cell(row: 7, column: .iin), found: "050114500002")
        #expect(
            texts.message(issue, in: .en)
                == "The last digit of this IIN does not agree with the others; one digit is probably mistyped.")
        #expect(texts.expected(issue, in: .ru) == "12 цифр, как в документе")
        #expect(throws: Never.self) { try IIN(texts.example(issue, in: .kk)) }
    }

    @Test func `days, words and sums in a sentence are written for people`() {
        let early = Issue(
            .stayTooLong, at: .cell(row: 2, column: .until), arguments: ["latest": "2026-09-01", "limit": "2"])
        #expect(texts.expected(early, in: .ru) == "Более ранняя дата выезда, не позже 01.09.2026")
        let sex = Issue(.iinSexDiffers, at: .cell(row: 2, column: .sex), arguments: ["expected": "F"])
        #expect(texts.message(sex, in: .ru) == "Пол не совпадает с ИИН: по ИИН женский.")
        let word = Issue(
            .wordUnknown, at: .cell(row: 2, column: .stay), found: "пост-вр",
            arguments: ["expected": "permanent temporary"])
        #expect(texts.expected(word, in: .kk) == "Мыналардың бірі: тұрақты, уақытша")
        let fee = Issue(.feeReceiptRequired, at: .cell(row: 2, column: .feeReceipt), arguments: ["fee": "226.90"])
        #expect(texts.message(fee, in: .ru).contains("226,90\u{00A0}₸"))
        let header = Issue(.headerUnknown, at: .file, found: "Фамилля", arguments: ["nearest": "surname"])
        #expect(texts.message(header, in: .ru).hasSuffix("Возможно, это «Фамилия»."))
    }

    @Test func `a repair says what was written and what it was read as`() {
        let date = Issue(
            .dateReadAs, at: .cell(row: 2, column: .birthDate), found: "42369",
            arguments: ["read": "2015-12-31", "because": "serial"])
        #expect(
            texts.message(date, in: .ru)
                == "Дата записана не в виде дд.мм.гггг: «42369» прочитано как 31.12.2015 (номер дня в Excel).")
        #expect(
            texts.message(Issue(.dateReadAs, at: .column(.birthDate)), in: .ru) == "Дата записана не в виде дд.мм.гггг."
        )
        let name = Issue(
            .nameMixedAlphabets, at: .cell(row: 2, column: .surname), found: "Ивaнова",
            arguments: ["letter": "a", "position": "3", "read": "Иванова"], severity: .note)
        #expect(
            texts.message(name, in: .en)
                == "The word mixes Cyrillic and Latin letters: “a” at place 3; it was read as “Иванова”.")
        let capitals = Issue(
            .nameCapitals, at: .cell(row: 2, column: .surname), found: "ӘБІЛОВА", arguments: ["nearest": "Әбілова"])
        #expect(texts.message(capitals, in: .kk) == "Тек бас әріптермен жазылған; кәдімгі жазылуы — «Әбілова».")
    }

    @Test func `every reason why a date was read has its words`() {
        for reason in ["serial", "short_year", "time", "word", "day_first", "marks"] {
            for language in Language.allCases { #expect(texts.label("date_reading", reason, in: language) != reason) }
        }
    }

    @Test func `parts that lack their arguments are left out`() {
        let bare = Issue(.fileUnreadable, at: .file)
        #expect(texts.message(bare, in: .en) == "The file could not be read.")
        let known = Issue(.fileUnreadable, at: .file, arguments: ["reason": "damaged_archive"])
        #expect(texts.message(known, in: .en) == "The file could not be read: the file is damaged.")
        let strange = Issue(.fileUnreadable, at: .file, arguments: ["reason": "zip_error_21"])
        #expect(texts.message(strange, in: .en) == "The file could not be read.")
    }

    @Test func `a column can have its own text`() {
        let citizenship = Issue(.wordUnknown, at: .cell(row: 2, column: .citizenship), arguments: ["expected": "KAZ"])
        #expect(texts.expected(citizenship, in: .en) == "The country's name or its code of three letters")
    }

    @Test func `sentences count as their language does`() {
        func length(_ length: Int, _ language: Language) -> String {
            texts.message(
                Issue(.iinLength, at: .cell(row: 2, column: .iin), arguments: ["length": "\(length)"]), in: language)
        }
        #expect(length(1, .ru) == "В ИИН 1 знак вместо 12 цифр.")
        #expect(length(3, .ru) == "В ИИН 3 знака вместо 12 цифр.")
        #expect(length(11, .ru) == "В ИИН 11 знаков вместо 12 цифр.")
        #expect(length(1, .en) == "This IIN has 1 character instead of 12 digits.")
        #expect(length(11, .en) == "This IIN has 11 characters instead of 12 digits.")
        #expect(length(1, .kk) == "ЖСН-де 12 цифрдың орнына 1 таңба бар.")
    }

    @Test func `a refusal names its rows and days`() throws {
        let day = try #require(Day(year: 2026, month: 9, day: 1))
        let refusal = Refusal(.occupancyFull, rows: [7, 9], days: [day])
        #expect(
            texts.message(refusal, in: .en)
                == "There are not enough places, days: 01.09.2026; rows: 7, 9. Nothing was done.")
        let many = Refusal(.rowsBlocked, rows: Array(1...40))
        #expect(texts.message(many, in: .ru).contains("(строки: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …)"))
        #expect(
            texts.message(Refusal(.rowsBlocked, rows: [7]), in: .ru) == "Строка с ошибкой мешает отправке (строка 7).")
    }

    @Test func `no sentence shows braces, brackets or the name of a constraint`() {
        let argument = [
            "limit": "3", "length": "4", "expected": "no", "age": "15", "earliest": "2026-01-01",
            "latest": "2026-12-31",
            "reason": "utf16", "rows": "7, 9", "letter": "w", "position": "2", "fee": "1.00", "day": "2026-05-05",
            "free": "1", "asked": "2", "nearest": "iin", "columns": "B, F", "minutes": "5", "seconds": "5",
            "read": "2015-12-31", "because": "serial", "state": "draft", "move": "submit",
            "field": "petition_state_check", "petition": "12", "name": "Ә. С.",
        ]
        for language in Language.allCases {
            for code in IssueCode.allCases {
                for arguments in [[:], argument] {
                    let issue = Issue(
                        code, at: .cell(row: 7, column: .stay), found: arguments.isEmpty ? nil : "q",
                        arguments: arguments)
                    let all = [texts.message, texts.expected, texts.example].map { $0(issue, language) }
                    #expect(all.allSatisfy { !$0.isEmpty && !$0.contains { "{}[]".contains($0) } }, "\(code): \(all)")
                }
            }
            for code in RefusalCode.allCases {
                for arguments in [[:], argument] {
                    let refusal = Refusal(code, arguments: arguments)
                    let both = [texts.message(refusal, in: language), texts.advice(refusal, in: language)]
                    #expect(both.allSatisfy { !$0.contains { "{}[]_…".contains($0) } }, "\(code): \(both)")
                }
            }
        }
    }

    @Test func `a cell's text is shown as it is, however it looks, and cut when it is long`() {
        let braces = Issue(.wordUnknown, at: .cell(row: 2, column: .stay), found: "{limit} [x]")
        #expect(texts.message(braces, in: .en) == "This value is not known: “{limit} [x]”.")
        let long = Issue(.wordUnknown, at: .cell(row: 2, column: .stay), found: String(repeating: "ә", count: 4_000))
        #expect(texts.message(long, in: .en).count < 130)
    }
}
