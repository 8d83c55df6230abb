import Domain
import Testing

@testable import Texts

@Suite struct HeaderBookTests {
    let headers: HeaderBook

    init() throws { headers = try shippedTexts().headers }

    @Test(arguments: [
        ("ИИН", Column.iin), ("иин", .iin), ("ЖСН", .iin), ("Жеке сәйкестендіру нөмірі", .iin), ("IIN *", .iin),
        ("Фамилия", .surname), ("ТЕГІ", .surname), ("Дата рождения", .birthDate), ("Туған күні", .birthDate),
        ("Дата\u{00A0}рождения:", .birthDate), ("Дата рождения (дд.мм.гггг)", .birthDate), ("Дата_рожд.", .birthDate),
        ("№ документа", .documentNumber), ("given_name", .givenName), ("Given-Name", .givenName),
        ("Путевка", .placementBasis), ("Путёвка", .placementBasis), ("Основание", .placementBasis),
        ("\u{FEFF}Пол", .sex), ("(ИИН)", .iin), ("registered_with_parents", .registeredWithParents),
        ("Проживает с", .from), ("д.р.", .birthDate), ("Д.Р.", .birthDate), ("Г.р.", .birthDate), ("Тегі", .surname),
        ("Аты", .givenName), ("Әкесінің аты", .patronymic), ("Кем выдан", .documentIssuer),
        ("Прописка", .previousAddress),
        ("Адрес прежней регистрации", .previousAddress), ("Документ", .documentType), ("Документ №", .documentNumber),
        ("Құжат №", .documentNumber), ("№ уд. личности", .documentNumber), ("3. Дата рождения", .birthDate),
        ("12) Кем выдан", .documentIssuer), ("Приказ №", .placementBasis), ("До", .until), ("М/Ж", .sex),
        ("Фамилия (как в документе)", .surname), ("ИИН ребёнка", .iin), ("Комната №", .room),
        ("№ общежития", .building),
    ])
    func `a header is known however it is typed`(header: String, column: Column) {
        #expect(headers.column(for: header) == column)
    }

    @Test func `every spelling of every language is found, the first is the label`() throws {
        let texts = try shippedTexts()
        for column in Column.allCases {
            for language in Language.allCases {
                let spellings = headers.spellings(of: column, in: language)
                #expect(spellings.first == texts.label(column, in: language))
                #expect(spellings.count >= 2, "\(column) \(language)")
                for spelling in spellings { #expect(headers.column(for: spelling) == column, "\(spelling)") }
            }
        }
    }

    @Test(arguments: ["", "№", "№ п/п", "ФИО", "Телефон", "Национальность", "Класс", "12", "Регистрация"])
    func `what names no column is not guessed`(header: String) {
        #expect(headers.column(for: header) == nil)
    }

    @Test func `a slip of the pen is seen, a stranger is not`() {
        #expect(headers.nearest(to: "Фамилля") == .surname)
        #expect(headers.nearest(to: "Граждансвто") == .citizenship)
        #expect(headers.nearest(to: "surnmae") == .surname)
        #expect(headers.nearest(to: "Туған күнi") == .birthDate)
        #expect(headers.nearest(to: "Фамилия") == .surname)
        #expect(headers.nearest(to: "Телефон") == nil)
        #expect(headers.nearest(to: "ФИО") == nil)
        #expect(headers.nearest(to: String(repeating: "а", count: 5_000)) == nil)
    }

    @Test(arguments: [
        "ФИО", "Ф.И.О.", "Ф. И. О. (полностью)", "Фамилия, имя, отчество", "2. Фамилия Имя Отчество", "Т.А.Ә.",
        "Аты-жөні",
        "Тегі, аты, әкесінің аты", "Full name",
    ])
    func `a column may hold the full name`(header: String) {
        #expect(headers.namesFullName(header))
        #expect(headers.column(for: header) == nil)
    }

    @Test(arguments: ["Фамилия", "Аты", "Имя", "ФИО опекуна", "", "№"])
    func `a part of a name, or the name of another, is no full name`(header: String) {
        #expect(!headers.namesFullName(header))
    }

    @Test func `a header is told from a title and from a row by the columns that it names`() {
        #expect(headers.recognised(in: ["№", "ФИО", "ИИН", "Дата рождения", "Телефон", ""]) == 3)
        #expect(headers.recognised(in: ["ЖСН", "ЖСН", "Тегі"]) == 2)
        #expect(headers.recognised(in: ["Список проживающих общежития № 3 на 01.09.2026", "", ""]) == 0)
        #expect(headers.recognised(in: ["1", "Иванов Иван", "050114500001", "14.01.2005", "м"]) == 0)
        #expect(headers.recognised(in: [String(repeating: "ИИН ", count: 4_000)]) == 0)
        #expect(headers.recognised(in: []) == 0)
    }
}
