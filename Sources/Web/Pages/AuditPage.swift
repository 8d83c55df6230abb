import Domain

/// `GET /audit?petition=…&institution=…&action=…&day=…&cursor=…`: the log; an auditor reads all of it, a head the institution's.
struct AuditPage: Page {
    struct Line: Sendable {
        var when: String
        var machineWhen: String
        var by: String
        var role: String?
        var act: String
        /// The petition or the premises it was done to.
        var what: String?
        var url: String?
        /// The institution, for readers of more than one.
        var institution: String?
        /// Numbers that belong to it.
        var detail: String?
    }

    static let template = "audit"

    var errors: ErrorSummary?
    /// Institution, act and day.
    var fields: [Field]
    /// The petition that the lines are narrowed to; nil when they are those of all.
    var petition: Fact?
    var petitionID: String?
    var lines: [Line]
    var isEmpty: Bool
    var paging: Paging?

    init(
        fields: [Field], petition: Fact? = nil, petitionID: String? = nil, lines: [Line], paging: Paging? = nil
    ) {
        errors = ErrorSummary(fields)
        self.fields = fields
        self.petition = petition
        self.petitionID = petitionID
        self.lines = lines
        self.paging = paging
        isEmpty = lines.isEmpty
    }

    static let sample: AuditPage = {
        var page = AuditPage(
            fields: [.sample, .sampleSelect], petition: Fact(label: "Ходатайство", value: "№ 41", url: "/petitions/41"),
            petitionID: "41",
            lines: [
                Line(
                    when: "17.11.2026, 10:42", machineWhen: "2026-11-17T10:42:00+05:00", by: "Айгүл Серікқызы",
                    role: "Руководитель", act: "Просмотрены строки", what: "№ 41", url: "/petitions/41",
                    institution: "Детский дом «Балдаурен»", detail: "18 строк")
            ], paging: .sample)
        page.isEmpty = true
        return page
    }()
}
