/// `GET /policies`, for operators: the rules that petitions are judged by.
struct PoliciesPage: Page {
    struct Line: Sendable {
        var title: String
        var name: String
        var url: String
        /// The first digits of what its text is.
        var text: String
        var state: Tag
        /// "since 17.11.2026 10:42"; nil for what was never chosen.
        var since: String?
        /// Who brought it, and when.
        var kept: String
        /// Where it is compared with the rules in force; nil for these.
        var compareURL: String?
        var useURL: String?
    }

    static let template = "policies"

    var lines: [Line]
    /// What is typed on the server to check a file, and to put it in force.
    var commands: [String]

    static let sample = PoliciesPage(
        lines: [
            Line(
                title: "Правила eGov 2017 года", name: "egov-2017", url: "/policies/1", text: "0a1b2c3d4e5f",
                state: Tag(text: "Действуют", kind: "good"), since: "с 17.11.2026 10:42",
                kept: "поставляются с программой", compareURL: "/policies/2/difference/1", useURL: "/policies/1/use")
        ], commands: ["tirkeu policy check mine.json"])
}

/// One value of a parameter as pages show it.
struct PolicyEntry: Sendable {
    var value: String
    var since: String
    var source: String
    var isUnconfirmed: Bool

    static let sample = PolicyEntry(value: "16", since: "16.12.1991", source: "egov.kz", isUnconfirmed: true)
}

/// A line of the decision table as pages show it.
struct PolicyDocument: Sendable {
    var paper: String
    /// "3 copies"; nil for one.
    var copies: String?
    var whom: String
    var need: Tag
    var days: String
    var source: String
    var isUnconfirmed: Bool
    /// What is to be known of it.
    var note: String?

    static let sample = PolicyDocument(
        paper: "Адресный листок прибытия", copies: "3 экз.", whom: "мужчина призывного возраста",
        need: Tag(text: "обязательно", kind: "active"), days: "16.12.1991", source: "egov.kz", isUnconfirmed: true,
        note: "Печатает учреждение")
}

/// `GET /policies/{id}`, for operators: every parameter with its days and sources, and the decision table.
struct PolicyPage: Page {
    struct Parameter: Sendable {
        var label: String
        var name: String
        /// No check goes by it.
        var isUnused: Bool
        var entries: [PolicyEntry]
    }

    static let template = "policy"

    var title: String
    var facts: [Fact]
    var parameters: [Parameter]
    var documents: [PolicyDocument]
    /// Where it is compared with the rules in force, and put in force; nil for these.
    var compareURL: String?
    var useURL: String?

    static let sample = PolicyPage(
        title: "Правила eGov 2017 года", facts: [Fact(label: "Название", value: "egov-2017", url: "/policies")],
        parameters: [
            Parameter(label: "Возраст", name: "identity_age", isUnused: true, entries: [.sample])
        ], documents: [.sample], compareURL: "/policies/2/difference/1", useURL: "/policies/1/use")
}

/// `GET /policies/{id}/difference/{other}`, for operators: what the first has that the second has not, and the other way round.
struct PolicyDifferencePage: Page {
    struct Parameter: Sendable {
        var label: String
        var old: [PolicyEntry]
        var new: [PolicyEntry]
    }

    static let template = "policy-difference"

    var lead: String
    var parameters: [Parameter]
    var removed: [PolicyDocument]
    var added: [PolicyDocument]
    var hasDocuments: Bool
    var isEmpty: Bool

    init(lead: String, parameters: [Parameter], removed: [PolicyDocument], added: [PolicyDocument]) {
        self.lead = lead
        self.parameters = parameters
        self.removed = removed
        self.added = added
        hasDocuments = !removed.isEmpty || !added.isEmpty
        isEmpty = parameters.isEmpty && !hasDocuments
    }

    static let sample = PolicyDifferencePage(
        lead: "Слева направо: egov-2017 → kz-2025.",
        parameters: [Parameter(label: "Возраст", old: [.sample], new: [.sample])], removed: [.sample],
        added: [.sample])
}

/// `GET /policies/{id}/use`, for operators: which open petitions would be judged differently; the form posts to the same address.
struct PolicyUsePage: Page {
    struct Line: Sendable {
        var number: String
        var institution: String
        var state: Tag
        var rows: String
        var differing: String
        var blocked: String
        var freed: String
    }

    static let template = "policy-use"

    var heading: String
    var consequences: [String]
    /// How much was judged again.
    var sums: String
    var lines: [Line]
    var isEmpty: Bool
    /// What is typed on the server to see all of them; nil when these are all.
    var command: String?
    var url: String
    /// Whether the rules are in force already.
    var isInForce: Bool

    init(
        heading: String, consequences: [String], sums: String, lines: [Line], command: String? = nil, url: String,
        isInForce: Bool
    ) {
        self.heading = heading
        self.consequences = consequences
        self.sums = sums
        self.lines = lines
        self.command = command
        self.url = url
        self.isInForce = isInForce
        isEmpty = lines.isEmpty
    }

    static let sample = PolicyUsePage(
        heading: "Ввести в действие правила «Закон 2025 года»?", consequences: ["По ним будут проверяться новые."],
        sums: "Проверено заново: 12 ходатайств, 312 строк.",
        lines: [
            Line(
                number: "№ 41", institution: "Детский дом «Балдаурен»", state: Tag(text: "Черновик", kind: "neutral"),
                rows: "18", differing: "3", blocked: "1", freed: "0")
        ], command: "tirkeu policy use kz-2025 --preview", url: "/policies/2/use", isInForce: true)
}

/// `GET /documents?kind=…&on=…`, for anybody: which documents are needed for whom, by the rules in force, and the fee of a day.
struct DocumentsPage: Page {
    /// The documents of one thing that rows ask for.
    struct Section: Sendable {
        var id: String
        var heading: String
        var lines: [PolicyDocument]
        var isEmpty: Bool
    }

    static let template = "documents"

    var errors: ErrorSummary?
    /// Kind of institution and day.
    var fields: [Field]
    /// The rules and the fee of the day.
    var facts: [Fact]
    /// Whether the fee follows from a number that nobody has seen in its source.
    var isFeeUnconfirmed: Bool
    var notes: [String]
    var sections: [Section]

    init(fields: [Field], facts: [Fact], isFeeUnconfirmed: Bool, notes: [String], sections: [Section]) {
        errors = ErrorSummary(fields)
        self.fields = fields
        self.facts = facts
        self.isFeeUnconfirmed = isFeeUnconfirmed
        self.notes = notes
        self.sections = sections
    }

    static let sample = DocumentsPage(
        fields: [.sample, .sampleSelect],
        facts: [Fact(label: "Правила", value: "Правила eGov 2017 года", url: "/help")],
        isFeeUnconfirmed: true, notes: ["До 16 лет — свидетельство о рождении."],
        sections: [Section(id: "arrive", heading: "Прибытие", lines: [.sample], isEmpty: true)])
}
