/// `GET /petitions/{id}/issues?severity=…&code=…&cursor=…`: what the checks found, errors first.
struct IssuesPage: Page {
    /// The same mistake in many rows.
    struct Group: Sendable {
        var severity: Tag
        var code: String
        var message: String
        /// The column's label; nil when the mistake is not of one column.
        var column: String?
        /// "12 rows".
        var rows: String
        /// The table below, narrowed to this mistake.
        var url: String
        /// A form that mends all of them at once; nil where one value cannot.
        var repair: GroupRepair?
    }

    /// Posts `column`, `code`, `found` and `value` to `url`: the value goes into every cell where this was found.
    struct GroupRepair: Sendable {
        var url: String
        var column: String
        var code: String
        var found: String
        /// An id that is unique on the page.
        var fieldID: String
        /// "Replace “aрenda” in 12 rows with".
        var label: String
    }

    struct Line: Sendable {
        /// The row's number as the clerk's program shows it; nil for the file and its columns.
        var row: String?
        var rowURL: String?
        var cell: String?
        var column: String?
        var found: String?
        var message: String
        var expected: String?
        var example: String?
        var severity: Tag
        var repair: Repair?
    }

    /// A form with one field: posts `column` and `value` to `/petitions/{id}/rows/{number}`.
    struct Repair: Sendable {
        var url: String
        var column: String
        var value: String
        /// An id that is unique on the page.
        var fieldID: String
        /// For those who hear the page: "Row 7, IIN".
        var label: String
    }

    static let template = "issues"

    var bar: PetitionBar
    var filters: [Choice]
    var groups: [Group]
    var hasGroups: Bool
    var lines: [Line]
    var isEmpty: Bool
    var isEditable: Bool
    var workbookURL: String
    /// The narrowed code's message and the way back to all; nil when all are shown.
    var narrowedTo: String?
    var allURL: String
    var paging: Paging?
    /// The other buildings of the same file that have issues too.
    var siblings: [SiblingLine]

    init(
        bar: PetitionBar, filters: [Choice], groups: [Group], lines: [Line], isEditable: Bool, workbookURL: String,
        narrowedTo: String? = nil, allURL: String, paging: Paging? = nil, siblings: [SiblingLine] = []
    ) {
        self.siblings = siblings
        self.bar = bar
        self.filters = filters
        self.groups = groups
        self.lines = lines
        self.isEditable = isEditable
        self.workbookURL = workbookURL
        self.narrowedTo = narrowedTo
        self.allURL = allURL
        self.paging = paging
        hasGroups = !groups.isEmpty
        isEmpty = lines.isEmpty
    }

    static let sample = IssuesPage(
        bar: .sample,
        filters: [
            Choice(label: "Все", url: "/petitions/41/issues", count: "19", isCurrent: true),
            Choice(label: "Ошибки", url: "/petitions/41/issues?severity=error", count: "5", isCurrent: false),
            Choice(
                label: "Предупреждения", url: "/petitions/41/issues?severity=warning", count: "12", isCurrent: false),
        ],
        groups: [
            Group(
                severity: Tag(text: "Ошибка", kind: "bad"), code: "iin.check_digit",
                message: "Контрольная цифра ИИН не сходится", column: "ИИН", rows: "3 строки",
                url: "/petitions/41/issues?code=iin.check_digit"),
            Group(
                severity: Tag(text: "Предупреждение", kind: "warning"), code: "word.unknown",
                message: "Слово не распознано", column: "Вид документа", rows: "12 строк",
                url: "/petitions/41/issues?code=word.unknown",
                repair: GroupRepair(
                    url: "/petitions/41/repairs", column: "document_type", code: "word.unknown", found: "удостов.",
                    fieldID: "repair-1", label: "Заменить «удостов.» в 12 строках на")),
        ],
        lines: [
            Line(
                row: "7", rowURL: "/petitions/41/rows/7", cell: "B7", column: "ИИН", found: "090214509006",
                message: "Контрольная цифра ИИН не сходится", expected: "12 цифр из удостоверения или свидетельства",
                example: "090214509014", severity: Tag(text: "Ошибка", kind: "bad"),
                repair: Repair(
                    url: "/petitions/41/rows/7", column: "iin", value: "090214509006", fieldID: "fix-7-iin",
                    label: "Строка 7, ИИН")),
            Line(
                row: "19", rowURL: "/petitions/41/rows/19", cell: "F19", column: "Дата рождения", found: "31.02.2011",
                message: "Такого дня нет", expected: "день.месяц.год", example: "28.02.2011",
                severity: Tag(text: "Ошибка", kind: "bad"),
                repair: Repair(
                    url: "/petitions/41/rows/19", column: "birth_date", value: "31.02.2011",
                    fieldID: "fix-19-birth_date",
                    label: "Строка 19, дата рождения")),
            Line(
                row: "23", rowURL: "/petitions/41/rows/23", message: "Зарегистрирован по другому адресу",
                severity: Tag(text: "Предупреждение", kind: "warning")),
        ], isEditable: true, workbookURL: "/petitions/41/workbook",
        narrowedTo: "Контрольная цифра ИИН не сходится", allURL: "/petitions/41/issues", paging: .sample,
        siblings: [.sample])
}
