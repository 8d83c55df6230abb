/// Reads rows and judges them: one judge for all rows of a petition.
///
/// A class: every row is read with one, and copying its six references a row cost more than reading a date.
public final class RowJudge: Sendable {
    let terms: PetitionTerms
    let inForce: RulesInForce
    let words: CellWords
    let longestCell: Int
    let remembered: RememberedValues
    private let rules = Rule.all

    /// Makes a judge for the rows of a petition.
    ///
    /// `longestCell` is the most bytes that one cell may have.
    public convenience init(
        policy: Policy, terms: PetitionTerms, words: WordBook = WordBook(), longestCell: Int = 4_096
    ) {
        self.init(RulesInForce(policy, terms), terms, words.cells, longestCell, RememberedValues())
    }

    private init(
        _ inForce: RulesInForce, _ terms: PetitionTerms, _ words: CellWords, _ longestCell: Int,
        _ remembered: RememberedValues
    ) {
        self.inForce = inForce
        self.terms = terms
        self.words = words
        self.longestCell = longestCell
        self.remembered = remembered
    }

    /// The judge with what an institution's own spellings mean.
    public func remembering(_ values: RememberedValues) -> RowJudge {
        RowJudge(inForce, terms, words, longestCell, values)
    }

    /// Reads a row and says what is wrong with it; a sound row costs no allocation beside what it already has.
    public func judge(_ text: RowText) -> JudgedRow {
        var reader = RowReader(text, self)
        let reading = reader.read()
        let row = RowCase(reading, filled: reader.filled, unreadable: reader.unreadable, self)
        var findings = (consume reader).findings
        for index in rules.indices { rules[index].judge(row, &findings) }
        return (consume findings).judged(reading)
    }
}
