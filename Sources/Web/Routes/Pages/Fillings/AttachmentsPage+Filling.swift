import Domain
import Intake
import Store
import Texts

extension AttachmentsPage {
    init(
        _ scans: Slice<Attachment, [Int64]>, of petition: Petition, cursor: String?, report: ScanReport?,
        refusal: Refusal?, limits: Limits, _ reader: Reader
    ) {
        let words = reader.words
        var groups: [Group] = []
        var last: Int??
        for scan in scans.elements {
            if last != .some(scan.row) {
                let title = scan.row.map { words("scans", "of_row", ["row": words.grouped($0)]) }
                groups.append(
                    Group(
                        title: title ?? words("scans", "of_whole"),
                        url: scan.row.map { "/petitions/\(petition.id)/rows/\($0)" }, scans: []))
                last = .some(scan.row)
            }
            groups[groups.count - 1].scans.append(ScanLine(scan, of: petition, isOnRow: false, reader))
        }
        self.init(
            bar: PetitionBar(petition, .attachments, reader),
            errors: refusal.map { ErrorSummary($0, at: petition.state.isEditable ? "files" : "main", reader) },
            report: report.map { Report($0, reader) }, groups: groups,
            form: ScanForm(petition, row: nil, refusal: refusal, limits: limits, reader),
            paging: Paging(
                scans.elements.count, of: Address("/petitions/\(petition.id)/attachments"), cursor: cursor,
                next: scans.next.map { $0.map { "\($0)" }.joined(separator: "-") }, words))
    }
}

extension AttachmentsPage.Report {
    fileprivate init(_ report: ScanReport, _ reader: Reader) {
        let words = reader.words
        self.init(
            sums: words(
                "scans", "report_sums",
                [
                    "attached": words.grouped(report.attached.count), "known": words.grouped(report.known),
                    "left": words.grouped(report.left.count),
                ]),
            lines: report.left.map { Line(name: $0.name, why: reader.texts.message($0.why, in: reader.language)) })
    }
}

extension ScanForm {
    /// Nil for those who may not attach, and once the petition is no draft any more.
    init?(_ petition: Petition, row: Int?, refusal: Refusal? = nil, limits: Limits, _ reader: Reader) {
        guard petition.state.isEditable, reader.caller.may(.repair) else { return nil }
        let (words, language) = (reader.words, reader.language)
        self.init(
            url: "/petitions/\(petition.id)/attachments", version: "\(petition.summary.version)",
            row: row.map { "\($0)" },
            kind: Field(
                name: "kind", label: words("scans", "kind"),
                value: (row == nil ? ScanKind.other : ScanKind.identity).rawValue,
                hint: row == nil ? words("scans", "kind_hint") : nil,
                options: ScanKind.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) }),
            hint: words("scans", row == nil ? "file_hint_many" : "file_hint"),
            limits: words(
                "scans", "limits",
                [
                    "one": Formats.bytes(limits.scanBytes, in: language),
                    "all": Formats.bytes(limits.uploadBytes, in: language),
                ]), error: refusal.map(reader.explanation))
    }
}

extension ScanLine {
    init(_ scan: Attachment, of petition: Petition, isOnRow: Bool, _ reader: Reader) {
        let url = "/petitions/\(petition.id)/attachments/\(scan.id)"
        let isOwn = reader.caller.role.isInstitutions
        self.init(
            label: reader.label(scan.kind),
            size: "\(scan.type.name), \(Formats.bytes(scan.bytes, in: reader.language))",
            name: isOwn ? scan.name : nil, url: reader.caller.may(.seeScans) ? url : nil,
            isPicture: scan.type.isPicture,
            removalURL: petition.state.isEditable && reader.caller.may(.repair) ? url + "/removal" : nil,
            row: isOnRow ? scan.row.map { "\($0)" } ?? "" : "")
    }
}

extension ScanType {
    /// What people call it.
    fileprivate var name: String {
        switch self {
        case .pdf: "PDF"
        case .jpeg: "JPEG"
        case .png: "PNG"
        }
    }
}
