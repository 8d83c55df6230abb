import Domain
import Testing

@testable import Texts

@Suite struct PhraseTests {
    @Test(arguments: [
        (1, "one"), (2, "few"), (4, "few"), (5, "many"), (11, "many"), (14, "many"), (21, "one"), (22, "few"),
        (0, "many"),
        (111, "many"), (1_001, "one"),
    ])
    func `Russian has three forms`(number: Int, form: String) {
        #expect(PluralForm(of: number, in: .ru).rawValue == form)
    }

    @Test func `English has two forms and Kazakh one`() {
        #expect([0, 1, 2, 21].map { PluralForm(of: $0, in: .en) } == [.many, .one, .many, .many])
        #expect([0, 1, 2, 21].map { PluralForm(of: $0, in: .kk) } == [.many, .many, .many, .many])
    }

    @Test func `an optional part needs all its arguments`() throws {
        let phrase = try Phrase([.many: "a[ {b}[ and {c}]]."], counting: "count", in: .en)
        func filled(_ values: [String: String]) -> String {
            phrase.filled({ name, _ in values[name] }, count: { _ in nil })
        }
        #expect(filled([:]) == "a.")
        #expect(filled(["b": "B"]) == "a B.")
        #expect(filled(["b": "B", "c": "C"]) == "a B and C.")
        #expect(filled(["c": "C"]) == "a.")
        #expect(phrase.names == ["b", "c"])
    }

    @Test(arguments: ["{", "}", "{a", "[a", "a]", "{}", "{a:b}", "{a:number:c}"])
    func `a text that is not well formed does not load`(text: String) {
        #expect(throws: TextsError.malformed(text: text)) {
            _ = try Phrase([.many: text], counting: "count", in: .en)
        }
    }
}
