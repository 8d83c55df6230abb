import Domain
import Store
import Texts

/// Some rows of a petition under review, with what a reviewer has to know of each.
struct ReviewView: Sendable {
    /// Which rows are shown.
    enum Pile: String, CaseIterable, Sendable {
        case eyes, clean, all

        var state: RowState? {
            switch self {
            case .eyes: .warned
            case .clean: .sound
            case .all: nil
            }
        }
    }

    let petition: Petition
    let premises: Premises
    let outlook: Outlook
    let authority: String
    var pile: Pile? = .eyes
    var cursor: String?
    var rows: [StoredRow] = []
    var next: Int?
    var issues: [StoredIssue] = []
    /// The persons' present registrations, by row.
    var elsewhere: [Int: [Registration]] = [:]
    var marks: Marks?
    var faults: [Marks.Fault] = []
    var refusal: Refusal?
}

extension ReviewPage {
    init(_ view: ReviewView, _ reader: Reader) {
        let (petition, words, id) = (view.petition, reader.words, "\(view.petition.id)")
        let isMine = petition.summary.claimedBy == reader.caller.account
        let list = Address("/petitions/\(id)/review").with("pile", view.pile?.rawValue)
        let issues = Dictionary(grouping: view.issues.map(\.issue)) { $0.place.row ?? 0 }
        self.init(
            bar: PetitionBar(petition, .review, reader), version: "\(petition.summary.version)",
            errors: Self.errors(view, reader), facts: Self.facts(view, reader), piles: Self.piles(view, words),
            lines: view.rows.map { row in
                Line(
                    row, of: id, issues[row.number] ?? [], elsewhere: view.elsewhere[row.number] ?? [],
                    view.marks?.rows[row.number], reader)
            },
            grounds: RefusalGround.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) },
            columns: Column.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) },
            strip: view.outlook.strip(reader), canDecide: petition.state == .inReview && isMine,
            claimURL: petition.state == .submitted ? "/petitions/\(id)/claim" : nil,
            releaseURL: petition.state == .inReview && isMine ? "/petitions/\(id)/release" : nil,
            whyNot: Self.whyNot(petition, isMine: isMine, words),
            paging: Paging(
                view.rows.count, of: list, cursor: view.cursor, next: view.next.map { "\($0)" }, words))
    }

    private static func whyNot(_ petition: Petition, isMine: Bool, _ words: Wording) -> String? {
        switch petition.state {
        case .submitted: words("review", "unclaimed")
        case .inReview where !isMine: words("review", "claimed_by", ["name": petition.summary.claimedByName ?? ""])
        case .inReview: nil
        default: words("state", petition.state.rawValue)
        }
    }

    private static func piles(_ view: ReviewView, _ words: Wording) -> [Choice] {
        let counts = view.petition.counts
        let numbers = [counts.warned, counts.sound, counts.warned + counts.sound]
        return zip(ReviewView.Pile.allCases, numbers).map { pile, number in
            Choice(
                label: words("filters", pile.rawValue),
                url: "/petitions/\(view.petition.id)/review?pile=\(pile.rawValue)",
                count: words.grouped(number), isCurrent: pile == view.pile)
        }
    }

    private static func facts(_ view: ReviewView, _ reader: Reader) -> [Fact] {
        let (summary, words, premises) = (view.petition.summary, reader.words, view.premises)
        func fact(_ section: String, _ key: String, _ value: String?, url: String? = nil) -> Fact? {
            value.map { Fact(label: words(section, key), value: $0, url: url) }
        }
        return [
            fact(
                "receipt", "institution",
                "\(summary.institutionName.in(reader.language)), \(reader.label(summary.kind))"),
            fact(
                "submission", "premises", "\(premises.name), \(premises.address(in: reader.language))",
                url: "/premises/\(premises.id)"),
            fact("premises", "title_basis", premises.title(words)),
            fact("petition", "signed_by", view.petition.submittedByName),
            fact(
                "review", "confirmed",
                view.petition.counts.warned > 0 ? words.counted("rows", view.petition.counts.warned) : nil,
                url: "/petitions/\(view.petition.id)/history"),
            fact("petition", "submitted_on", summary.submittedAt.map { Formats.moment($0) }),
            fact("petition", "decide_by", summary.decideBy.map { Formats.day($0) }),
            fact("petition", "authority", view.authority),
        ].compactMap(\.self)
    }

    private static func errors(_ view: ReviewView, _ reader: Reader) -> ErrorSummary? {
        var lines = view.faults.map { fault in
            switch fault {
            case .outcomeMissing(let field):
                ErrorSummary.Line(text: reader.words("decision", "outcome_missing"), target: field)
            case .groundMissing(let row, let field): line("ground_missing", .groundMissing, row, field, reader)
            case .noteMissing(let row, let field): line("note_missing", .noteMissing, row, field, reader)
            }
        }
        if let refusal = view.refusal { lines = ErrorSummary(refusal, at: "main", reader).lines + lines }
        return lines.isEmpty ? nil : ErrorSummary(lines: lines)
    }

    private static func line(
        _ key: String, _ code: RefusalCode, _ row: Int?, _ field: String, _ reader: Reader
    ) -> ErrorSummary.Line {
        let text = row.map { reader.words("decision", key, ["row": reader.words.grouped($0)]) }
        return ErrorSummary.Line(
            text: text ?? reader.texts.message(Refusal(code), in: reader.language), target: field)
    }
}

extension ReviewPage.Line {
    fileprivate init(
        _ row: StoredRow, of petition: String, _ issues: [Issue], elsewhere: [Registration], _ mark: Marks.Mark?,
        _ reader: Reader
    ) {
        self.init(
            number: "\(row.number)", url: "/petitions/\(petition)/rows/\(row.number)",
            name: row.shownName(reader.words),
            iin: row.iin?.description ?? "",
            birthDate: row.values[.birthDate].map { reader.written($0, in: .birthDate) } ?? "",
            action: reader.label(row.action), stay: reader.stay(of: row),
            reasons: issues.filter { $0.severity == .warning }.map { reader.message($0) },
            facts: Self.shownColumns.compactMap { column in
                row.values[column].map { Fact(label: reader.label(column), value: reader.written($0, in: column)) }
            },
            elsewhere: elsewhere.map { Fact($0, reader) }, outcome: mark?.outcome?.rawValue,
            ground: mark?.ground?.rawValue, column: mark?.column?.rawValue, note: mark?.note)
    }

    private static let shownColumns: [Column] = [
        .citizenship, .documentType, .documentNumber, .documentIssuedOn, .documentIssuer, .documentSample,
        .previousAddress, .departureLeaf, .addressReference, .registeredWithParents, .legalRepresentative,
        .placementBasis, .militaryDocument, .militaryMarkOn, .feeReceipt, .feeExemption, .departureReason, .departedTo,
        .room, .note,
    ]
}

extension Fact {
    /// A registration in one line: where, of which kind, and when.
    fileprivate init(_ registration: Registration, _ reader: Reader) {
        let from = Formats.day(registration.from)
        let days = registration.until.map {
            reader.words("rows", "stay_range", ["from": from, "until": Formats.day($0)])
        }
        self.init(
            label: reader.label(registration.stay),
            value: "\(registration.premisesName), \(days ?? reader.words("rows", "stay_open", ["from": from]))",
            url: "/premises/\(registration.premises)")
    }
}

extension Premises {
    /// On what the institution holds the premises; nil when it is not known.
    func title(_ words: Wording) -> String? {
        let basis = titleBasis.map { words("premises", "title_\($0)") }
        let parts = [basis, titleDocument, titleUntil.map { Formats.day($0) }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
