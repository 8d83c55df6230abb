internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Texts

/// `tirkeu explain`
struct Explain: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a rule means, where it is written and how to mend it.",
        discussion: "Without a code it lists all rules.")

    @Argument(help: "The code of an issue or of a refusal, such as iin.check_digit.") var code: String?
    @Option(help: "The language: kk, ru or en.") var language = Language.en
    @Option(help: "The profile of rules. [TIRKEU_POLICY]") var policy: String?

    func perform(on console: Console) async throws {
        let texts = try Texts()
        guard let code else { return list(texts, on: console) }
        let name = policy ?? ProcessInfo.processInfo.environment["TIRKEU_POLICY"] ?? Policy.egov2017.name
        let policy = try PolicyFile.profile(name).policy
        guard let rule = texts.explanation(of: code, under: policy, on: Clock.system.today, in: language) else {
            throw OperatorError("there is no rule “\(code)”", advice: "tirkeu explain lists all rules")
        }
        say(rule, texts, on: console)
    }

    private func list(_ texts: Texts, on console: Console) {
        for subject in RuleSubject.allCases {
            console.say(texts.label(subject, in: language))
            for code in subject.codes { console.say("  \(code.rawValue)  \(texts.title(of: code, in: language))") }
        }
        console.say(texts.page("rules", "acts", in: language))
        for code in RefusalCode.explained {
            console.say("  \(code.rawValue)  \(texts.title(of: code, in: language))")
        }
    }

    private func say(_ rule: RuleExplanation, _ texts: Texts, on console: Console) {
        let words = { (key: String) in texts.page("rules", key, in: language) }
        console.say("\(rule.title) [\(rule.weight) \(rule.code)]")
        console.say(rule.meaning)
        console.say("\(words("scope")): \(rule.scope)")
        console.say("\(words("since")): \(rule.since.map(Formats.day) ?? words("from_start"))")
        console.say("\(words("expected")): \(rule.expected)")
        console.say("\(words("mend")): \(rule.remedy)")
        console.say("")
        say(rule.fails, words("fails"), words, on: console)
        say(rule.passes, words("passes"), words, on: console)
        console.say("\(words("sources")):")
        for source in rule.sources {
            let value = source.value.map { " \($0)" } ?? ""
            let doubt = source.isConfirmed ? "" : " (\(words("unconfirmed")))"
            let since = source.since.map { " (\(Formats.day($0)))" } ?? ""
            console.say("  \(source.label)\(value)\(doubt): \(source.text)\(since)")
        }
    }

    private func say(
        _ sample: RuleExplanation.Sample, _ title: String, _ words: (String) -> String, on console: Console
    ) {
        console.say("\(title):")
        for said in sample.said { console.say("  \(said)") }
        for line in sample.lines {
            let cells = zip(sample.headings, line).map { "\($0): \($1)" } + line.dropFirst(sample.headings.count)
            console.say("  \(cells.joined(separator: " · "))")
        }
        for message in sample.messages { console.say("  \(words("says")): \(message)") }
        console.say("")
    }
}
