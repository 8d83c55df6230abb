import Domain
import Store
import Texts

/// One row with everything that is said of it.
struct RowView: Sendable {
    let petition: Petition
    let row: StoredRow
    let issues: [StoredIssue]
    let notes: [PinnedNote]
    let previous: Int?
    let next: Int?
    var scans: [Attachment] = []
    var limits = Limits()
}

extension RowPage {
    /// - Parameters:
    ///   - typed: what was sent before, by column, when the page is shown again.
    ///   - refusal: why it was not saved.
    init(_ view: RowView, typed: [Column: String] = [:], refusal: Refusal? = nil, _ reader: Reader) {
        let (petition, row) = (view.petition, view.row)
        let isEditable = petition.state.isEditable && reader.caller.may(.repair)
        let home = "/petitions/\(petition.id)/rows/"
        let cells = RowCells(view, typed: typed, isEditable: isEditable, reader)
        self.init(
            bar: PetitionBar(petition, .rows, reader), number: "\(row.number)", name: row.shownName(reader.words),
            state: Tag(rowState: row.state.rawValue, reader.words),
            outcome: petition.summary.submittedAt == nil ? nil : Tag(row.outcome, of: row.action, reader.words),
            version: "\(petition.summary.version)", isEditable: isEditable, groups: cells.groups,
            remarks: cells.remarks, kept: cells.kept(at: home + "\(row.number)/reading"),
            scans: view.scans.map { ScanLine($0, of: petition, isOnRow: true, reader) },
            scanForm: ScanForm(petition, row: row.number, limits: view.limits, reader),
            previousURL: view.previous.map { home + "\($0)" },
            nextURL: view.next.map { home + "\($0)" }, url: home + "\(row.number)")
        if let refusal {
            errors = ErrorSummary(
                lines: ErrorSummary(refusal, at: Column.iin.rawValue, reader).lines + (errors?.lines ?? []))
        }
    }
}

/// The cells of a row as fields, by what they are about.
private struct RowCells {
    let view: RowView
    let typed: [Column: String]
    let isEditable: Bool
    let reader: Reader

    init(_ view: RowView, typed: [Column: String], isEditable: Bool, _ reader: Reader) {
        self.view = view
        self.typed = typed
        self.isEditable = isEditable
        self.reader = reader
    }

    private static let parts: [(key: String, columns: [Column])] = [
        ("person", [.iin, .surname, .givenName, .patronymic, .birthDate, .sex, .citizenship]),
        (
            "document",
            [.documentType, .documentNumber, .documentIssuedOn, .documentIssuer, .documentSample]
        ),
        ("stay", [.action, .stay, .from, .until, .building, .room]),
        (
            "papers",
            [
                .previousAddress, .departureLeaf, .addressReference, .registeredWithParents, .legalRepresentative,
                .placementBasis, .militaryDocument, .militaryMarkOn, .feeReceipt, .feeExemption,
            ]
        ),
        ("departure", [.departureReason, .departedTo]),
        ("other", [.note]),
    ]

    var groups: [RowPage.Group] {
        Self.parts.map { part in
            RowPage.Group(title: reader.words("row", part.key), fields: part.columns.map(field))
        }
    }

    /// What is said of the row as a whole, and what is no error of one cell.
    var remarks: [IssuesPage.Line] {
        view.issues.filter { !isError($0.issue) }.map { issue in
            IssuesPage.Line(issue, of: view.petition, isEditable: isEditable, canMend: false, reader)
        }
            + view.notes.filter { $0.column == nil }.map { note in
                IssuesPage.Line(
                    message: "\(reader.words("row", "reviewer_note")) \(note.text)",
                    severity: Tag(.returned, reader.words))
            }
    }

    /// The cells that are read as they are written.
    func kept(at url: String) -> [RowPage.Kept] {
        Column.allCases.filter(view.row.verbatim.contains).map { column in
            let text = view.row.written[column] ?? view.row.values[column] ?? ""
            return RowPage.Kept(
                label: reader.label(column), text: column == .iin ? IIN.masked(text) : text, column: column.rawValue,
                url: url)
        }
    }

    private func field(_ column: Column) -> Field {
        let value = typed[column] ?? view.row.shown(column, isEditable: isEditable, reader)
        let error = view.issues.first { isError($0.issue) && $0.issue.place.column == column }
        return Field(
            name: column.rawValue, label: reader.label(column),
            value: value.isEmpty && !isEditable ? reader.words("row", "blank") : value,
            error: isEditable ? error.map { reader.message($0.issue) } : nil, autocomplete: "off",
            options: isEditable ? options(column, value) : [],
            note: view.notes.first { $0.column == column }?.text)
    }

    private func isError(_ issue: Issue) -> Bool { issue.severity == .error && issue.place.column != nil }

    private func options(_ column: Column, _ value: String) -> [Field.Option] {
        let words = reader.choices(of: column)
        if words.isEmpty { return [] }
        // A word that is none of ours stays until somebody chooses another.
        let unknown = value.isEmpty || words.contains(value) ? [] : [value]
        return [Field.Option(value: "", label: "—")]
            + (unknown + words).map { Field.Option(value: $0, label: reader.written($0, in: column)) }
    }
}

extension StoredRow {
    /// A cell as the row's page shows it; words by their stable names where they are chosen from a list.
    func shown(_ column: Column, isEditable: Bool, _ reader: Reader) -> String {
        let text = values[column] ?? ""
        return isEditable && !column.choices.isEmpty ? text : reader.written(text, in: column)
    }
}

extension Column {
    /// The stable names of a cell's words; empty when anything can be written.
    var choices: [String] {
        switch self {
        case .action: Action.allCases.map(\.rawValue)
        case .sex: Sex.allCases.map(\.rawValue)
        case .documentType: DocumentType.allCases.map(\.rawValue)
        case .documentSample: DocumentSample.allCases.map(\.rawValue)
        case .stay: Stay.allCases.map(\.rawValue)
        case .registeredWithParents: ["yes", "no"]
        case .feeExemption: FeeExemption.allCases.map(\.rawValue)
        case .departureReason: DepartureReason.allCases.map(\.rawValue)
        default: []
        }
    }
}
