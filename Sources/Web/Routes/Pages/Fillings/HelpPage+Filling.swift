import Domain
import Store
import Texts

extension HelpPage {
    init(_ limits: Limits, _ texts: Texts, _ words: Wording) {
        let language = words.language
        func fact(_ name: String, _ value: String) -> Fact { Fact(label: words("help", name), value: value) }
        self.init(
            limits: [
                fact("limit_upload", Formats.bytes(limits.uploadBytes, in: language)),
                fact("limit_rows", words.grouped(limits.rows)),
                fact("limit_columns", words.grouped(limits.columns)),
                fact("limit_cell", Formats.bytes(limits.cellBytes, in: language)),
                fact("limit_scan", Formats.bytes(limits.scanBytes, in: language)),
                fact("limit_scans", Formats.bytes(limits.petitionScanBytes, in: language)),
                fact("limit_uploads", words.grouped(limits.uploads)),
                fact("limit_open", words.grouped(limits.openPetitions)),
                fact("limit_session", words("help", "minutes", ["n": "\(Int(Accounts.idleLimit) / 60)"])),
            ],
            columns: Column.allCases.map { column in
                ColumnLine(
                    label: texts.label(column, in: language), name: column.rawValue,
                    example: Self.examples[column].map { texts.label(column: column, value: $0, in: language) ?? $0 })
            },
            templates: Language.allCases.map { other in
                UploadPage.TemplateLink(
                    label: words("upload", "template_\(other.rawValue)"), url: "/template?language=\(other.rawValue)")
            })
    }

    private static let examples: [Column: String] = [
        .action: "arrive", .iin: "090214509014", .birthDate: "14.02.2009", .sex: "F", .citizenship: "KAZ",
        .documentType: "id_card", .documentIssuedOn: "20.02.2025", .documentSample: "new", .stay: "temporary",
        .from: "01.09.2026", .until: "25.05.2027", .registeredWithParents: "no", .feeExemption: "child_in_care",
        .departureReason: "graduated",
    ]
}
