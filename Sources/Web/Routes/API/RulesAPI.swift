import Domain
import Hummingbird
import Texts

/// The rulebook for machines, open to anybody.
struct RulesAPI {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) {
        router.get("/api/v1/rules", use: list)
        router.get("/api/v1/rules/:code", use: show)
    }

    @Sendable private func list(_ request: Request, _ context: PublicContext) async throws -> Response {
        struct Line: Encodable {
            let code, subject: String
            let severity: Issue.Severity?
            let title: String
        }
        let lines = IssueCode.allCases.map { code in
            Line(
                code: code.rawValue, subject: code.subject.rawValue, severity: code.severity,
                title: web.texts.title(of: code, in: context.language))
        }
        let acts = RefusalCode.explained.map { code in
            Line(
                code: code.rawValue, subject: "acts", severity: nil,
                title: web.texts.title(of: code, in: context.language))
        }
        return web.json(APIPage(name: "rules", elements: lines + acts, next: nil))
    }

    @Sendable private func show(_ request: Request, _ context: PublicContext) async throws -> Response {
        web.json(APIRule(try await web.rule(context.parameters.get("code"), in: context.language)))
    }
}

/// A rule as the API shows it.
private struct APIRule: Encodable {
    struct Source: Encodable {
        let label: String
        let value: String?
        let text: String
        let since: String?
        let confirmed: Bool

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(label, forKey: .label)
            try container.encode(value, forKey: .value)
            try container.encode(text, forKey: .text)
            try container.encode(since, forKey: .since)
            try container.encode(confirmed, forKey: .confirmed)
        }

        private enum CodingKeys: String, CodingKey { case label, value, text, since, confirmed }
    }

    struct Sample: Encodable {
        let said: [String]
        let headings: [String]
        let lines: [[String]]
        let messages: [String]

        init(_ sample: RuleExplanation.Sample) {
            said = sample.said
            headings = sample.headings
            lines = sample.lines
            messages = sample.messages
        }
    }

    let code, subject: String
    let severity: Issue.Severity?
    let title, meaning, scope, expected, remedy: String
    let sources: [Source]
    let fails, passes: Sample

    init(_ rule: RuleExplanation) {
        code = rule.code
        subject = rule.subject
        severity = rule.severity
        title = rule.title
        meaning = rule.meaning
        scope = rule.scope
        expected = rule.expected
        remedy = rule.remedy
        sources = rule.sources.map { source in
            Source(
                label: source.label, value: source.value, text: source.text, since: source.since?.description,
                confirmed: source.isConfirmed)
        }
        fails = Sample(rule.fails)
        passes = Sample(rule.passes)
    }
}
