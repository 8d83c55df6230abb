/// The words that dates are written with, from the book.
struct DateWords: Sendable {
    private let months: [String: Int]
    private let marks: Set<String>
    /// Spellings that are long enough to be known by their beginning: `желтоқсанда`, `сентябре`.
    private let stems: [(letters: String.UTF8View, month: Int)]

    init(months: [String: Int], marks: Set<String>) {
        self.months = months
        self.marks = marks
        stems = months.filter { $0.key.count >= 5 }.sorted { $0.key < $1.key }
            .map { ($0.key.utf8, $0.value) }
    }

    /// The month, from 1, that a word in lower case names.
    func month(_ word: String) -> Int? {
        if let month = months[word] { return month }
        var known: Int?
        for stem in stems where word.utf8.starts(with: stem.letters) && word.utf8.count <= stem.letters.count + 6 {
            if known ?? stem.month != stem.month { return nil }
            known = stem.month
        }
        return known
    }

    /// Whether a word in lower case says nothing beside its date: `г`, `жылғы`, `th`.
    func isMark(_ word: String) -> Bool { marks.contains(word) }
}
