/// `GET /petitions?state=…&cursor=…`: an institution's petitions, or all that an auditor sees.
struct PetitionsPage: Page {
    struct Line: Sendable {
        var number: String
        var url: String
        var dated: String
        var premises: String
        var rows: String
        var state: Tag
        /// What the clock says: `decide by 27.11.2026`; nil when none runs.
        var deadline: String?
    }

    static let template = "petitions"

    var filters: [Choice]
    var lines: [Line]
    var canUpload: Bool
    var isEmpty: Bool
    /// Whether it is the filter that leaves nothing, not the lack of petitions.
    var isFiltered: Bool
    var paging: Paging?

    init(filters: [Choice], lines: [Line], canUpload: Bool, isFiltered: Bool, paging: Paging?) {
        self.filters = filters
        self.lines = lines
        self.canUpload = canUpload
        self.isFiltered = isFiltered
        self.paging = paging
        isEmpty = lines.isEmpty
    }

    static let sample = PetitionsPage(
        filters: [
            Choice(label: "Все", url: "/petitions", count: "17", isCurrent: true),
            Choice(label: "Черновики", url: "/petitions?state=draft", count: "2", isCurrent: false),
            Choice(label: "Решённые", url: "/petitions?state=decided", count: "14", isCurrent: false),
        ],
        lines: [
            Line(
                number: "41", url: "/petitions/41", dated: "17.11.2026", premises: "Спальный корпус", rows: "300",
                state: Tag(text: "Черновик", kind: "neutral")),
            Line(
                number: "39", url: "/petitions/39", dated: "28.10.2026", premises: "Учебный корпус", rows: "18",
                state: Tag(text: "Подано", kind: "active"), deadline: "решение до 27.11.2026"),
        ], canUpload: true, isFiltered: true, paging: .sample)
}
