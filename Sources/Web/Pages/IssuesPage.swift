/// `GET /petitions/{id}/issues?severity=…&code=…&cursor=…`: what the checks found, errors first.
struct IssuesPage: Page {
    /// The same mistake in many rows.
    struct Group: Sendable {
        var severity: Tag
        var code: String
        var ruleURL: String
        var message: String
        /// The column's label; nil when the mistake is not of one column.
        var column: String?
        /// "12 rows".
        var rows: String
        /// The table below, narrowed to this mistake.
        var url: String
        /// A form that mends all of them at once; nil where one value cannot.
        var repair: GroupRepair?
        /// What else one click does to all of them.
        var acts: [GroupAct] = []
    }

    /// Posts `column`, `code`, `found` and `value` to `url`: the value goes into every cell where this was found; without
    /// `found`, into every empty one.
    struct GroupRepair: Sendable {
        var url: String
        var column: String
        var code: String
        var found: String?
        /// An id that is unique on the page.
        var fieldID: String
        /// "Replace “aрenda” in 12 rows with".
        var label: String
        /// The known words; empty when anything can be written.
        var options: [Field.Option]
        var isSelect: Bool
        var isInput: Bool
        /// What an input holds at first.
        var value: String
        /// Whether the next files may be read so too.
        var canRemember: Bool
    }

    /// A button: posts the same with a `remedy`, `suggestions`, `as_written` or `clear`.
    struct GroupAct: Sendable {
        var url: String
        var column: String
        var code: String
        var found: String?
        var remedy: String
        /// "Take all 12 suggestions".
        var label: String
    }

    /// A repair that was made in this draft, with what undoes it.
    struct Made: Sendable {
        /// "Document type: “удост.” → “Identity card”".
        var text: String
        /// "12 rows", or "row 7".
        var rows: String
        /// "Aigul, 24.11.2026 14:05".
        var about: String
        var isRemembered: Bool
        var undoURL: String
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
        var reading: Reading?
        var offer: Offer?
        /// Where it can be mended when it is of the file: the page that tells how it was read.
        var fileURL: String?
        /// The page of its rule; nil for what a person said.
        var ruleURL: String?
    }

    /// How a cell was read that is not written in the usual way: posts `column` and `as=written` to `url`.
    struct Reading: Sendable {
        var url: String
        var column: String
        /// "It says “Ivanоv” and was read as “Иванов”".
        var sentence: String
        /// For those who hear the page: "Row 7, Surname".
        var label: String
    }

    /// A value that can be taken with one click: posts `column` and `value` to `url`.
    struct Offer: Sendable {
        var url: String
        var column: String
        var value: String
        /// "Take “Иванов”".
        var act: String
        /// For those who hear the page: "Row 7, Surname".
        var label: String
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
        /// The known words; empty when anything can be written.
        var options: [Field.Option] = []
        var isSelect = false
        var isInput = true
    }

    static let template = "issues"

    var bar: PetitionBar
    var filters: [Choice]
    var groups: [Group]
    var hasGroups: Bool
    var made: [Made]
    var hasMade: Bool
    /// Whether older repairs are left out.
    var hasMoreMade: Bool
    var lines: [Line]
    var isEmpty: Bool
    var isEditable: Bool
    var workbookURL: String
    /// Where the mended file goes; nil when none may be sent.
    var correctionURL: String?
    /// The narrowed code's message and the way back to all; nil when all are shown.
    var narrowedTo: String?
    var allURL: String
    var paging: Paging?
    /// What a reviewer asks to mend, before the checks' own findings.
    var returned: PetitionPage.Returned?
    /// What is to be done when there is nothing to mend.
    var next: String?
    var mainAct: Act?
    /// The other buildings of the same file that have issues too.
    var siblings: [SiblingLine]

    init(
        bar: PetitionBar, filters: [Choice], groups: [Group], made: [Made] = [], hasMoreMade: Bool = false,
        lines: [Line], isEditable: Bool, workbookURL: String, correctionURL: String? = nil, narrowedTo: String? = nil,
        allURL: String,
        paging: Paging? = nil, siblings: [SiblingLine] = []
    ) {
        self.siblings = siblings
        self.bar = bar
        self.filters = filters
        self.groups = groups
        self.made = made
        self.hasMoreMade = hasMoreMade
        hasMade = !made.isEmpty
        self.lines = lines
        self.isEditable = isEditable
        self.workbookURL = workbookURL
        self.correctionURL = correctionURL
        self.narrowedTo = narrowedTo
        self.allURL = allURL
        self.paging = paging
        hasGroups = !groups.isEmpty
        isEmpty = lines.isEmpty
    }

    static let sample: IssuesPage = {
        var page = filled
        page.returned = .sample
        page.next = "Ходатайство можно подать."
        page.mainAct = Act(label: "Подать", url: "/petitions/41/submission", isPost: false)
        return page
    }()

