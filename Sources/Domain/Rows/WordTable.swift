/// The spellings of one column, found by their bytes: the stable values, and each word of the book in lower case, in
/// capitals and with one capital, which is how nearly all cells are written.
///
/// Only other mixtures of case and inner blanks cost a `String`. A class, so that a look-up copies one reference instead of
/// its arrays.
final class WordTable<Word: Sendable>: Sendable {
    private struct Spelling: Sendable {
        let start: Int
        let word: Word
    }

    private let bytes: [UInt8]
    private let spellings: [Spelling]
    /// For each length in bytes, the place of its first spelling; one more at the end.
    private let firsts: [Int]
    private let byLowercase: [String: Word]
    /// The same without case, punctuation and the difference of look-alikes, where that leaves one meaning.
    private let bySkeleton: [String: Word]
    private let list: SpellingList
    private let meaning: @Sendable (String) -> Word?

    /// Makes a table; `word` turns a stable value into the column's own type, nil for a value that is none.
    init(_ column: Column, _ book: [Column: [String: String]], word: @escaping @Sendable (String) -> Word?) {
        var values: [String: String] = [:]
        for value in WordBook.stableValues(of: column) { values[value.lowercased()] = value }
        for (spelling, value) in book[column] ?? [:] { values[WordTable.folded(spelling)] = value }
        let byLowercase = values.compactMapValues(word)
        let meanings = Dictionary(grouping: values.filter { byLowercase[$0.key] != nil }) { Skeleton.of($0.key) }
        bySkeleton = meanings.compactMapValues { spellings in
            let values = Set(spellings.map(\.value))
            return values.count == 1 ? values.first.flatMap(word) : nil
        }
        list = SpellingList(values)
        var spelled: [String: Word] = [:]
        for (spelling, word) in byLowercase {
            spelled[spelling] = word
            spelled[spelling.uppercased()] = word
            spelled[spelling.prefix(1).uppercased() + spelling.dropFirst()] = word
        }
        var (bytes, spellings, firsts): ([UInt8], [Spelling], [Int]) = ([], [], [0])
        let ordered = spelled.sorted { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }
        for (spelling, word) in ordered {
            while firsts.count <= spelling.utf8.count { firsts.append(spellings.count) }
            spellings.append(Spelling(start: bytes.count, word: word))
            bytes.append(contentsOf: spelling.utf8)
        }
        firsts.append(spellings.count)
        self.bytes = bytes
        self.spellings = spellings
        self.firsts = firsts
        self.byLowercase = byLowercase
        meaning = word
    }

    /// The word of a stable value; nil when it is none of the column's.
    func word(stable value: String) -> Word? { meaning(value) }

    /// The word that a cell's text means; nil when the table has none.
    func word(_ cell: Span<UInt8>) -> Word? {
        let length = cell.count
        if length + 1 < firsts.count {
            for index in firsts[length]..<firsts[length + 1] where spells(spellings[index].start, cell) {
                return spellings[index].word
            }
        }
        guard length <= WordTable.longest else { return nil }
        let text = WordTable.folded(WordTable.text(cell))
        if let word = byLowercase[text] { return word }
        let skeleton = Skeleton.of(text)
        return skeleton.isEmpty ? nil : bySkeleton[skeleton]
    }

    /// The stable value whose spelling is a slip of the pen away from a text that means nothing; nil when none or several
    /// are.
    func nearest(_ cell: Span<UInt8>) -> String? {
        guard cell.count <= WordTable.longest else { return nil }
        return list.nearest(to: WordTable.folded(WordTable.text(cell)))
    }

    /// Longer cells are sentences, not words, in bytes.
    private static var longest: Int { 200 }

    private static func text(_ cell: Span<UInt8>) -> String {
        var text: [UInt8] = []
        for index in cell.indices { text.append(cell[index]) }
        return String(decoding: text, as: UTF8.self)
    }

    private func spells(_ start: Int, _ cell: Span<UInt8>) -> Bool {
        for index in cell.indices where bytes[start + index] != cell[index] { return false }
        return true
    }

    /// A text in lower case with single spaces.
    private static func folded(_ text: String) -> String { Blanks.tidied(text).lowercased() }
}
