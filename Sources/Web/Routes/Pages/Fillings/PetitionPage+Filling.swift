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
    var children: [Petition] = []
    /// The petitions of the same file for other buildings.
    var siblings: [PetitionSummary] = []

    /// Why nothing of the file could be read; nil when something could.
    var fileProblem: Issue? {
        guard petition.state == .draft, petition.counts.rows == 0 else { return nil }
        return fileIssues.first { $0.issue.severity == .error }?.issue
    }

    /// The child petition of the rows that were returned.
    var returned: Petition? { children.first { $0.isOfReturnedRows(of: petition) } }
}

extension PetitionPage {
    init(_ view: PetitionView, _ reader: Reader) {
        let (petition, words) = (view.petition, reader.words)
        let hasRows = petition.counts.rows > 0
        let acts = PetitionActs(view, reader)
        self.init(
            bar: PetitionBar(petition, .overview, reader),
            progress: petition.state == .checking ? Progress(view.progress, of: petition.id, words) : nil,
            fileProblem: view.fileProblem.map { FileProblem($0, of: petition.id, reader) },
            sums: hasRows ? .ofChecks(petition, words) : nil,
            outcomes: petition.summary.submittedAt != nil ? .ofOutcomes(petition, words) : nil,
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
            fact("policy", petition.policy),
        ].compactMap(\.self)
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
    fileprivate init(_ issue: Issue, of id: Int64, _ reader: Reader) {
        self.init(
            message: reader.message(issue), found: issue.found,
            expected: reader.texts.expected(issue, in: reader.language), uploadURL: "/petitions/new?parent=\(id)")
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

    static func ofOutcomes(_ petition: Petition, _ words: Wording) -> Sums {
        let outcomes = petition.outcomes
        return ofOutcomes(
            petition: "\(petition.id)", pending: outcomes.pending, approved: outcomes.approved,
            refused: outcomes.refused,
            returned: outcomes.returned, withdrawn: outcomes.withdrawn, moved: outcomes.moved, words)
    }
}
