import Domain
import Store
import Texts

/// Some rows of a petition under review, with what a reviewer has to know of each.
struct ReviewView: Sendable {
    /// Which rows are shown.
    enum Pile: String, CaseIterable, Sendable {
        case eyes, clean, all
        /// Those that a form showed: what is shown again with its errors.
        case marked

        /// The rows' state; nil when they are all. What comes back is looked at whole.
        func state(isSecond: Bool) -> RowState? {
            switch self {
            case .eyes: isSecond ? nil : .warned
            case .clean: .sound
            case .all, .marked: nil
            }
        }
    }

    let petition: Petition
    let premises: Premises
    let outlook: Outlook
    let authority: String
    var place = ReviewPlace()
    var rows: [StoredRow] = []
    var next: Int?
    var issues: [StoredIssue] = []
    /// The scans of these rows, and those of the petition as a whole.
    var scans: [Attachment] = []
    var wholeScans: [Attachment] = []
    /// The persons' present registrations, by row.
    var elsewhere: [Int: [Registration]] = [:]
    /// The petition whose returned rows these are; nil at a first review.
    var origin: Petition?
    /// What the first review said, and the rows as they were then.
    var notes: [PinnedNote] = []
    var former: [Int: StoredRow] = [:]
    var marks: Marks?
    var faults: [Marks.Fault] = []
    var refusal: Refusal?
}

/// Where in a review one is: the pile and the page of it.
struct ReviewPlace: Sendable {
    var pile = ReviewView.Pile.eyes
    var cursor: String?

    init() {}

    /// The place that a query or a form names.
    init(_ form: Form) throws(Refusal) {
        pile = try form.word("pile") ?? .eyes
        cursor = form["cursor"]
    }

    func address(of petition: Int64) -> Address {
        Address("/petitions/\(petition)/review").with("pile", pile.rawValue).with("cursor", cursor)
    }

    var fields: [HiddenField] {
        var fields: [HiddenField] = []
        fields.add("pile", pile.rawValue)
        fields.add("cursor", cursor)
        return fields
    }
}

extension ReviewPage {
    init(_ view: ReviewView, _ reader: Reader) {
        let (petition, words, id) = (view.petition, reader.words, "\(view.petition.id)")
        let isMine = petition.summary.claimedBy == reader.caller.account
        var list = view.place
        list.cursor = nil
        let issues = Dictionary(grouping: view.issues.map(\.issue)) { $0.place.row ?? 0 }
        let notes = Dictionary(grouping: view.notes, by: \.row)
        let scans = Dictionary(grouping: view.scans) { $0.row ?? 0 }
        let shown = Set(view.rows.map(\.number))
        self.init(
            bar: PetitionBar(petition, .review, reader), version: "\(petition.summary.version)",
            errors: Self.errors(view, reader), facts: Self.facts(view, reader),
            wholeScans: view.wholeScans.map { ScanLine($0, of: petition, isOnRow: false, reader) },
            piles: Self.piles(view, words),
            lines: view.rows.map { row in
                var line = Line(
                    row, of: id, issues[row.number] ?? [], elsewhere: view.elsewhere[row.number] ?? [],
                    view.marks?.rows[row.number], reader)
                line.former = view.origin.map { _ in
                    Former(row, view.former[row.number], notes[row.number] ?? [], reader)
                }
                line.scans = (scans[row.number] ?? []).map { ScanLine($0, of: petition, isOnRow: true, reader) }
                line.error = view.faults.first { $0.row == row.number }?.text(reader)
                return line
            },
            grounds: RefusalGround.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) },
            columns: Column.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) },
            whole: Rest(view, isWhole: true, reader), isWhole: view.marks?.isWhole ?? false,
            rest: Rest(view, isWhole: false, reader), restHint: Self.restHint(view, besides: shown, words),
            carried: (view.marks?.carried(besides: shown) ?? []) + view.place.fields, strip: view.outlook.strip(reader),
            canDecide: petition.state == .inReview && isMine,
            claimURL: petition.state == .submitted ? "/petitions/\(id)/claim" : nil,
            releaseURL: petition.state == .inReview && isMine ? "/petitions/\(id)/release" : nil,
            whyNot: Self.whyNot(petition, isMine: isMine, words),
            paging: Paging(
                view.rows.count, of: list.address(of: petition.id), cursor: view.place.cursor,
                next: view.next.map { "\($0)" }, words))
    }

    private static func restHint(_ view: ReviewView, besides shown: Set<Int>, _ words: Wording) -> String {
        let elsewhere = view.marks?.marked.count { !shown.contains($0.number) } ?? 0
        return words(
            "review", "unmarked_hint",
            ["rows": words.counted("rows", view.petition.outcomes.pending), "marked": words.grouped(elsewhere)])
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
        let (counts, isSecond) = (view.petition.counts, view.petition.summary.isSecond)
        let piles: [ReviewView.Pile] = isSecond ? [.eyes, .all] : [.eyes, .clean, .all]
        return piles.map { pile in
            let number: Int =
                switch pile.state(isSecond: isSecond) {
                case .warned: counts.warned
                case .sound: counts.sound
                default: counts.warned + counts.sound
                }
            return Choice(
                label: words("filters", pile.rawValue),
                url: "/petitions/\(view.petition.id)/review?pile=\(pile.rawValue)",
                count: words.grouped(number), isCurrent: pile == view.place.pile)
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
            view.origin.map { origin in
                Fact(
                    label: words("queue", "second"), value: reader.number(origin.summary),
                    url: "/petitions/\(origin.id)")
            },
        ].compactMap(\.self)
    }

    private static func errors(_ view: ReviewView, _ reader: Reader) -> ErrorSummary? {
        var lines = view.faults.map { ErrorSummary.Line(text: $0.text(reader), target: $0.field) }
        if let refusal = view.refusal { lines = ErrorSummary(refusal, at: "main", reader).lines + lines }
        return lines.isEmpty ? nil : ErrorSummary(lines: lines)
    }
}

