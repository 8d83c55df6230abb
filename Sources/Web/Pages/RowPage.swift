/// `GET /petitions/{id}/rows/{number}`: one resident; while the petition is a draft, a form that posts every cell by its
/// column's name to the same address, with `version`.
struct RowPage: Page {
    struct Group: Sendable {
        var title: String
        var fields: [Field]
    }

    /// A cell that is read as it is written; the form posts `column` and `as=usual` to `url`.
    struct Kept: Sendable {
        var label: String
        var text: String
        var column: String
        var url: String
    }

    static let template = "row"

    var bar: PetitionBar
    var number: String
    var name: String
    var state: Tag
    var outcome: Tag?
    var version: String
    /// Whether the cells are inputs.
    var isEditable: Bool
    var errors: ErrorSummary?
    var groups: [Group]
    /// Issues of the row as a whole, and warnings and notes, in words.
    var remarks: [IssuesPage.Line]
    var hasRemarks: Bool
    var kept: [Kept]
    var hasKept: Bool
    /// The scans of the row, and while it is a draft the form for more.
    var scans: [ScanLine]
    var hasScans: Bool
    var scanForm: ScanForm?
    var previousURL: String?
    var nextURL: String?
    var url: String

    /// - Parameters:
    ///   - groups: the cells; a field's `error` is its issue, its `note` the reviewer's.
    init(
        bar: PetitionBar, number: String, name: String, state: Tag, outcome: Tag? = nil, version: String,
        isEditable: Bool, groups: [Group], remarks: [IssuesPage.Line] = [], kept: [Kept] = [],
        scans: [ScanLine] = [], scanForm: ScanForm? = nil, previousURL: String? = nil, nextURL: String? = nil,
        url: String
    ) {
        self.bar = bar
        self.number = number
        self.name = name
        self.state = state
        self.outcome = outcome
        self.version = version
        self.isEditable = isEditable
        self.groups = groups
        self.remarks = remarks
        self.previousURL = previousURL
        self.nextURL = nextURL
        self.url = url
        self.kept = kept
        hasKept = !kept.isEmpty
        self.scans = scans
        hasScans = !scans.isEmpty
        self.scanForm = scanForm
        hasRemarks = !remarks.isEmpty
        errors = ErrorSummary(groups.flatMap(\.fields))
    }

    static let sample = RowPage(
        bar: .sample, number: "7", name: "Қасымова Айару Ержанқызы", state: Tag(text: "С ошибкой", kind: "bad"),
        outcome: Tag(text: "Возвращено", kind: "warning"), version: "4", isEditable: true,
        groups: [
            Group(
                title: "Человек",
                fields: [
                    Field(
                        name: "iin", label: "ИИН", value: "090214509006", error: "Контрольная цифра ИИН не сходится",
                        note: "Сверьте со свидетельством"),
                    Field(name: "surname", label: "Фамилия", value: "Қасымова"),
                    Field(name: "given_name", label: "Имя", value: "Айару"),
                    Field(name: "birth_date", label: "Дата рождения", value: "14.02.2009"),
                ]),
            Group(title: "Регистрация", fields: [.sampleSelect, .sample]),
        ],
        remarks: [IssuesPage.sample.lines[0], IssuesPage.sample.lines[4]],
        kept: [Kept(label: "Отчество", text: "ержанқызы", column: "patronymic", url: "/petitions/41/rows/7/reading")],
        scans: [.sample], scanForm: .sample, previousURL: "/petitions/41/rows/6",
        nextURL: "/petitions/41/rows/8", url: "/petitions/41/rows/7")
}
