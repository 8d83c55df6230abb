/// The words of all columns of words, ready to be found by their bytes.
///
/// A class: every row gets them, and copying forty arrays a row was a third of the time that judging takes. Made once with
/// their book, since making them takes milliseconds.
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

    init(_ book: [Column: [String: String]], _ dates: DateWords) {
        self.dates = dates
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
