import Domain
import Store
import Texts

extension SubmissionPage {
    /// - Parameter refusal: why it was not submitted a moment ago.
    init(
        _ petition: Petition, _ outlook: Outlook, _ groups: [IssueGroup], authority: String, refusal: Refusal? = nil,
        _ reader: Reader
    ) {
        let (words, counts) = (reader.words, petition.counts)
        self.init(
            bar: PetitionBar(petition, nil, reader),
            act: words("submission", "act", ["residents": words.counted("residents", counts.sound + counts.warned)]),
            version: "\(petition.summary.version)",
            errors: refusal.map { Self.errors($0, reader) },
            facts: Self.facts(petition, outlook, authority, reader),
            warnings: groups.filter { $0.severity == .warning }.map { group in
                Warning(
                    message: reader.message(group.issue), rows: words.counted("rows", group.count),
                    url: "/petitions/\(petition.id)/issues?code=\(group.code.rawValue)")
            },
            misfit: Misfit(outlook, reader), blocked: Blocked(petition, words),
            declarations: Self.declarations(words))
    }

    /// What the signer declares.
    static func declarations(_ words: Wording) -> [String] {
        ["declare_true", "declare_consent", "declare_places", "declare_final"].map { words("submission", $0) }
    }

    private static func errors(_ refusal: Refusal, _ reader: Reader) -> ErrorSummary {
        guard refusal.code == .warningsUnconfirmed else { return ErrorSummary(refusal, at: "main", reader) }
        return ErrorSummary(lines: [
            ErrorSummary.Line(text: reader.words("submission", "confirm_missing"), target: "confirm")
        ])
    }

    private static func facts(_ petition: Petition, _ outlook: Outlook, _ authority: String, _ reader: Reader) -> [Fact]
    {
        let (summary, words) = (petition.summary, reader.words)
        let days = outlook.forecast
        var facts = [
            Fact(
                label: words("submission", "premises"), value: summary.premisesName,
                url: "/premises/\(summary.premises)"),
            Fact(
                label: words("submission", "rows"), value: words.grouped(petition.counts.sound + petition.counts.warned)
            ),
            Fact(label: words("submission", "authority"), value: authority),
        ]
        if let first = days.first, let last = days.last {
            let range = ["from": Formats.day(first.day), "until": Formats.day(last.day.adding(days: 1))]
            facts.insert(Fact(label: words("submission", "days"), value: words("rows", "stay_range", range)), at: 1)
        }
        if let policy = Policy.named(petition.policy) {
            let deadline = reader.today.adding(days: policy.reviewDays.on(reader.today))
            facts.append(Fact(label: words("submission", "deadline"), value: Formats.day(deadline)))
        }
        return facts
    }
}

extension SubmissionPage.Misfit {
    /// Nil when there is room on every day.
    fileprivate init?(_ outlook: Outlook, _ reader: Reader) {
        guard let over = outlook.firstOver else { return nil }
        let words = reader.words
        let numbers = [
            "date": Formats.day(over.day), "people": words.counted("people", over.registered + over.held + over.asked),
            "places": words.counted("places", over.places),
        ]
        self.init(
            sentence: words("submission", "misfit_sentence", numbers),
            days: reader.runs(outlook.forecast.filter(\.isOver).map(\.day)),
            sendLabel: words("submission", "send_those_that_fit"), othersSentence: words("submission", "others_wait"))
    }
}

extension SubmissionPage.Blocked {
    /// Nil when no row stands in the way.
    fileprivate init?(_ petition: Petition, _ words: Wording) {
        let faulty = petition.counts.faulty
        if faulty == 0 && petition.summary.fileErrors == 0 { return nil }
        self.init(
            sentence: words("submission", "blocked_sentence", ["rows": words.counted("rows", faulty)]),
            url: "/petitions/\(petition.id)/issues?severity=error")
    }
}
