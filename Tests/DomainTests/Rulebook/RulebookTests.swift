import Domain
import Testing

@Suite struct RulebookTests {
    @Test(arguments: IssueCode.allCases) func `every rule has an example and a source`(_ code: IssueCode) {
        #expect(code.example != nil)
        #expect(Policy.egov2017.sources(of: code, on: RuleExample.today) != [])
    }

    /// Files and stories are judged where there is a reader of files, and a register.
    @Test(arguments: IssueCode.allCases) func `an example fails with its code alone, and passes without it`(
        _ code: IssueCode
    ) throws {
        let example = try #require(code.example)
        guard let failing = example.issues(of: example.fails),
            let passing = example.issues(of: example.passes)
        else { return }
        #expect(failing.map(\.code) == [code])
        #expect(passing == [])
    }

    @Test(arguments: [
        (ExamplePerson.woman, InstitutionKind.hostel), (.man, .hostel), (.girl, .orphanage), (.foreigner, .hostel),
        (.neighbour, .hostel),
    ])
    func `the people of the examples are in order`(_ person: ExamplePerson, _ kind: InstitutionKind) throws {
        let row = RowText(number: 2, cells: person.cells)
        let terms = PetitionTerms(kind: kind, dated: RuleExample.today, today: RuleExample.today)
        #expect(RowJudge(policy: .egov2017, terms: terms).judge(row).issues == [])
    }

    @Test func `subjects hold every code once`() {
        let codes = RuleSubject.allCases.flatMap(\.codes)
        #expect(Set(codes) == Set(IssueCode.allCases))
        #expect(codes.count == IssueCode.allCases.count)
        // a code whose first word is new has no subject of its own yet
        #expect(
            Set(RuleSubject.cells.codes.map { $0.rawValue.prefix { $0 != "." } })
                == ["cell", "text", "word", "value", "date"])
    }

    @Test func `a parameter's source is the policy's own entry, and an unconfirmed number says so`() throws {
        let fee = Policy.egov2017.parameters(of: .feeReceiptRequired, on: RuleExample.today)
        let index = try #require(fee.first { $0.name == "monthly_index" })
        #expect(index.value == "4325.00")
        #expect(index.since == Day(year: 2026, month: 1, day: 1))
        #expect(index.isConfirmed)
        let majority = Policy.egov2017.parameters(of: .parentsDeclarationRequired, on: RuleExample.today)
        #expect(majority.contains { $0.name == "majority_age" && !$0.isConfirmed && $0.value == "18" })
        #expect(
            Policy.egov2017.parameters(of: .militaryMarkRequired, on: RuleExample.today).map(\.value) == [nil, "17–26"])
    }

    @Test(arguments: SeedSentence.allCases) func `a sentence kept by rules names them, and one from elsewhere none`(
        _ sentence: SeedSentence
    ) {
        switch sentence.answer {
        case .rule: #expect(sentence.codes != [])
        case .elsewhere: #expect(sentence.codes == [])
        case .feature: break
        }
    }

    @Test func `a rule that no sentence names says where it comes from instead`() {
        for code in IssueCode.allCases where SeedSentence.naming(code).isEmpty {
            let hasParameter = !Policy.egov2017.parameters(of: code, on: RuleExample.today).isEmpty
            #expect(hasParameter || code.ground != nil, "\(code.rawValue)")
        }
    }
}
