import Domain
import Texts

extension RuleLink {
    /// The link to the page of a code.
    init(_ code: IssueCode, _ texts: Texts, in language: Language) {
        self.init(title: texts.title(of: code, in: language), url: code.rulePath, code: code.rawValue)
    }
}

extension RefusalCode {
    /// The address of the page that tells of it; nil for refusals that no rule stands behind.
    var rulePath: String? {
        isExplained || IssueCode(rawValue: rawValue) != nil ? "/rules/\(rawValue)" : nil
    }
}

extension IssueCode {
    /// The address of the rule's page.
    var rulePath: String { "/rules/\(rawValue)" }
}

extension RulesPage {
    /// - Parameter find: a word that the rules shown have in their title, meaning, code or subject.
    init(find: String?, _ texts: Texts, _ words: Wording) {
        let language = words.language
        let wanted = find.map { $0.lowercased() }
        let acts = RefusalCode.explained.map { code in
            RuleLink(title: texts.title(of: code, in: language), url: "/rules/\(code.rawValue)", code: code.rawValue)
        }
        let actsName = words("rules", "acts")
        self.init(
            subjects: RuleSubject.allCases.map { subject in
                let name = texts.label(subject, in: language)
                let codes = subject.codes.filter { code in
                    guard let wanted else { return true }
                    return [
                        name, texts.title(of: code, in: language), texts.meaning(of: code, in: language), code.rawValue,
                    ]
                    .contains { $0.lowercased().contains(wanted) }
                }
                return Subject(
                    id: subject.rawValue, name: name, rules: codes.map { RuleLink($0, texts, in: language) })
            } + [
                Subject(
                    id: "acts", name: actsName,
                    rules: acts.filter { act in
                        guard let wanted else { return true }
                        return [actsName, act.title, act.code].contains { $0.lowercased().contains(wanted) }
                    })
            ], find: find, words)
    }
}

extension RulePage {
    init(_ rule: RuleExplanation, _ words: Wording) {
        let since = rule.since.map(Formats.day) ?? words("rules", "from_start")
        self.init(
            code: rule.code, title: rule.title,
            severity: rule.severity.map { Tag($0, words) } ?? Tag(text: rule.weight, kind: "bad"),
            severityMeaning: words("rules", "severity_\(rule.severity?.rawValue ?? "refused")"), meaning: rule.meaning,
            facts: [
                Fact(label: words("rules", "scope"), value: rule.scope),
                Fact(label: words("rules", "since"), value: since),
                Fact(label: words("rules", "code"), value: rule.code),
            ],
            expected: rule.expected, remedy: rule.remedy, fails: Sample(rule.fails), passes: Sample(rule.passes),
            sources: rule.sources.map { SourceLine($0, words) },
            hasUnconfirmed: rule.sources.contains { !$0.isConfirmed })
    }
}

extension RulePage.Sample {
    fileprivate init(_ sample: RuleExplanation.Sample) {
        let headings = sample.headings
        self.init(
            said: sample.said, headings: headings, hasTable: !headings.isEmpty,
            lines: sample.lines.map { line in
                RulePage.Line(
                    cells: line.enumerated().map { index, text in
                        RulePage.Cell(heading: index < headings.count ? headings[index] : "", text: text)
                    })
            }, messages: sample.messages, hasMessages: !sample.messages.isEmpty)
    }
}

extension RulePage.SourceLine {
    init(_ source: RuleExplanation.Source, _ words: Wording) {
        self.init(
            label: source.label, value: source.value, text: source.text,
            url: source.sentence.map { "/rules/source#\($0.rawValue)" },
            since: source.since.map(Formats.day) ?? words("rules", "from_start"), isConfirmed: source.isConfirmed)
    }
}

extension SeedPage {
    init(_ texts: Texts, _ words: Wording) {
        let language = words.language
        let unnamed = { (code: IssueCode) in SeedSentence.naming(code).isEmpty }
        self.init(
            lines: SeedSentence.allCases.map { sentence in
                Line(
                    id: sentence.rawValue, sentence: texts.sentence(sentence, in: language),
                    kind: Tag(sentence.answer, words), answer: texts.answer(to: sentence, in: language),
                    rules: sentence.codes.map { RuleLink($0, texts, in: language) }, hasRules: !sentence.codes.isEmpty)
            },
            others: RuleSubject.allCases.map { subject in
                RulesPage.Subject(
                    id: subject.rawValue, name: texts.label(subject, in: language),
                    rules: subject.codes.filter(unnamed).map { RuleLink($0, texts, in: language) })
            }.filter { !$0.rules.isEmpty })
    }
}

extension Tag {
    fileprivate init(_ answer: SeedSentence.Answer, _ words: Wording) {
        let kind =
            switch answer {
            case .rule: "good"
            case .feature: "active"
            case .elsewhere: "quiet"
            }
        self.init(text: words("seed", "answer_\(answer.rawValue)"), kind: kind)
    }
}
