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

    /// What takes rows out of a draft: a form of the ticked rows, and a link to all faulty ones; both ask before they do.
    struct Removal: Sendable {
        var url: String
        /// "Remove all 5 rows with errors"; nil when there are none.
        var faultyLabel: String?
        var faultyURL: String
    }

    static let template = "rows"

    var bar: PetitionBar
    var filters: [Choice]
    /// The only action that is shown; nil when all are.
    var narrowedTo: String?
    var allURL: String
    var lines: [Line]
    var isEmpty: Bool
    var removal: Removal?
    var paging: Paging?

    init(
        bar: PetitionBar, filters: [Choice], narrowedTo: String? = nil, allURL: String, lines: [Line],
        removal: Removal? = nil, paging: Paging? = nil
    ) {
        self.removal = removal
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
        ],
        removal: Removal(
            url: "/petitions/41/removal", faultyLabel: "Удалить 5 строк с ошибками",
            faultyURL: "/petitions/41/removal?state=faulty"), paging: .sample)
}

/// `GET /petitions/{id}/removal?row=…` or `?state=faulty`: which rows are taken out of a draft; the form posts the same to the
/// same address.
struct RemovalPage: Page {
    static let template = "removal"

    var bar: PetitionBar
    var version: String
    /// "Remove 5 rows?".
    var heading: String
    /// "Rows 7, 9, 12–20"; nil when a state names them.
    var rows: String?
    var numbers: [String]
    var state: String?
    /// "Remove 5 rows".
    var act: String
    var backURL: String

    static let sample = RemovalPage(
        bar: .sample, version: "4", heading: "Удалить 3 строки?", rows: "Строки 7, 9, 12", numbers: ["7", "9", "12"],
        state: "faulty", act: "Удалить 3 строки", backURL: "/petitions/41/rows")
}
