import Testing

@testable import Domain

@Suite struct SpellingListTests {
    @Test(arguments: [("кот", "кот", 0), ("кот", "кит", 1), ("кот", "окт", 1), ("кот", "ко", 1), ("кот", "слон", 3)])
    func `letters put in, left out, replaced or swapped count one each`(left: String, right: String, distance: Int) {
        #expect(
            SpellingList.distance(Array(left.unicodeScalars), Array(right.unicodeScalars), atMost: 9) == distance)
    }

    @Test(arguments: [
        ("паспорт", "passport"), ("паспот", "passport"), ("пасспорт", "passport"), ("апспорт", "passport"),
        ("пас", ""), ("", ""), ("жаа", ""), ("жаңа", "new"), ("жақа", "new"),
        ("карты", ""),
    ])
    func `one slip in four letters is seen, and none where two words are as near`(text: String, value: String) {
        let list = SpellingList(["паспорт": "passport", "жаңа": "new", "карта": "card", "карту": "map"])
        #expect(list.nearest(to: text) ?? "" == value)
    }
}
