/// `GET /queue?filter=mine|all|returned&state=…&cursor=…`: what awaits an authority.
struct QueuePage: Page {
    struct Line: Sendable {
        var id: String
        var number: String
        var url: String
        var institution: String
        var premises: String
        var needEyes: String
        var clean: String
        var submittedOn: String
        var decideBy: String
        var daysLeft: Tag
        var state: Tag
        /// Said of rows that come back after they were returned; nil at a first review.
        var second: Tag?
        /// Whose desk it is on; nil when nobody's.
        var claimedBy: String?
        /// `/petitions/{id}/claim`, while it can be taken.
        var claimURL: String?
        /// Whether it can be approved from here with others: no row needs eyes.
        var isClean: Bool
    }

    static let template = "queue"

    var counts: [Figure]
    var filters: [Choice]
    var lines: [Line]
    var isEmpty: Bool
    /// Whether some line can be approved from here: the form posts `petitions` to `/approvals/confirm`.
    var hasClean: Bool
    var errors: ErrorSummary?
    var paging: Paging?

    init(
        counts: [Figure], filters: [Choice], lines: [Line], errors: ErrorSummary? = nil, paging: Paging? = nil
    ) {
        self.counts = counts
        self.filters = filters
        self.lines = lines
        self.errors = errors
        self.paging = paging
        isEmpty = lines.isEmpty
        hasClean = lines.contains(where: \.isClean)
    }

    static let sample = QueuePage(
        counts: [
            Figure(label: "ждут рассмотрения", value: "7", kind: "total", url: "/queue?state=submitted"),
            Figure(label: "на рассмотрении", value: "3", kind: "neutral", url: "/queue?state=in_review"),
            Figure(label: "срок до трёх дней", value: "2", kind: "warning", url: "/queue?state=late"),
        ],
        filters: [
            Choice(label: "Мои", url: "/queue?filter=mine", count: "3", isCurrent: false),
            Choice(label: "Все", url: "/queue", count: "10", isCurrent: true),
            Choice(label: "С возвращёнными строками", url: "/queue?filter=returned", count: "1", isCurrent: false),
        ],
        lines: [
            Line(
                id: "39", number: "39", url: "/petitions/39/review", institution: "Детский дом «Балдаурен»",
                premises: "Учебный корпус", needEyes: "4", clean: "14", submittedOn: "12.11.2026",
                decideBy: "24.11.2026",
                daysLeft: Tag(text: "остался 1 день", kind: "warning"), state: Tag(text: "Подано", kind: "active"),
                second: Tag(text: "Повторно", kind: "warning"),
                claimURL: "/petitions/39/claim", isClean: false),
            Line(
                id: "40", number: "102", url: "/petitions/40/review", institution: "Общежитие КазНУ",
                premises: "Корпус 2", needEyes: "0", clean: "212", submittedOn: "16.11.2026", decideBy: "30.11.2026",
                daysLeft: Tag(text: "осталось 7 дней", kind: "quiet"),
                state: Tag(text: "На рассмотрении", kind: "active"),
                claimedBy: "Д. Ахметов", isClean: true),
        ], errors: .sample, paging: .sample)
}
