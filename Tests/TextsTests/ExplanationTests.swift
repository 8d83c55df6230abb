import Domain
import Testing

@testable import Texts

/// What pages, the API and the command say of each rule.
@Suite struct ExplanationTests {
    let texts: Texts

    init() throws { texts = try shippedTexts() }

    @Test(arguments: IssueCode.allCases, Language.allCases) func `a rule says everything there is to say of it`(
        _ code: IssueCode, _ language: Language
    ) {
        let told = texts.explanation(of: code, under: .egov2017, on: RuleExample.today, in: language)
        for text in [told.title, told.meaning, told.scope, told.weight, told.expected, told.remedy] {
            #expect(!text.isEmpty)
            // a text that the catalogue lacks shows its own name
            #expect(!text.contains("_") && text != code.rawValue && !text.contains("{"), "\(text)")
        }
        #expect(!told.sources.isEmpty)
        for source in told.sources {
            for text in [source.label, source.value ?? "-"] {
                #expect(!text.contains("rule_parameter.") && !text.contains("rules."), "\(text)")
            }
            #expect(!source.text.isEmpty)
        }
        for sample in [told.fails, told.passes] {
            #expect(!sample.said.isEmpty || !sample.headings.isEmpty)
            for said in sample.said { #expect(!said.contains("rule_example.") && !said.contains("{"), "\(said)") }
            for line in sample.lines { #expect(line.count <= sample.headings.count + 1) }
        }
        #expect(!told.fails.messages.isEmpty)
        #expect(told.passes.messages == [])
    }

    @Test(arguments: RefusalCode.explained, Language.allCases) func `so does the refusal of an act`(
        _ code: RefusalCode, _ language: Language
    ) throws {
        let told = try #require(
            texts.explanation(of: code.rawValue, under: .egov2017, on: RuleExample.today, in: language))
        for text in [told.title, told.meaning, told.scope, told.weight, told.expected, told.remedy] {
            #expect(!text.isEmpty && text != code.rawValue && !text.contains("rules."), "\(text)")
        }
        #expect(!told.sources.isEmpty && !told.fails.messages.isEmpty)
        #expect(told.fails.said != told.passes.said)
        #expect(texts.explanation(of: "not_found", under: .egov2017, on: RuleExample.today, in: language) == nil)
    }

    @Test func `a judged example says what was found, with its details`() {
        let told = texts.explanation(of: .feeReceiptRequired, under: .egov2017, on: RuleExample.today, in: .ru)
        #expect(told.fails.messages.contains { $0.contains("432,50") })
        #expect(told.fails.headings == [texts.label(Column.feeReceipt, in: .ru)])
        #expect(told.fails.lines == [["—"]])
        #expect(told.passes.lines == [["№ 100200300, 20.11.2026"]])
    }

    @Test func `the sources of the profiles are told in the reader's language, unless they are a bare address`() {
        let address = /[a-z0-9.\-]+\.[a-z]+([\/, ]+[a-z0-9.\/_\-]+)*/
        for policy in Policy.profiles {
            for parameter in IssueCode.allCases.flatMap({ policy.parameters(of: $0, on: RuleExample.today) })
            where parameter.source.wholeMatch(of: address) == nil {
                for language in [Language.kk, .ru] {
                    #expect(texts.source(parameter.source, in: language) != parameter.source, "\(parameter.source)")
                }
            }
        }
    }

    @Test(arguments: Language.allCases) func `every sentence of the seed page is told and answered`(
        _ language: Language
    ) {
        for sentence in SeedSentence.allCases {
            #expect(texts.sentence(sentence, in: language) != sentence.rawValue)
            #expect(!texts.answer(to: sentence, in: language).isEmpty)
        }
    }
}
