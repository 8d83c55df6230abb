/// Reads rows and judges them: one judge for all rows of a petition.
public struct RowJudge: Sendable {
    let terms: PetitionTerms
    let inForce: RulesInForce
    let words: CellWords
    let longestCell: Int
    private let rules = Rule.all

    /// Makes a judge for the rows of a petition.
    ///
    /// `longestCell` is the most bytes that one cell may have.
    public init(policy: Policy, terms: PetitionTerms, words: WordBook = WordBook(), longestCell: Int = 4_096) {
        self.terms = terms
        self.longestCell = longestCell
        self.words = CellWords(words)
        inForce = RulesInForce(policy, terms)
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

/// The words of all columns of words, ready to be found by their bytes.
///
/// A class: every row gets them, and copying forty arrays a row was a third of the time that judging takes.
final class CellWords: Sendable {
    let action: WordTable<Action>
    let sex: WordTable<Sex>
    let citizenship: WordTable<String>
    let documentType: WordTable<DocumentType>
    let documentSample: WordTable<DocumentSample>
    let stay: WordTable<Stay>
    let yesNo: WordTable<YesNo>
    let feeExemption: WordTable<FeeExemption>
    let departureReason: WordTable<DepartureReason>
    let dates: DateWords

    init(_ book: WordBook) {
        dates = DateWords(book)
        action = WordTable(.action, book, word: Action.init)
        sex = WordTable(.sex, book, word: Sex.init)
        citizenship = WordTable(.citizenship, book) { Citizenship.isKnown($0) ? $0 : nil }
        documentType = WordTable(.documentType, book, word: DocumentType.init)
        documentSample = WordTable(.documentSample, book, word: DocumentSample.init)
        stay = WordTable(.stay, book, word: Stay.init)
        yesNo = WordTable(.registeredWithParents, book, word: YesNo.init)
        feeExemption = WordTable(.feeExemption, book, word: FeeExemption.init)
        departureReason = WordTable(.departureReason, book, word: DepartureReason.init)
    }
}
