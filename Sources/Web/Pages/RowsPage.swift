/// `GET /petitions/{id}/rows?state=…&outcome=…&cursor=…`: the residents of a petition.
struct RowsPage: Page {
    struct Line: Sendable {
        var number: String
        var url: String
        /// Masked.
        var iin: String
        var name: String
        var birthDate: String
        var action: String
        /// "постоянно с 01.09.2026" or both days.
        var stay: String
        var state: Tag
        var outcome: Tag?
    }

    static let template = "rows"

    var bar: PetitionBar
    var filters: [Choice]
    /// The only action that is shown; nil when all are.
    var narrowedTo: String?
    var allURL: String
    var lines: [Line]
    var isEmpty: Bool
    var paging: Paging?

    init(
        bar: PetitionBar, filters: [Choice], narrowedTo: String? = nil, allURL: String, lines: [Line],
        paging: Paging? = nil
    ) {
        self.narrowedTo = narrowedTo
        self.allURL = allURL
        self.bar = bar
        self.filters = filters
        self.lines = lines
        self.paging = paging
        isEmpty = lines.isEmpty
    }

    static let sample = RowsPage(
        bar: .sample,
        filters: [
            Choice(label: "Все", url: "/petitions/41/rows", count: "300", isCurrent: true),
            Choice(label: "С ошибками", url: "/petitions/41/rows?state=faulty", count: "5", isCurrent: false),
        ], narrowedTo: "Прибытие", allURL: "/petitions/41/rows",
        lines: [
            Line(
                number: "7", url: "/petitions/41/rows/7", iin: "09••••••9006", name: "Қасымова Айару Ержанқызы",
                birthDate: "14.02.2009", action: "Прибытие", stay: "постоянно с 01.11.2026",
                state: Tag(text: "С ошибкой", kind: "bad"), outcome: Tag(text: "Ожидает", kind: "neutral")),
            Line(
                number: "8", url: "/petitions/41/rows/8", iin: "11••••••0123", name: "Иванов Пётр Сергеевич",
                birthDate: "03.05.2011", action: "Прибытие", stay: "01.11.2026 – 25.05.2027",
                state: Tag(text: "Без замечаний", kind: "good")),
        ], paging: .sample)
}

/// `GET /petitions/{id}/rows/{number}`: one resident; while the petition is a draft, a form that posts every cell by its
/// column's name to the same address, with `version`.
struct RowPage: Page {
    struct Group: Sendable {
        var title: String
        var fields: [Field]
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
    var previousURL: String?
    var nextURL: String?
    var url: String

    /// - Parameters:
    ///   - groups: the cells; a field's `error` is its issue, its `note` the reviewer's.
    init(
        bar: PetitionBar, number: String, name: String, state: Tag, outcome: Tag? = nil, version: String,
        isEditable: Bool, groups: [Group], remarks: [IssuesPage.Line] = [], previousURL: String? = nil,
        nextURL: String? = nil, url: String
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
        remarks: [IssuesPage.sample.lines[0], IssuesPage.sample.lines[2]], previousURL: "/petitions/41/rows/6",
        nextURL: "/petitions/41/rows/8", url: "/petitions/41/rows/7")
}
