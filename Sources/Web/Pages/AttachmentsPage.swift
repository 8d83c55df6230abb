/// One scan in a list.
struct ScanLine: Sendable {
    /// What it shows.
    var label: String
    /// "PDF, 312 KB".
    var size: String
    /// What its file was called; nil for readers who need not know.
    var name: String?
    /// Nil for readers who may not look at it.
    var url: String?
    /// Whether a browser shows it within the page.
    var isPicture: Bool
    /// Nil where it stays.
    var removalURL: String?
    /// The row's number, sent along when it is removed on the row's page; else empty.
    var row: String

    static let sample = ScanLine(
        label: "Адресный листок убытия", size: "JPEG, 312 КБ", name: "12-листок.jpg",
        url: "/petitions/41/attachments/7", isPicture: true, removalURL: "/petitions/41/attachments/7/removal",
        row: "12")
}

/// The form that attaches scans; it posts multipart to `url`: `version`, `row` or `target`, `kind`, then the files.
struct ScanForm: Sendable {
    var url: String
    var version: String
    /// The row it is for; nil where the files' names say it, or `target`.
    var row: String?
    var kind: Field
    var hint: String
    var limits: String
    /// What is wrong, beside the input.
    var error: String?

    static let sample = ScanForm(
        url: "/petitions/41/attachments", version: "4", row: "12",
        kind: Field(
            name: "kind", label: "Что на скане", hint: "Если не говорит имя файла",
            options: [Field.Option(value: "identity", label: "Документ, удостоверяющий личность")]),

        hint: "PDF, JPEG или PNG.", limits: "Один файл — до 20 МБ.", error: "Файл пустой.")
}

/// `GET /petitions/{id}/attachments`: the scans of a petition, and while it is a draft the form for more.
struct AttachmentsPage: Page {
    struct Group: Sendable {
        var title: String
        /// The row's page; nil for the petition as a whole.
        var url: String?
        var scans: [ScanLine]
    }

    /// What was not attached, and why.
    struct Report: Sendable {
        struct Line: Sendable {
            var name: String
            var why: String
        }

        var sums: String
        var lines: [Line]
    }

    static let template = "attachments"

    var bar: PetitionBar
    var errors: ErrorSummary?
    var report: Report?
    var groups: [Group]
    var isEmpty: Bool
    var form: ScanForm?
    var paging: Paging?

    init(
        bar: PetitionBar, errors: ErrorSummary? = nil, report: Report? = nil, groups: [Group], form: ScanForm? = nil,
        paging: Paging? = nil
    ) {
        self.bar = bar
        self.errors = errors
        self.report = report
        self.groups = groups
        isEmpty = groups.isEmpty
        self.form = form
        self.paging = paging
    }

    static let sample = AttachmentsPage(
        bar: .sample, errors: .sample,
        report: Report(
            sums: "Приложено: 40. Уже было: 1. Не приложено: 1.",
            lines: [.init(name: "IMG_0012.jpg", why: "По имени файла не понять, к какой строке он относится.")]),
        groups: [
            Group(title: "Ко всему ходатайству", scans: [.sample]),
            Group(title: "Строка 12", url: "/petitions/41/rows/12", scans: [.sample]),
        ], form: .sample, paging: .sample)
}