extension Marks.Fault {
    /// The row that it belongs to; nil for the decision on all or on the rest.
    fileprivate var row: Int? {
        switch self {
        case .outcomeMissing(let row, _), .groundMissing(let row, _), .noteMissing(let row, _): row
        }
    }

    /// The id of the field where it can be mended.
    fileprivate var field: String {
        switch self {
        case .outcomeMissing(_, let field), .groundMissing(_, let field), .noteMissing(_, let field): field
        }
    }

    /// What is missing, in words.
    fileprivate func text(_ reader: Reader) -> String {
        let (words, row) = (reader.words, ["row": row.map { reader.words.grouped($0) } ?? ""])
        return switch self {
        case .outcomeMissing(nil, "default"): words("decision", "outcome_missing")
        case .outcomeMissing(nil, _): words("decision", "outcome_missing_all")
        case .outcomeMissing: words("decision", "outcome_missing_row", row)
        case .groundMissing(nil, _): words("decision", "ground_missing_rest")
        case .groundMissing: words("decision", "ground_missing", row)
        case .noteMissing(nil, _): words("decision", "note_missing_rest")
        case .noteMissing: words("decision", "note_missing", row)
        }
    }
}

extension ReviewPage.Rest {
    /// - Parameter isWhole: whether it is the decision for every row, which has a form of its own.
    fileprivate init(_ view: ReviewView, isWhole: Bool, _ reader: Reader) {
        let words = reader.words
        let isSent = view.marks?.isWhole == isWhole
        let mark = isSent ? view.marks?.rest : nil
        let choices: [(DecisionRequest.Outcome, String)] = [
            (.approved, "approve"), (.returned, "return"), (.refused, "refuse"),
        ]
        outcomes =
            [Field.Option(value: "", label: words("review", "choose"))]
            + choices.map { outcome, key in
                Field.Option(
                    value: outcome.rawValue, label: words("review", key), isSelected: mark?.outcome == outcome)
            }
        grounds = RefusalGround.allCases.map {
            Field.Option(value: $0.rawValue, label: reader.label($0), isSelected: mark?.ground == $0)
        }
        note = mark?.note
        error = isSent ? view.faults.first { $0.row == nil }?.text(reader) : nil
        isApproved = mark?.outcome == .approved
        isReturned = mark?.outcome == .returned
        isRefused = mark?.outcome == .refused
    }
}

extension ReviewPage.Former {
    fileprivate init(_ row: StoredRow, _ before: StoredRow?, _ notes: [PinnedNote], _ reader: Reader) {
        let changed = Column.allCases.filter { before?.values[$0] != row.values[$0] }
        self.init(
            notes: notes.map { $0.words(reader) },
            changes: before == nil
                ? []
                : changed.map { column in
                    func shown(_ text: String?) -> String {
                        let isPersons = column == .iin
                        return text.map { isPersons ? IIN.masked($0) : reader.written($0, in: column) } ?? "—"
                    }
                    let values = ["before": shown(before?.values[column]), "now": shown(row.values[column])]
                    return Fact(label: reader.label(column), value: reader.words("review", "was", values))
                })
    }
}

extension PinnedNote {
    /// The note with the cell that it is on.
    func words(_ reader: Reader) -> String {
        [column.map { reader.label($0) }, text].compactMap(\.self).joined(separator: ": ")
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
            action: reader.label(row.action), stay: reader.stay(of: row), departure: row.departure(reader),
            reasons: issues.filter { $0.severity == .warning }.map {
                ReviewPage.Reason(message: reader.message($0), ruleURL: $0.code.rulePath)
            },
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

extension StoredRow {
    /// Why and where to somebody leaves; nil for other rows.
    fileprivate func departure(_ reader: Reader) -> String? {
        guard action == .depart else { return nil }
        let parts = [Column.departureReason, .departedTo].compactMap { column in
            values[column].map { "\(reader.label(column)): \(reader.written($0, in: column))" }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
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
