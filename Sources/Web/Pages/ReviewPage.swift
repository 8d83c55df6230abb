/// `GET /petitions/{id}/review?pile=eyes|clean|all&cursor=…`, and the same by POST with the marks made so far, so that piles and
/// pages can be changed without losing them. The form posts to `/petitions/{id}/decision/confirm`:
/// `version`, `default` (the outcome of rows that are not marked), and per row `outcome.N`, `ground.N`, `column.N`,
/// `note.N`. The form for the whole petition posts `all`, `ground` and `note` to the same address.
struct ReviewPage: Page {
    /// Why a row needs eyes, and the page of its rule.
    struct Reason: Sendable {
        var message: String
        var ruleURL: String
    }

    struct Line: Sendable {
        var number: String
        var url: String
        var name: String
        /// Masked.
        var iin: String
        var birthDate: String
        var action: String
        var stay: String
        /// Why and where to, of a departure.
        var departure: String?
        /// Why it needs eyes, in words; empty for clean rows.
        var reasons: [Reason]
        var hasReasons: Bool
        /// Document, previous address, basis and the like.
        var facts: [Fact]
        /// The scans of its papers.
        var scans: [ScanLine] = [] { didSet { hasScans = !scans.isEmpty } }
        private(set) var hasScans = false
        /// What was said of it when it was returned, and what changed since; nil at a first review.
        var former: Former?
        /// The person's other registration, beside this one; reviewers only.
        var elsewhere: [Fact]
        var hasElsewhere: Bool
        /// What the reviewer chose before and comes back with.
        var isApproved: Bool
        var isReturned: Bool
        var isRefused: Bool
        var note: String?
        /// What is missing of the choice.
        var error: String?
        /// The selects of this row; the page fills them from its own lists.
        fileprivate(set) var grounds: [Field.Option] = []
        fileprivate(set) var columns: [Field.Option] = []
        fileprivate var ground: String?
        fileprivate var column: String?

        /// - Parameters:
        ///   - outcome: `approved`, `returned`, `refused`, or nil when the row is not marked.
        init(
            number: String, url: String, name: String, iin: String, birthDate: String, action: String, stay: String,
            departure: String? = nil, reasons: [Reason] = [], facts: [Fact], former: Former? = nil,
            elsewhere: [Fact] = [], outcome: String? = nil, ground: String? = nil, column: String? = nil,
            note: String? = nil, error: String? = nil
        ) {
            self.number = number
            self.url = url
            self.name = name
            self.iin = iin
            self.birthDate = birthDate
            self.action = action
            self.stay = stay
            self.departure = departure
            self.reasons = reasons
            self.facts = facts
            self.former = former
            self.elsewhere = elsewhere
            self.ground = ground
            self.column = column
            self.note = note
            self.error = error
            hasReasons = !reasons.isEmpty
            hasElsewhere = !elsewhere.isEmpty
            isApproved = outcome == "approved"
            isReturned = outcome == "returned"
            isRefused = outcome == "refused"
        }
    }

    /// What a row's first review said.
    struct Former: Sendable {
        /// The reviewer's notes.
        var notes: [String]
        var hasNotes: Bool
        /// The cells that changed since.
        var changes: [Fact]
        var isUnchanged: Bool

        init(notes: [String], changes: [Fact]) {
            self.notes = notes
            hasNotes = !notes.isEmpty
            self.changes = changes
            isUnchanged = changes.isEmpty
        }
    }

    /// The decision for rows that are not marked, or for all.
    struct Rest: Sendable {
        var outcomes: [Field.Option] = []
        var grounds: [Field.Option] = []
        var note: String?
        /// What is missing, in words; it stands at the field.
        var error: String?
        var isApproved = false
        var isReturned = false
        var isRefused = false
    }

    static let template = "review"

    var bar: PetitionBar
    var version: String
    var errors: ErrorSummary?
    var facts: [Fact]
    /// The scans of the petition as a whole.
    var wholeScans: [ScanLine]
    var hasWholeScans: Bool
    var piles: [Choice]
    var lines: [Line]
    var isEmpty: Bool
    /// The one decision for every row, as it was chosen before; `isWhole` when that form is open.
    var whole: Rest
    var isWhole: Bool
    /// The decision for the rows that are not marked, and how many there are.
    var rest: Rest
    var restHint: String
    /// The marks of rows that this page does not show, and where it is.
    var carried: [HiddenField]
    var strip: OccupancyStrip?
    /// Whether the reader may decide; otherwise `claimURL` or why not.
    var canDecide: Bool
    var claimURL: String?
    var releaseURL: String?
    var whyNot: String?
    var paging: Paging?

