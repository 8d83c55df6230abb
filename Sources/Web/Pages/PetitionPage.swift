/// `GET /petitions/{id}`: where a petition stands and the one thing to do next.
struct PetitionPage: Page {
    /// How far the checks are. The script polls `/petitions/{id}/progress`, which answers
    /// `{"state","done","total"|null,"percent"|null,"sentence"}`, and loads the page again once `state` is not `checking`.
    struct Progress: Sendable {
        var url: String
        /// "1 200 of 3 000 rows are checked".
        var sentence: String
        /// 0 to 100; nil while the number of rows is not known.
        var percent: String?
    }

    /// Why the file could not be read; shown alone.
    struct FileProblem: Sendable {
        var message: String
        /// What was found; nil when nothing was.
        var found: String?
        var expected: String?
        /// What to do about it.
        var example: String?
        /// `/petitions/new?parent=…`
        var uploadURL: String
        /// Where the clerk can say which column is which; nil where that would not help.
        var readingURL: String?
        var ruleURL: String
    }

    /// Another open petition with the same rows, or with most of them.
    struct Alike: Sendable {
        var message: String
        var otherURL: String
        var otherLabel: String
        /// `/petitions/{id}/difference/{other}`; nil when there is none.
        var differenceURL: String?
        var ruleURL: String
    }

    /// What a reviewer asks to mend in the rows that came back.
    struct Returned: Sendable {
        /// A returned row with what is said of it.
        struct Line: Sendable {
            var number: String
            var name: String
            var url: String
            var notes: [String]
            var isChanged: Bool
        }

        var lines: [Line]
        /// How many there are beyond those listed; nil when all are.
        var more: String?

        static let sample = Returned(
            lines: [
                Line(
                    number: "7", name: "Қасымова Айару", url: "/petitions/52/rows/7",
                    notes: ["Номер документа: сверьте со свидетельством"], isChanged: true)
            ], more: "Всего: 70 строк.")
    }

    /// Whether there is room, in a sentence, and drawn.
    struct Forecast: Sendable {
        var sentence: String
        var fits: Bool
        var strip: OccupancyStrip
    }

    /// A proposed decision that awaits a second person.
    struct Proposal: Sendable {
        /// "Proposed by D. Akhmetov on 20.11.2026: 290 approved, 10 returned".
        var sentence: String
        /// `/petitions/{id}/confirmation`; nil for the one who proposed.
        var reviewURL: String?
    }

    static let template = "petition"

    var bar: PetitionBar
    var progress: Progress?
    var fileProblem: FileProblem?
    var alike: Alike?
    var returned: Returned?
    var sums: Sums?
    var outcomes: Sums?
    /// Whether the outcomes are those of a decision.
    var isDecided: Bool
    var forecast: Forecast?
    var proposal: Proposal?
    /// What happens next, in a sentence.
    var next: String
    var mainAct: Act?
    var otherActs: [Act]
    var facts: [Fact]
    var parent: PetitionLink?
    var children: [PetitionLink]
    var hasChildren: Bool
    /// The other buildings of the same file.
    var siblings: [SiblingLine]
    var hasSiblings: Bool
    var roster: RosterLines?
    /// Whether there is something to list at all under "facts" and under "other actions".
    var hasFacts: Bool
    var hasOtherActs: Bool

    init(
        bar: PetitionBar, progress: Progress? = nil, fileProblem: FileProblem? = nil, alike: Alike? = nil,
        returned: Returned? = nil,
        sums: Sums? = nil,
        outcomes: Sums? = nil, isDecided: Bool = false, forecast: Forecast? = nil, proposal: Proposal? = nil,
        next: String, mainAct: Act? = nil,
        otherActs: [Act] = [], facts: [Fact] = [], parent: PetitionLink? = nil, children: [PetitionLink] = [],
        siblings: [SiblingLine] = [], roster: RosterLines? = nil
    ) {
        self.siblings = siblings
        hasSiblings = !siblings.isEmpty
        self.roster = roster
        self.bar = bar
        self.progress = progress
        self.fileProblem = fileProblem
        self.alike = alike
        self.returned = returned
        self.sums = sums
        self.outcomes = outcomes
        self.isDecided = isDecided
        self.forecast = forecast
        self.proposal = proposal
        self.next = next
        self.mainAct = mainAct
        self.otherActs = otherActs
        self.facts = facts
        self.parent = parent
        self.children = children
        hasChildren = !children.isEmpty
        hasFacts = !facts.isEmpty || parent != nil || hasChildren
        hasOtherActs = !otherActs.isEmpty
    }

    static let sample = PetitionPage(
        bar: .sample,
        progress: Progress(url: "/petitions/41/progress", sentence: "Проверено 1 200 из 3 000 строк", percent: "40"),
        fileProblem: FileProblem(
            message: "Файл защищён паролем.", found: "зашифрованный XLSX", expected: "XLSX или CSV без пароля",
            example: "Сохраните файл без пароля",
            uploadURL: "/petitions/new?parent=41", readingURL: "/petitions/41/reading",
            ruleURL: "/rules/file.encrypted"),
        alike: Alike(
            message: "Список похож на ходатайство № 38: одинаковых строк — 250 из 300.", otherURL: "/petitions/38",
            otherLabel: "Открыть ходатайство № 38", differenceURL: "/petitions/41/difference/38",
            ruleURL: "/rules/petition.similar"),
        returned: .sample,
        sums: .sample, outcomes: .sample, isDecided: true,
        forecast: Forecast(sentence: "Мест хватает на все дни.", fits: true, strip: .sample),
        proposal: Proposal(
            sentence: "Д. Ахметов предложил 20.11.2026: 290 зарегистрировать, 10 вернуть.",
            reviewURL: "/petitions/41/confirmation"),
        next: "Исправьте 5 строк — после этого ходатайство можно подать.",
        mainAct: Act(label: "Исправить ошибки", url: "/petitions/41/issues", isPost: false, hint: "5 строк"),
        otherActs: [
            Act(
                label: "Скачать файл с пометками", url: "/petitions/41/workbook", isPost: false,
                hint: "Исправьте в своей программе и загрузите снова"),
            Act(label: "Отозвать ходатайство", url: "/petitions/41/withdrawal", isPost: false),
            Act(label: "Вернуть в очередь", url: "/petitions/41/release", isPost: true),
        ],
        facts: [
            Fact(label: "Подписал", value: "Нұрлан Әбенов, директор"),
            Fact(label: "Файл", value: "spisok-noyabr.xlsx", url: "/petitions/41/workbook"),
        ],
        parent: PetitionLink(
            number: "38", url: "/petitions/38", state: Tag(text: "Решено", kind: "good"), why: "возвращённые строки"),
        children: [
            PetitionLink(
                number: "41/1", url: "/petitions/52", state: Tag(text: "Черновик", kind: "neutral"),
                why: "12 строк, которым не хватило мест")
        ], siblings: [.sample], roster: .sample)
}

/// `GET /petitions/{id}/occupancy`: the forecast with its table.
struct PetitionOccupancyPage: Page {
    static let template = "petition-occupancy"

    var bar: PetitionBar
    var sentence: String
    var fits: Bool
    var strip: OccupancyStrip

    static let sample = PetitionOccupancyPage(
        bar: .sample, sentence: "Мест не хватает с 24.11.2026.", fits: false, strip: .sample)
}
