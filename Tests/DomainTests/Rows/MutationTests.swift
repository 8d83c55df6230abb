import Domain
import Testing

/// Ten thousand mutated rows: none stops the judge, and none is changed without a word.
@Suite struct MutationTests {
    private static let parts = [
        "\u{A0}", "\u{200B}", "  ", "'", "=\"", "\"", "№", "O", "а", "a", "Ы", "1", "0", ".", "/", "-", ":", "T", "Z",
        "E+11",
        "г.", "мая", "99", "\u{301}", "😀", "\u{FFFD}", "ʻ", "İ", ",", "\t", "\n", "K", "ß", "\u{2028}", "+", "оглы",
    ]

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `a mutated row is judged, and every change is told`(seed: UInt64) throws {
        var dice = Dice(source: SplitMix(state: seed))
        var row = Sample()
        row.words = RepairTests.book
        let judge = RowJudge(policy: row.policy, terms: try row.terms(), words: row.words)
        for _ in 0..<2_000 {
            var cells = row.cells
            for _ in 0...dice.below(3) {
                let column = Column.allCases[dice.below(Column.allCases.count)]
                cells[column] = dice.mutated(cells[column] ?? "")
            }
            let text = RowText(number: 7, cells: cells)
            let judged = judge.judge(text)
            for column in Column.allCases where judged.text[column] != text[column] {
                let isTold = judged.issues.contains { $0.place.column == column && $0.read == judged.text[column] }
                let isEmptied = judged.text[column] == nil && judged.written[column] != nil
                #expect(isTold || isEmptied, "\(column): \(cells[column] ?? "")")
                #expect(judged.written[column] != nil, "\(column): \(cells[column] ?? "")")
            }
            var again = cells
            for column in Column.allCases { again[column] = judged.written[column] ?? judged.text[column] }
            #expect(judge.judge(RowText(number: 7, cells: again)).issues == judged.issues, "\(cells)")
            let verbatim = judge.judge(RowText(number: 7, cells: cells, verbatim: Set(Column.allCases)))
            #expect(verbatim.text.places == text.places)
            #expect(verbatim.issues.allSatisfy { $0.read == nil })
        }
    }

    /// Numbers that look random and are the same in every run.
    private struct Dice {
        var source: SplitMix

        mutating func below(_ limit: Int) -> Int { Int(source.next() % UInt64(limit)) }

        mutating func mutated(_ text: String) -> String {
            var scalars = Array(text.unicodeScalars)
            for _ in 0...below(3) {
                let place = below(scalars.count + 1)
                switch below(4) {
                case 0 where place < scalars.count: scalars.remove(at: place)
                case 1 where place < scalars.count: scalars.swapAt(place, below(scalars.count))
                case 2: scalars += scalars.prefix(place)
                default:
                    scalars.insert(
                        contentsOf: MutationTests.parts[below(MutationTests.parts.count)].unicodeScalars, at: place)
                }
            }
            return String(String.UnicodeScalarView(scalars))
        }
    }
}
