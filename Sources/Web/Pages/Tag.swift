import Domain

/// A status in colour and words. `kind` is one of `neutral`, `active`, `good`, `warning`, `bad`, `quiet`.
struct Tag: Sendable {
    var text: String
    var kind: String

    init(text: String, kind: String) {
        self.text = text
        self.kind = kind
    }

    init(_ state: PetitionState, _ words: Wording) {
        let kind =
            switch state {
            case .checking, .submitted, .inReview, .proposed: "active"
            case .draft: "neutral"
            case .decided: "good"
            case .withdrawn, .expired: "quiet"
            }
        self.init(text: words("state", state.rawValue), kind: kind)
    }

    init(_ outcome: RowOutcome, _ words: Wording) {
        let kind =
            switch outcome {
            case .pending: "neutral"
            case .approved: "good"
            case .refused: "bad"
            case .returned: "warning"
            case .withdrawn, .moved: "quiet"
            }
        self.init(text: words("outcome", outcome.rawValue), kind: kind)
    }

    init(_ severity: Issue.Severity, _ words: Wording) {
        let kind =
            switch severity {
            case .error: "bad"
            case .warning: "warning"
            case .note: "neutral"
            }
        self.init(text: words("severity", severity.rawValue), kind: kind)
    }

    /// A checked row's state: `sound`, `warned` or `faulty`.
    init(rowState: String, _ words: Wording) {
        let kinds = ["sound": "good", "warned": "warning", "faulty": "bad"]
        self.init(text: words("row_state", rowState), kind: kinds[rowState, default: "neutral"])
    }

    /// How many days are left to decide; fewer than four warn, none is bad.
    init(daysLeft: Int, _ words: Wording) {
        if daysLeft < 0 {
            self.init(text: words("clock", "late", ["days": words.counted("days", -daysLeft)]), kind: "bad")
        } else if daysLeft == 0 {
            self.init(text: words("clock", "today"), kind: "bad")
        } else {
            self.init(
                text: words("clock", "left", ["days": words.counted("days", daysLeft)]),
                kind: daysLeft < 4 ? "warning" : "quiet")
        }
    }
}
