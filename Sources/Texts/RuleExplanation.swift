public import Domain

/// A rule in one language: what its page, the API and the command say of it.
public struct RuleExplanation: Hashable, Sendable {
    /// Where the rule is written.
    public struct Source: Hashable, Sendable {
        /// What it sets: "Age of the identity card", "The seed page".
        public let label: String
        /// The value; nil where there is none to show.
        public let value: String?
        /// The act, the page, or the sentence itself.
        public let text: String
        /// Since when; nil for what holds as far back as anybody looked.
        public let since: Day?
        /// Whether somebody has seen the source say it.
        public let isConfirmed: Bool
        /// The sentence of the seed page that it is.
        public let sentence: SeedSentence?
    }

    /// One of the two examples.
    public struct Sample: Hashable, Sendable {
        /// What there is to know, in sentences.
        public let said: [String]
        /// The headings of its table; empty when there is none.
        public let headings: [String]
        /// The lines of its table.
        public let lines: [[String]]
        /// What the service says.
        public let messages: [String]
    }

    /// The stable code.
    public let code: String
    /// The stable name of its subject; `acts` for the refusal of an act.
    public let subject: String
    /// What it is called.
    public let title: String
    /// What it means.
    public let meaning: String
    /// Whom it concerns.
    public let scope: String
    /// How much it weighs; nil for the refusal of an act.
    public let severity: Issue.Severity?
    /// The word for it.
    public let weight: String
    /// What is expected.
    public let expected: String
    /// How it is mended.
    public let remedy: String
    /// Where it is written.
    public let sources: [Source]
    /// What yields the code.
    public let fails: Sample
    /// The same put right.
    public let passes: Sample

    /// The earliest day that one of its sources tells.
    public var since: Day? { sources.compactMap(\.since).min() }
}

extension Texts {
    /// What a rule is called.
    public func title(of code: IssueCode, in language: Language) -> String {
        rule("title", code.rawValue, language) ?? code.rawValue
    }

    /// What a rule means.
    public func meaning(of code: IssueCode, in language: Language) -> String {
        rule("why", code.rawValue, language) ?? ""
    }

    /// What somebody brings along who lacks it; nil for rules that are about no paper.
    public func paper(of code: IssueCode, in language: Language) -> String? { rule("bring", code.rawValue, language) }

    /// A sentence of the seed page.
    public func sentence(_ sentence: SeedSentence, in language: Language) -> String {
        catalog.seed[sentence.rawValue]?["sentence"]?[language].raw ?? sentence.rawValue
    }

    /// How the service keeps a sentence of the seed page, or why not.
    public func answer(to sentence: SeedSentence, in language: Language) -> String {
        catalog.seed[sentence.rawValue]?["answer"]?[language].raw ?? ""
    }

    private func rule(_ part: String, _ code: String, _ language: Language) -> String? {
        catalog.rules[code]?[part]?[language].raw
    }

    /// Everything there is to say of a rule under a policy on a day.
    public func explanation(
        of code: IssueCode, under policy: Policy, on day: Day, in language: Language
    ) -> RuleExplanation {
        let plain = Issue(code, at: .file)
        let example = code.example
        let teller = ExampleTeller(texts: self, language: language, policy: policy, code: code)
        return RuleExplanation(
            code: code.rawValue, subject: code.subject.rawValue, title: title(of: code, in: language),
            meaning: meaning(of: code, in: language),
            scope: scope(code.scope, under: policy, on: day, in: language), severity: code.severity,
            weight: label(code.severity, in: language), expected: expected(plain, in: language),
            remedy: self.example(plain, in: language),
            sources: policy.sources(of: code, on: day).map { source($0, in: language) },
            fails: teller.told(example, \.fails), passes: teller.told(example, \.passes))
    }

    /// What the refusal of an act is called.
    public func title(of code: RefusalCode, in language: Language) -> String {
        rule("title", code.rawValue, language) ?? code.rawValue
    }

    /// Everything there is to say of why an act is refused; nil for refusals that no rule stands behind.
    public func explanation(
        of code: RefusalCode, under policy: Policy, on day: Day, in language: Language
    ) -> RuleExplanation? {
        guard code.isExplained else { return nil }
        let plain = Refusal(code)
        func sample(_ part: String, _ messages: [String]) -> RuleExplanation.Sample {
            RuleExplanation.Sample(
                said: [rule(part, code.rawValue, language) ?? ""], headings: [], lines: [], messages: messages)
        }
        return RuleExplanation(
            code: code.rawValue, subject: "acts", title: title(of: code, in: language),
            meaning: rule("why", code.rawValue, language) ?? "", scope: page("rules", "acts_scope", in: language),
            severity: nil, weight: page("rules", "refused", in: language), expected: advice(plain, in: language),
            remedy: rule("mend", code.rawValue, language) ?? "",
            sources: policy.sources(of: code, on: day).map { source($0, in: language) },
            fails: sample("fails", [message(plain, in: language)]), passes: sample("passes", []))
    }

    /// What there is to say of a code, be it of an issue or of a refusal; nil for what has no rule.
    public func explanation(
        of code: String, under policy: Policy, on day: Day, in language: Language
    ) -> RuleExplanation? {
        if let code = IssueCode(rawValue: code) { return explanation(of: code, under: policy, on: day, in: language) }
        return RefusalCode(rawValue: code).flatMap { explanation(of: $0, under: policy, on: day, in: language) }
    }

    /// Whom a rule concerns, with the policy's ages.
    public func scope(_ scope: RuleScope, under policy: Policy, on day: Day, in language: Language) -> String {
        let military = policy.militaryAges.on(day)
        return page(
            "rule_scope", scope.rawValue, in: language,
            [
                "identity": "\(policy.identityAge.on(day))", "majority": "\(policy.majorityAge.on(day))",
                "from": "\(military.lowerBound)", "until": "\(military.upperBound - 1)",
            ])
    }

    /// What a parameter of a policy is called, and its value.
    public func told(_ parameter: RuleParameter, in language: Language) -> RuleExplanation.Source {
        let value = parameter.value.map { value in
            let word = label("yes_no", value, in: language)
            let isMoney = parameter.name == "monthly_index"
            let shown = isMoney ? Formats.money(value, in: language) : word == value ? shownValue(value) : word
            return page("rule_parameter", "\(parameter.name)_value", in: language, ["value": shown])
        }
        return RuleExplanation.Source(
            label: page("rule_parameter", parameter.name, in: language), value: value,
            text: source(parameter.source, in: language),
            since: parameter.since, isConfirmed: parameter.isConfirmed, sentence: nil)
    }

    /// What a policy names as a source, in a language; a name of no words, or an operator's own, shows itself.
    public func source(_ written: String, in language: Language) -> String {
        catalog.sources[written]?[language].raw ?? written
    }

    private func shownValue(_ value: String) -> String { Day(iso: value).map(Formats.day) ?? value }

    private func source(_ source: RuleSource, in language: Language) -> RuleExplanation.Source {
        switch source {
        case .parameter(let parameter): return told(parameter, in: language)
        case .seedPage(let sentence):
            return RuleExplanation.Source(
                label: page("rules", "seed_page", in: language), value: nil,
                text: self.sentence(sentence, in: language), since: Day(iso: SeedSentence.updated), isConfirmed: true,
                sentence: sentence)
        case .ground(let ground):
            return RuleExplanation.Source(
                label: page("rules", ground.since == nil ? "service" : "law", in: language), value: nil,
                text: label(ground, in: language), since: ground.since, isConfirmed: true, sentence: nil)
        }
    }
}
