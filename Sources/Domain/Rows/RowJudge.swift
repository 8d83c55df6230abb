/// Reads rows and judges them: one judge for all rows of a petition.
public struct RowJudge: Sendable {
    let terms: PetitionTerms
    let inForce: RulesInForce
    let words: CellWords
    let longestCell: Int
    private(set) var remembered = RememberedValues()
    private let rules = Rule.all

    /// Makes a judge for the rows of a petition.
    ///
    /// `longestCell` is the most bytes that one cell may have.
    public init(policy: Policy, terms: PetitionTerms, words: WordBook = WordBook(), longestCell: Int = 4_096) {
        self.terms = terms
        self.longestCell = longestCell
        self.words = words.cells
        inForce = RulesInForce(policy, terms)
    }

    /// The judge with what an institution's own spellings mean.
    public func remembering(_ values: RememberedValues) -> RowJudge {
        var judge = self
        judge.remembered = values
        return judge
    }

    /// Reads a row and says what is wrong with it; a sound row costs no allocation beside what it already has.
    public func judge(_ text: RowText) -> JudgedRow {
        var reader = RowReader(text, self)
        let row = RowCase(
            reader.read(), reader.text, filled: reader.filled, unreadable: reader.unreadable, terms, inForce)
        for rule in rules { rule.judge(row, &reader.findings) }
        return reader.findings.judged(row.reading, row.text)
    }
}
