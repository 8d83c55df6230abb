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
