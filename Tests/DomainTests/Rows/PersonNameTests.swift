import Domain
import Testing

@Suite struct PersonNameTests {
    @Test(arguments: [
        "Әбдірахманова", "Гүлнұр", "Серікқызы", "ҚҰРМАНҒАЗЫ", "Һаким", "Иванов", "Ёлкин", "Римский-Корсаков",
        "О'Коннор", "д’Артаньян", "O'Brien", "Müller", "Łukasz", "Əliyev", "Жан Поль", "Ли С. В.", "Їжак", "Г'улом",
        "Oʻgʻli", "Ї", "Андрей", "Иосиф\u{0301}",
    ])
    func `names of the country and its neighbours are names`(_ name: String) {
        #expect(PersonName.fault(in: name) == nil)
    }

    @Test func `a decomposed letter is a letter`() {
        #expect(PersonName.fault(in: "Андреи\u{0306}") == nil)
    }

    @Test(arguments: [
        ("Иванов2", 6), ("Иванов, И", 6), ("-", 0), ("", 0), ("-Иванов", 0), ("Иван?", 4), ("李", 0), ("Иван😀", 4),
        ("Ива×нов", 3), ("Иван_ов", 4), ("Иван÷", 4), ("Иван\u{2028}", 4),
    ])
    func `a character that is in no name is found at its place`(_ name: String, _ place: Int) {
        #expect(PersonName.fault(in: name) == .character(at: place))
    }

    @Test(arguments: [("Ивaнов", 2), ("Cергей", 0), ("Smitн", 4), ("Сepик", 1)])
    func `a look-alike of the other alphabet is found at its place`(_ name: String, _ place: Int) {
        #expect(PersonName.fault(in: name) == .mixedAlphabets(at: place))
    }
}
