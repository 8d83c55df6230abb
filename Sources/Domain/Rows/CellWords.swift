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
        action = WordTable(.action, book, word: { Action(rawValue: $0) })
        sex = WordTable(.sex, book, word: { Sex(rawValue: $0) })
        citizenship = WordTable(.citizenship, book) { Citizenship.isKnown($0) ? $0 : nil }
        documentType = WordTable(.documentType, book, word: { DocumentType(rawValue: $0) })
        documentSample = WordTable(.documentSample, book, word: { DocumentSample(rawValue: $0) })
        stay = WordTable(.stay, book, word: { Stay(rawValue: $0) })
        yesNo = WordTable(.registeredWithParents, book, word: { YesNo(rawValue: $0) })
        feeExemption = WordTable(.feeExemption, book, word: { FeeExemption(rawValue: $0) })
        departureReason = WordTable(.departureReason, book, word: { DepartureReason(rawValue: $0) })
    }
}
