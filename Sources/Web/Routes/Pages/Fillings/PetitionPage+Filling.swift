import Domain
import Store
import Texts

/// What is known of a petition when its own page is shown.
struct PetitionView: Sendable {
    let petition: Petition
    /// The name of the authority that decides it.
    let authority: String
    /// How far the check is; nil once it is done.
    var progress: CheckProgress?
    /// Issues of the file and its columns.
    var fileIssues: [StoredIssue] = []
    /// A draft's wish for places; nil when it has no rows.
    var outlook: Outlook?
    /// The act on it; nil while there is none.
    var act: DecisionAct?
    var parent: Petition?
    /// What became of its rows; empty before it is submitted.
    var tally: [RowTally] = []
    /// What the parent's reviewer asks to mend in its rows; nil when it was not made of returned ones.
    var returnedRows: ReturnedRows?
    var children: [Petition] = []
    /// How many petitions wait for a reviewer who has decided this one; nil for everybody else.
    var waitingInQueue: Int?
    /// The petitions of the same file for other buildings.
    var siblings: [PetitionSummary] = []
    /// What it was judged by.
    let policy: Policy
    /// What a draft may be judged by anew; nil when it is judged by that, and for what is no draft.
    var policyInForce: Policy?

    /// Why nothing of the file could be read; nil when something could.
    var fileProblem: Issue? {
        guard petition.state == .draft, petition.counts.rows == 0 else { return nil }
        return fileIssues.first { $0.issue.severity == .error }?.issue
    }

    /// The draft that the next file corrects: this one, or the one whose place a file that cannot be read did not take.
    var corrected: Int64 { fileProblem != nil && parent?.state == .draft ? parent?.id ?? petition.id : petition.id }

    /// What says that another open petition has the same rows, or most of them.
    var alike: Issue? {
        fileIssues.first { [.petitionAlreadyUploaded, .petitionSimilar].contains($0.issue.code) }?.issue
    }

    /// The child petition of the rows that were returned.
    var returned: Petition? { children.first { $0.summary.isSecond } }
}

extension WebRoom {
    private static let childrenShown = 20

    /// What a petition's own page is made of.
    func view(of petition: Petition, _ context: SignedIn) async throws -> PetitionView {
        let (caller, petitions) = (context.caller, store.petitions)
        var view = PetitionView(
            petition: petition,
            authority: try await authorityName(petition.authority, by: caller, in: context.language),
            policy: try await store.policies.policy(of: petition, by: caller))
        if petition.state == .draft, try await !store.policies.isInForce(for: petition, by: caller) {
            view.policyInForce = try await store.policies.inForce(by: caller).policy
        }
        if petition.state == .checking { view.progress = try await petitions.progress(of: petition.id, by: caller) }
        if petition.state == .draft {
            view.fileIssues = try await petitions.fileIssues(of: petition.id, by: caller)
            let outlook = try await outlook(of: petition, by: caller)
            view.outlook = outlook.forecast.isEmpty ? nil : outlook
        }
        if petition.state == .decided, caller.may(.review) {
            view.waitingInQueue = try await petitions.counts(by: caller)[.submitted] ?? 0
        }
        view.returnedRows = try await returnedRows(of: petition, by: caller)
        if petition.summary.submittedAt != nil { view.tally = try await petitions.tally(of: petition.id, by: caller) }
        if petition.state == .proposed || petition.state == .decided {
            view.act = try await store.decisions.act(on: petition.id, by: caller)
        }
        if !petition.siblings.isEmpty {
            view.siblings = try await petitions.siblings(of: petition.id, by: caller)
        }
        if let parent = petition.summary.parent { view.parent = try? await petitions.read(parent, by: caller) }
        for child in petition.children.prefix(Self.childrenShown) {
            // A child is a draft of the institution's own: the reviewer does not see it yet.
            if let child = try? await petitions.read(child, by: caller) { view.children.append(child) }
        }
        return view
    }
}

extension PetitionPage {
    init(_ view: PetitionView, _ reader: Reader) {
        let (petition, words) = (view.petition, reader.words)
        let hasRows = petition.counts.rows > 0
        let acts = PetitionActs(view, reader)
        self.init(
            bar: PetitionBar(petition, .overview, reader),
            progress: petition.state == .checking ? Progress(view.progress, of: petition.id, words) : nil,
            fileProblem: view.fileProblem.map { FileProblem($0, correcting: view.corrected, reader) },
            alike: view.alike.flatMap { Alike($0, of: petition.id, reader) },
            returned: view.returnedRows.map { PetitionPage.Returned($0, reader) },
            sums: hasRows ? .ofChecks(petition, words) : nil,
            outcomes: petition.summary.submittedAt != nil
                ? .ofOutcomes(petition: "\(petition.id)", view.tally, words) : nil,
            isDecided: petition.state == .decided,
            forecast: view.outlook.map {
                Forecast(sentence: $0.sentence(reader), fits: $0.fits, strip: $0.strip(reader))
            },
            proposal: petition.state == .proposed && !reader.caller.role.isInstitutions
                ? view.act.map { Proposal($0, of: petition.id, reader) } : nil,
            next: acts.next, mainAct: acts.main, otherActs: acts.others,
            facts: Self.facts(view, reader), parent: view.parent.map { PetitionLink(parent: $0, of: petition, reader) },
            children: view.children.map { PetitionLink(child: $0, of: petition, reader) },
            siblings: view.siblings.map { SiblingLine($0, reader) },
            roster: petition.roster.map { RosterLines($0, of: petition.id, reader) })
    }