    /// - Parameters:
    ///   - grounds: the legal grounds, for every row's select.
    ///   - columns: the columns on which a note can be pinned.
    init(
        bar: PetitionBar, version: String, errors: ErrorSummary? = nil, facts: [Fact],
        wholeScans: [ScanLine] = [], piles: [Choice], lines: [Line],
        grounds: [Field.Option], columns: [Field.Option], whole: Rest, isWhole: Bool = false, rest: Rest,
        restHint: String, carried: [HiddenField] = [], strip: OccupancyStrip? = nil, canDecide: Bool,
        claimURL: String? = nil, releaseURL: String? = nil, whyNot: String? = nil, paging: Paging? = nil
    ) {
        self.bar = bar
        self.version = version
        self.errors = errors
        self.facts = facts
        self.wholeScans = wholeScans
        hasWholeScans = !wholeScans.isEmpty
        self.piles = piles
        self.lines = lines.map { line in
            var line = line
            line.grounds = grounds.map { $0.selected($0.value == line.ground) }
            line.columns = columns.map { $0.selected($0.value == line.column) }
            return line
        }
        self.whole = whole
        self.isWhole = isWhole
        self.rest = rest
        self.restHint = restHint
        self.carried = carried
        self.strip = strip
        self.canDecide = canDecide
        self.claimURL = claimURL
        self.releaseURL = releaseURL
        self.whyNot = whyNot
        self.paging = paging
        isEmpty = lines.isEmpty
    }

    private static func withScans(_ line: Line) -> Line {
        var line = line
        line.scans = [.sample]
        return line
    }

    static let sample = ReviewPage(
        bar: .sample, version: "6", errors: .sample,
        facts: [
            Fact(label: "Учреждение", value: "Детский дом «Балдаурен», БИН 970440001234"),
            Fact(label: "Основание владения", value: "Акт на право постоянного пользования, 2004"),
            Fact(label: "Подписал", value: "Нұрлан Әбенов, директор"),
            Fact(label: "Решение до", value: "27.11.2026"),
        ],
        wholeScans: [.sample],
        piles: [
            Choice(label: "Требуют внимания", url: "/petitions/41/review", count: "4", isCurrent: true),
            Choice(label: "Без замечаний", url: "/petitions/41/review?pile=clean", count: "14", isCurrent: false),
        ],
        lines: [
            withScans(
                Line(
                    number: "7", url: "/petitions/41/rows/7", name: "Қасымова Айару Ержанқызы", iin: "09••••••9006",
                    birthDate: "14.02.2009", action: "Прибытие", stay: "постоянно с 01.11.2026",
                    reasons: [
                        Reason(message: "Зарегистрирована по другому адресу", ruleURL: "/rules/register.elsewhere")
                    ],
                    facts: [
                        Fact(label: "Документ", value: "Свидетельство о рождении 0123456 от 20.02.2009"),
                        Fact(label: "Прежний адрес", value: "г. Тараз, ул. Толе би, 5"),
                        Fact(label: "Основание", value: "Приказ № 12 от 28.10.2026"),
                    ],
                    former: Former(
                        notes: ["Адресный листок убытия: приложите листок"],
                        changes: [Fact(label: "Адресный листок убытия", value: "— → № 12")]),
                    elsewhere: [
                        Fact(label: "Адрес", value: "г. Тараз, ул. Толе би, 5, кв. 8"),
                        Fact(label: "Вид и срок", value: "постоянно с 11.03.2015"),
                    ], outcome: "returned", column: "departure_leaf", note: "Приложите листок убытия",
                    error: "Напишите, что исправить")),
            Line(
                number: "8", url: "/petitions/41/rows/8", name: "Иванов Пётр Сергеевич", iin: "11••••••0123",
                birthDate: "03.05.2011", action: "Выбытие", stay: "01.11.2026 – 25.05.2027",
                departure: "Выпуск, в г. Тараз",
                reasons: [
                    Reason(
                        message: "Имя и ИИН встречаются в другом ходатайстве", ruleURL: "/rules/petition.open_elsewhere"
                    )
                ],
                facts: [Fact(label: "Документ", value: "Удостоверение личности 045123456 от 01.06.2026")]),
        ],
        grounds: [
            Field.Option(value: "documents_unreliable", label: "Документы недостоверны", isSelected: false),
            Field.Option(value: "rules_not_met", label: "Не соблюдены правила регистрации", isSelected: false),
        ],
        columns: [
            Field.Option(value: "document_number", label: "Номер документа", isSelected: false),
            Field.Option(value: "departure_leaf", label: "Адресный листок убытия", isSelected: false),
        ],
        whole: Rest(
            grounds: [Field.Option(value: "rules_not_met", label: "Не соблюдены правила")], note: "Приложите",
            error: "Напишите, что исправить"), isWhole: true,
        rest: Rest(
            outcomes: [Field.Option(value: "approved", label: "Одобрить", isSelected: true)],
            grounds: [Field.Option(value: "rules_not_met", label: "Не соблюдены правила")], note: "Приложите",
            error: "Выберите решение"), restHint: "К решению: 18 строк.",
        carried: [HiddenField(name: "outcome.40", value: "approved")], strip: .sample, canDecide: true,
        claimURL: "/petitions/41/claim", releaseURL: "/petitions/41/release",
        whyNot: "Ходатайство рассматривает Д. Ахметов.", paging: .sample)
}
