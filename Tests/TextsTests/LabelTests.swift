import Domain
import Testing

@testable import Texts

@Suite struct LabelTests {
    let texts: Texts

    init() throws { texts = try shippedTexts() }

    @Test func `every word of the design has a label in every language, and the catalogue no others`() {
        labels(Role.self)
        labels(Language.self)
        labels(PetitionState.self)
        labels(PetitionMove.self)
        labels(RowState.self)
        labels(RowOutcome.self)
        labels(DecisionRequest.Outcome.self)
        labels(Issue.Severity.self)
        labels(Action.self)
        labels(Sex.self)
        labels(Stay.self)
        labels(DocumentType.self)
        labels(DocumentSample.self)
        labels(FeeExemption.self)
        labels(DepartureReason.self)
        labels(InstitutionKind.self)
        labels(RefusalGround.self)
        labels(Paper.self)
        labels(ScanKind.self)
        labels(RuleSubject.self)
        labels(RuleGround.self)
        labels(Column.self)
    }

    private func labels<Word: Labelled>(_ type: Word.Type) {
        let words = texts.catalog.words[Word.kind]?.keys.sorted() ?? []
        #expect(words == Word.allCases.map(\.rawValue).sorted(), "\(Word.kind)")
    }

    @Test func `words are read in the reader's language`() {
        #expect(texts.label(PetitionState.inReview, in: .ru) == "На рассмотрении")
        #expect(texts.label(Stay.temporary, in: .kk) == "Уақытша")
        #expect(texts.label("citizenship", "KGZ", in: .en) == "Kyrgyzstan")
        #expect(texts.label(column: .registeredWithParents, value: "no", in: .ru) == "Нет")
        #expect(texts.label(column: .surname, value: "no", in: .ru) == nil)
        #expect(texts.label("citizenship", "BRB", in: .en) == "BRB")
    }

    @Test func `every citizenship that has a label is known to Domain`() {
        for code in texts.catalog.words["citizenship"]?.keys.sorted() ?? [] {
            #expect(Citizenship.isKnown(code), "\(code)")
        }
    }
}