    private static func facts(_ view: PetitionView, _ reader: Reader) -> [Fact] {
        let (petition, words) = (view.petition, reader.words)
        func fact(_ key: String, _ value: String?) -> Fact? {
            value.map { Fact(label: words("petition", key), value: $0) }
        }
        let isOpen = petition.state.isOpen
        return [
            fact("authority", view.authority),
            fact("signed_by", petition.submittedByName),
            fact("submitted_on", petition.summary.submittedAt.map { Formats.moment($0) }),
            fact("decide_by", isOpen ? petition.summary.decideBy.map { Formats.day($0) } : nil),
            fact("held_until", petition.state == .submitted ? petition.holdUntil.map { Formats.moment($0) } : nil),
            fact("decided", view.act.map { $0.summary }),
            fact("policy", view.policy.title(in: reader.language)),
            petition.hasFile && reader.caller.role.isInstitutions && petition.state != .checking
                ? Fact(
                    label: words("petition", "file"), value: words("petition", "how_read"),
                    url: "/petitions/\(petition.id)/reading") : nil,
            petition.correction != nil ? view.parent.map { difference(from: $0, of: petition, words) } : nil,
        ].compactMap(\.self)
    }

    private static func difference(from parent: Petition, of petition: Petition, _ words: Wording) -> Fact {
        Fact(
            label: words("difference", "what"), value: words("petition", "see_difference"),
            url: "/petitions/\(petition.id)/difference/\(parent.id)")
    }
}

extension DecisionAct {
    /// When it took effect and who made it.
    var summary: String {
        ([Formats.moment(confirmedAt ?? decidedAt), decidedByName] + [confirmedByName].compactMap(\.self))
            .joined(separator: ", ")
    }
}

extension PetitionPage.Progress {
    init(_ progress: CheckProgress?, of id: Int64, _ words: Wording) {
        let percent = progress?.percent
        self.init(
            url: "/petitions/\(id)/progress", sentence: Self.sentence(progress, words), percent: percent.map { "\($0)" }
        )
    }

    static func sentence(_ progress: CheckProgress?, _ words: Wording) -> String {
        words("petition", "progress_open", ["done": words.counted("rows", progress?.rowsRead ?? 0)])
    }
}

extension CheckProgress {
    /// How much of the file is read, 0 to 99: comparing with the register comes after the last byte.
    var percent: Int? { bytesTotal > 0 ? min(99, bytesRead * 100 / bytesTotal) : nil }
}

extension PetitionPage.FileProblem {
    fileprivate init(_ issue: Issue, correcting id: Int64, _ reader: Reader) {
        self.init(
            message: reader.message(issue), found: issue.found,
            expected: reader.texts.expected(issue, in: reader.language),
            example: reader.texts.example(issue, in: reader.language), uploadURL: "/petitions/new?parent=\(id)",
            readingURL: issue.isOfHeader ? "/petitions/\(id)/reading" : nil, ruleURL: issue.code.rulePath)
    }
}

extension Issue {
    /// Whether it goes away once somebody says which column is which.
    var isOfHeader: Bool { code == .headerMissing || code == .headerDuplicated }
}

extension PetitionPage.Alike {
    fileprivate init?(_ issue: Issue, of id: Int64, _ reader: Reader) {
        guard let other = issue.arguments["petition"].flatMap({ Int64($0) }) else { return nil }
        self.init(
            message: reader.message(issue), otherURL: "/petitions/\(other)",
            otherLabel: reader.words("petition", "open_other", ["number": issue.arguments["number"] ?? ""]),
            differenceURL: issue.code == .petitionSimilar ? "/petitions/\(id)/difference/\(other)" : nil,
            ruleURL: issue.code.rulePath)
    }
}

extension PetitionPage.Proposal {
    fileprivate init(_ act: DecisionAct, of id: Int64, _ reader: Reader) {
        self.init(
            sentence:
                "\(reader.words("decision", "proposed_by")) \(act.decidedByName), \(Formats.moment(act.decidedAt))",
            reviewURL: reader.caller.may(.review) ? "/petitions/\(id)/confirmation" : nil)
    }
}

extension Sums {
    static func ofChecks(_ petition: Petition, _ words: Wording) -> Sums {
        let counts = petition.counts
        return ofChecks(
            petition: "\(petition.id)", sound: counts.sound, warned: counts.warned, faulty: counts.faulty,
            blank: counts.blank, isWholeFile: petition.siblings.isEmpty && petition.roster == nil, words)
    }
}
