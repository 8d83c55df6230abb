import Domain
import Testing

@testable import Texts

@Suite struct WordBookTests {
    let texts: Texts

    init() throws { texts = try shippedTexts() }

    @Test func `Domain knows every value that a spelling means`() {
        #expect(texts.words.strangers.isEmpty, "\(texts.words.strangers)")
    }

    @Test func `every value of every column has spellings in all languages`() {
        for column in WordBook.columns {
            let kind = column.kindOfWords ?? ""
            for value in WordBook.stableValues(of: column) {
                for language in Language.allCases {
                    #expect(
                        texts.catalog.values[kind]?[value]?[language.rawValue]?.isEmpty == false, "\(kind) \(value)")
                }
            }
        }
    }

    @Test(arguments: [
        (Column.sex, "м", "M"), (.sex, "жен", "F"), (.sex, "ер", "M"), (.sex, "f", "F"),
        (.registeredWithParents, "иә", "yes"), (.registeredWithParents, "нет", "no"), (.stay, "временно", "temporary"),
        (.documentType, "удостоверение личности", "id_card"), (.documentType, "св-во о рождении", "birth_certificate"),
        (.citizenship, "қазақстан республикасы", "KAZ"), (.citizenship, "кыргызстан", "KGZ"),
        (.feeExemption, "ребенок-инвалид", "disability"), (.departureReason, "выпускник", "graduated"),
    ])
    func `the words of the trade's lists are known`(column: Column, spelling: String, value: String) {
        #expect(texts.words.words[column]?[spelling] == value)
    }

    @Test(arguments: [
        (Column.sex, "м", "M"), (.sex, "Ж.", "F"), (.sex, "МУЖ", "M"), (.sex, "еркек", "M"), (.sex, "Әйел", "F"),
        (.sex, "Male", "M"), (.sex, "қыз", "F"), (.sex, "дев.", "F"), (.sex, "M", "M"), (.sex, "m", "M"),
        (.documentType, "Уд. личности", "id_card"), (.documentType, "уд.личн.", "id_card"),
        (.documentType, "Удостоверение", "id_card"), (.documentType, "свид. о рожд.", "birth_certificate"),
        (.documentType, "Св-во о рождении", "birth_certificate"), (.documentType, "жеке  куәлік", "id_card"),
        (.documentType, "Туу туралы куәлік", "birth_certificate"), (.documentType, "ВНЖ", "residence_permit"),
        (.documentType, "вид на жительство РК", "residence_permit"), (.documentType, "Жеке куәлiк", "id_card"),
        (.documentType, "у/л", "id_card"), (.documentType, "Төлқұжат", "passport"),
        (.stay, "Постоянно", "permanent"), (.stay, "тұрақты", "permanent"), (.stay, "УАҚЫТША", "temporary"),
        (.stay, "врем", "temporary"), (.stay, "ПМЖ", "permanent"), (.stay, "по месту пребывания", "temporary"),
        (.registeredWithParents, "Да", "yes"), (.registeredWithParents, "иә", "yes"),
        (.registeredWithParents, "+", "yes"), (.registeredWithParents, "-", "no"), (.registeredWithParents, "1", "yes"),
        (.registeredWithParents, "0", "no"), (.registeredWithParents, "Жоқ", "no"),
        (.registeredWithParents, "НЕТ.", "no"),
        (.action, "Прибыл", "arrive"), (.action, "выбыла", "depart"), (.action, "Продлить", "extend"),
        (.action, "кету", "depart"), (.action, "живёт", "opening"), (.action, "снят с учета", "depart"),
        (.citizenship, "РК", "KAZ"), (.citizenship, "Респ. Казахстан", "KAZ"), (.citizenship, "гр. РФ", "RUS"),
        (.citizenship, "Өзбекстан", "UZB"), (.citizenship, "ЛБГ", "XXA"), (.citizenship, "kyrgyzstan", "KGZ"),
        (.feeExemption, "Сирота", "child_in_care"), (.feeExemption, "инвалид II группы", "disability"),
        (.feeExemption, "зейнеткер", "pensioner"), (.departureReason, "Выпуск", "graduated"),
        (.departureReason, "переведен", "transferred"), (.documentSample, "Нового образца", "new"),
    ])
    func `a cell is read however people write it`(column: Column, text: String, value: String) throws {
        let row = try judged([column: text])
        #expect(row.issues.first { $0.place.column == column } == nil)
        #expect(row.reading.stable(column) == value)
    }

    @Test(arguments: [
        (Column.documentType, "удостоверние", "id_card"), (.documentType, "паспот", "passport"),
        (.stay, "временая", "temporary"), (.stay, "тұрақт", "permanent"), (.sex, "женьский", "F"),
        (.citizenship, "Казахстон", "KAZ"), (.citizenship, "Узбекистон", "UZB"), (.action, "прибытее", "arrive"),
        (.feeExemption, "пенсионэр", "pensioner"), (.departureReason, "окончанее обучения", "graduated"),
    ])
    func `a slip of the pen is offered in the reader's words`(column: Column, text: String, value: String) throws {
        let issue = try #require(try judged([column: text]).issues.first { $0.place.column == column })
        #expect(issue.code == .wordUnknown)
        #expect(issue.nearest == value)
        let label = try #require(texts.label(column: column, value: value, in: .ru))
        #expect(texts.message(issue, in: .ru).lowercased().contains("возможно, это «\(label.lowercased())»"))
    }

    @Test(arguments: [
        "31 декабря 2015", "31 ДЕК 2015 г.", "31-дек-15", "2015 жылғы 31 желтоқсан", "31 желтоқсан 2015 ж.",
        "31 December 2015", "Dec 31st, 2015", "31 желтоқсанда 2015", "31.дек.2015", "31 декабря 2015 года",
    ])
    func `months are read in three languages`(text: String) throws {
        let row = try judged([.documentIssuedOn: text])
        #expect(row.reading.documentIssuedOn == Day(year: 2015, month: 12, day: 31))
        #expect(row.issues.contains { $0.code == .dateReadAs && $0.found == text })
    }

    @Test func `every month has its twelve names`() {
        for month in 1...12 {
            #expect(texts.words.months.values.count { $0 == month } >= 4, "\(month)")
        }
        for language in Language.allCases {
            for month in 1...12 {
                let day = Day(year: 2026, month: month, day: 1)
                let spelled = day.map { Formats.day($0, spelledOutIn: language) } ?? ""
                let row = try? judged([.documentIssuedOn: spelled])
                #expect(row?.reading.documentIssuedOn == day, "\(spelled)")
            }
        }
    }

    private func judged(_ cells: [Column: String]) throws -> JudgedRow {
        let day = try #require(Day(year: 2027, month: 9, day: 1))
        let terms = PetitionTerms(kind: .orphanage, dated: day, today: day)
        return RowJudge(policy: .egov2017, terms: terms, words: texts.words).judge(RowText(number: 2, cells: cells))
    }

    @Test func `a judge with the book reads a row in Kazakh`() throws {
        let day = try #require(Day(year: 2026, month: 9, day: 1))
        let terms = PetitionTerms(kind: .orphanage, dated: day, today: day)
        let judge = RowJudge(policy: .egov2017, terms: terms, words: texts.words)
        let row = judge.judge(
            RowText(
                number: 2,
                cells: [.action: "Келу", .sex: "Әйел", .stay: "ТҰРАҚТЫ", .documentType: "Туу туралы  куәлік"]))
        #expect(row.reading.sex == .female)
        #expect(row.reading.stay == .permanent)
        #expect(row.reading.documentType == .birthCertificate)
    }
}

extension RowReading {
    /// The stable value of a column of words.
    fileprivate func stable(_ column: Column) -> String? {
        switch column {
        case .action: action.rawValue
        case .sex: sex?.rawValue
        case .citizenship: citizenship
        case .documentType: documentType?.rawValue
        case .documentSample: documentSample?.rawValue
        case .stay: stay?.rawValue
        case .registeredWithParents: registeredWithParents.map { $0 ? "yes" : "no" }
        case .feeExemption: feeExemption?.rawValue
        case .departureReason: departureReason?.rawValue
        default: nil
        }
    }
}
