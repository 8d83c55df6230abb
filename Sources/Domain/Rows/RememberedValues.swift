/// What an institution's own spellings mean: what its people once said, to be read in their next files.
public struct RememberedValues: Hashable, Sendable {
    private let values: [Column: [String: String]]
    /// Remembered columns that are no columns of words: their cells are looked at before they are read.
    let texts: ColumnSet

    /// Nothing is remembered.
    public init() {
        values = [:]
        texts = []
    }

    /// Remembers meanings by column and by the key of their spelling; columns that may not be remembered are left out.
    public init(_ meanings: some Sequence<(column: Column, key: String, value: String)>) {
        var values: [Column: [String: String]] = [:]
        var texts = ColumnSet()
        for meaning in meanings where meaning.column.mayBeRemembered {
            values[meaning.column, default: [:]][meaning.key] = meaning.value
            if !WordBook.columns.contains(meaning.column) { texts.insert(meaning.column) }
        }
        self.values = values
        self.texts = texts
    }

    /// Whether nothing is remembered.
    public var isEmpty: Bool { values.isEmpty }

    /// A text as it is remembered: in small letters, with single blanks.
    public static func key(of text: String) -> String { Blanks.tidied(text).lowercased() }

    /// What a cell's text was said to mean; nil when nobody said anything.
    func value(of text: String, in column: Column) -> String? {
        values[column]?[RememberedValues.key(of: text)]
    }
}
