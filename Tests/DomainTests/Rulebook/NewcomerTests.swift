import Domain
import Testing

/// What registration needs, asked of the rules that judge rows.
@Suite struct NewcomerTests {
    private let today = RuleExample.today

    private func papers(_ person: Newcomer) -> [NeededPaper] { Policy.egov2017.papers(for: person, on: today) }

    @Test func `an adult with a card of the new sample who rents needs no leaf`() {
        #expect(
            papers(Newcomer(home: .another, stay: .permanent, age: 30, sex: .female)) == [
                .statement(needsConsent: true), .rule(.premisesTitleMissing), .registrationBook,
                .identity(.documentMissing, [.idCard, .passport]), .rule(.previousAddressRequired),
                .rule(.feeReceiptRequired),
            ])
    }

    @Test func `a card of the old sample brings the leaf, and none is needed for a temporary stay`() {
        var person = Newcomer(home: .own, stay: .permanent, age: 30, sex: .female, card: .old)
        #expect(papers(person).contains(.rule(.departureLeafRequired)))
        person.stay = .temporary
        #expect(!papers(person).contains(.rule(.departureLeafRequired)))
    }

    @Test func `a child in an orphanage is filed for, with the birth certificate and a word on the parents`() {
        let child = Newcomer(
            home: .institution(.orphanage), stay: .permanent, age: 7, sex: .male, card: nil, exemption: .childInCare)
        #expect(
            papers(child) == [
                .petition, .registrationBook, .identity(.documentMissing, [.passport, .birthCertificate]),
                .rule(.previousAddressRequired), .rule(.departureLeafRequired), .rule(.parentsDeclarationRequired),
                .rule(.placementBasisRequired), .exemption(.childInCare),
            ])
    }

    @Test(arguments: [(16, false), (17, true), (26, true), (27, false)]) func `men of the ages of call-up show it`(
        _ age: Int, _ isLiable: Bool
    ) {
        let man = papers(Newcomer(home: .institution(.hostel), stay: .permanent, age: age, sex: .male))
        #expect(man.contains(.rule(.militaryDocumentRequired)) == isLiable)
        let woman = papers(Newcomer(home: .institution(.hostel), stay: .permanent, age: age, sex: .female))
        #expect(!woman.contains(.rule(.militaryDocumentRequired)))
    }

    @Test func `a foreigner shows a permit or a passport, and a policy without a fee asks for no receipt`() {
        let person = Newcomer(home: .own, stay: .permanent, age: 40, sex: .female, isCitizen: false, card: nil)
        let identity = papers(person).compactMap { paper -> [DocumentType]? in
            if case .identity(_, let documents) = paper { documents } else { nil }
        }
        #expect(identity == [[.passport, .residencePermit, .statelessCertificate, .refugeeCertificate]])
        var free = Policy.egov2017
        free.feeRequired = Dated(.init(since: today, value: false, source: "a test", confirmed: true))
        #expect(!free.papers(for: person, on: today).contains(.rule(.feeReceiptRequired)))
    }
}
