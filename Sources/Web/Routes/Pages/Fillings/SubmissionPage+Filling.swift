import Domain
import Store
import Texts

extension SubmissionPage {
    /// - Parameters:
    ///   - plan: the rows that could be submitted alone; nil when all can.
    ///   - tally: the rows by what they ask for.
    ///   - refusal: why it was not submitted a moment ago.
    init(
        _ petition: Petition, under policy: Policy, _ outlook: Outlook, _ groups: [IssueGroup], plan: SubmissionPlan?,
        tally: [RowTally], authority: String, refusal: Refusal? = nil, _ reader: Reader
    ) {
        let (words, counts) = (reader.words, petition.counts)
        self.init(
            bar: PetitionBar(petition, nil, reader),
            act: words("submission", "act", ["residents": words.counted("residents", counts.sound + counts.warned)]),
            version: "\(petition.summary.version)",
            errors: refusal.map { Self.errors($0, reader) },
            facts: Self.facts(petition, policy, outlook, authority, reader),
            warnings: Warning.all(groups, of: petition, reader),
            misfit: Misfit(outlook, reader), blocked: Blocked(petition, words),
            part: plan.flatMap { Part($0, isMisfit: !outlook.fits, reader) },
            nobodyFits: plan?.sent.isEmpty == true && !outlook.fits,
            declarations: Self.declarations(onlyDepartures: tally.allSatisfy { $0.action == .depart }, words))
    }

    /// Who only leaves needs neither consent nor places.
    static func declarations(onlyDepartures: Bool, _ words: Wording) -> [String] {
        let keys =
            onlyDepartures
            ? ["declare_true", "declare_final"]
            : ["declare_true", "declare_consent", "declare_places", "declare_final"]
        return keys.map { words("submission", $0) }
    }

    /// A forecast that goes to the horizon is that of a stay without an end.
    private static func isOpen(_ last: Day, _ policy: Policy, _ reader: Reader) -> Bool {
        last >= reader.today.adding(years: policy.horizon.on(reader.today))
    }

    private static func errors(_ refusal: Refusal, _ reader: Reader) -> ErrorSummary {
        guard refusal.code == .warningsUnconfirmed else { return ErrorSummary(refusal, at: "main", reader) }
        return ErrorSummary(lines: [
            ErrorSummary.Line(text: reader.words("submission", "confirm_missing"), target: "confirm")
        ])
    }

    private static func facts(
        _ petition: Petition, _ policy: Policy, _ outlook: Outlook, _ authority: String, _ reader: Reader
    ) -> [Fact] {
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
            let from = Formats.day(first.day)
            let value =
                isOpen(last.day, policy, reader)
                ? words("rows", "stay_open", ["from": from])
                : words("rows", "stay_range", ["from": from, "until": Formats.day(last.day.adding(days: 1))])
            facts.insert(Fact(label: words("submission", "days"), value: value), at: 1)
        }
        let deadline = reader.today.adding(days: policy.reviewDays.on(reader.today))
        return facts + [Fact(label: words("submission", "deadline"), value: Formats.day(deadline))]
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
            days: reader.runs(outlook.forecast.filter(\.isOver).map(\.day)))
    }
}

extension SubmissionPage.Part {
    /// Nil when no row can go alone.
    fileprivate init?(_ plan: SubmissionPlan, isMisfit: Bool, _ reader: Reader) {
        if plan.sent.isEmpty { return nil }
        let words = reader.words
        let moved = words.counted("rows", plan.moved.count)
        let numbers = ["rows": moved, "numbers": reader.someRuns(plan.moved)]
        self.init(
            label: words(
                "submission", isMisfit ? "send_fitting" : "send_sound",
                ["rows": words.counted("rows", plan.sent.count)]),
            others: plan.moved.isEmpty
                ? nil : words("submission", isMisfit ? "others" : "others_faulty", numbers),
            order: isMisfit ? words("submission", "order") : nil)
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

extension SubmissionPage.Warning {
    /// A line a warning and column, whatever the cells hold.
    fileprivate static func all(_ groups: [IssueGroup], of petition: Petition, _ reader: Reader) -> [Self] {
        let issues = groups.filter { $0.severity == .warning }.map { group in
            (
                issue: Issue(group.code, at: group.column.map { .column($0) } ?? .file, severity: .warning),
                count: group.count
            )
        }
        let counts = Dictionary(issues.map { ($0.issue, $0.count) }, uniquingKeysWith: +)
        return counts.sorted { ($1.value, $0.key.code.rawValue) < ($0.value, $1.key.code.rawValue) }.map {
            Self(
                message: reader.message($0.key), rows: reader.words.counted("rows", $0.value),
                url: "/petitions/\(petition.id)/issues?code=\($0.key.code.rawValue)")
        }
    }
}