    private static let filled = IssuesPage(
        bar: .sample,
        filters: [
            Choice(label: "Все", url: "/petitions/41/issues", count: "19", isCurrent: true),
            Choice(label: "Ошибки", url: "/petitions/41/issues?severity=error", count: "5", isCurrent: false),
            Choice(
                label: "Предупреждения", url: "/petitions/41/issues?severity=warning", count: "12", isCurrent: false),
        ],
        groups: [
            Group(
                severity: Tag(text: "Предупреждение", kind: "warning"), code: "word.unknown",
                ruleURL: "/rules/word.unknown", message: "Слово не распознано", column: "Вид документа",
                rows: "12 строк",
                url: "/petitions/41/issues?code=word.unknown",
                repair: GroupRepair(
                    url: "/petitions/41/repairs", column: "document_type", code: "word.unknown", found: "удостов.",
                    fieldID: "repair-1", label: "Заменить «удостов.» в 12 строках на",
                    options: [
                        Field.Option(value: "", label: "—"),
                        Field.Option(value: "id_card", label: "Удостоверение личности", isSelected: true),
                    ], isSelect: true, isInput: false, value: "", canRemember: true),
                acts: [
                    GroupAct(
                        url: "/petitions/41/repairs", column: "document_type", code: "word.unknown",
                        found: "удостов.", remedy: "suggestions", label: "Принять все предложения")
                ]),
            Group(
                severity: Tag(text: "Ошибка", kind: "bad"), code: "iin.check_digit",
                ruleURL: "/rules/iin.check_digit", message: "Контрольная цифра ИИН не сходится", column: "ИИН",
                rows: "3 строки",
                url: "/petitions/41/issues?code=iin.check_digit"),
            Group(
                severity: Tag(text: "Ошибка", kind: "bad"), code: "placement_basis.required",
                ruleURL: "/rules/placement_basis.required", message: "Не указано основание помещения",
                column: "Основание помещения", rows: "200 строк",
                url: "/petitions/41/issues?code=placement_basis.required",
                repair: GroupRepair(
                    url: "/petitions/41/repairs", column: "placement_basis", code: "placement_basis.required",
                    fieldID: "repair-2", label: "Вписать в 200 строк", options: [], isSelect: false, isInput: true,
                    value: "", canRemember: false)),
        ],
        made: [
            Made(
                text: "Вид документа: «св-во» → «Свидетельство о рождении»", rows: "12 строк",
                about: "Айгүл Серікқызы, 24.11.2026 14:05", isRemembered: true,
                undoURL: "/petitions/41/repairs/3/undo")
        ], hasMoreMade: true,
        lines: [
            Line(
                row: "21", rowURL: "/petitions/41/rows/21", cell: "X21", column: "Здание", found: "Корп. Ы",
                message: "Такого здания у учреждения нет", severity: Tag(text: "Ошибка", kind: "bad"),
                repair: Repair(
                    url: "/petitions/41/rows/21", column: "building", value: "", fieldID: "fix-21-building",
                    label: "Строка 21, здание",
                    options: [Field.Option(value: "Корпус А", label: "Корпус А", isSelected: true)], isSelect: true,
                    isInput: false)),
            Line(
                row: "7", rowURL: "/petitions/41/rows/7", cell: "B7", column: "ИИН", found: "090214509006",
                message: "Контрольная цифра ИИН не сходится", expected: "12 цифр из удостоверения или свидетельства",
                example: "090214509014", severity: Tag(text: "Ошибка", kind: "bad"),
                repair: Repair(
                    url: "/petitions/41/rows/7", column: "iin", value: "090214509006", fieldID: "fix-7-iin",
                    label: "Строка 7, ИИН"), ruleURL: "/rules/iin.check_digit"),
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
            Line(
                row: "24", rowURL: "/petitions/41/rows/24", cell: "C24", column: "Фамилия", found: "Ивaнов",
                message: "В имени смешаны кириллица и латиница", severity: Tag(text: "К сведению", kind: "neutral"),
                reading: Reading(
                    url: "/petitions/41/rows/24/reading", column: "surname",
                    sentence: "Написано «Ивaнов», прочитано как «Иванов»", label: "Строка 24, Фамилия"),
                offer: Offer(
                    url: "/petitions/41/rows/24", column: "surname", value: "Иванов", act: "Принять «Иванов»",
                    label: "Строка 24, Фамилия"), ruleURL: "/rules/name.mixed_alphabets"),
            Line(
                message: "Столбец «Жетон» неизвестен", severity: Tag(text: "Справочно", kind: "neutral"),
                fileURL: "/petitions/41/reading"),
        ], isEditable: true, workbookURL: "/petitions/41/workbook",
        correctionURL: "/petitions/new?parent=41",
        narrowedTo: "Контрольная цифра ИИН не сходится", allURL: "/petitions/41/issues", paging: .sample,
        siblings: [.sample])
}
