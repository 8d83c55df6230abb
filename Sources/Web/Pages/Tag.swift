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

    /// What became of a row, in the words of what it asked for.
    init(_ outcome: RowOutcome, of action: Action, _ words: Wording) {
        self.init(text: words("outcome", outcome.key(of: action)), kind: Tag(outcome, words).kind)
    }

    /// What a decision would make of rows that ask for the same.
    init(planned outcome: DecisionRequest.Outcome, of action: Action, _ words: Wording) {
        let outcome = RowOutcome(outcome)
        self.init(text: words("outcome_planned", outcome.key(of: action)), kind: Tag(outcome, words).kind)
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

extension RowOutcome {
    /// The outcome that a decision makes.
    init(_ outcome: DecisionRequest.Outcome) {
        switch outcome {
        case .approved: self = .approved
        case .refused: self = .refused
        case .returned: self = .returned
        }
    }

    /// The name of its words: what is approved depends on what was asked for.
    func key(of action: Action) -> String { self == .approved ? "approved_\(action.rawValue)" : rawValue }
}
