/// The page that answers `POST /petitions/{id}/decision/confirm`, and `GET /petitions/{id}/confirmation` for the second
/// person. Its form posts the hidden fields to `/petitions/{id}/decision` or `/petitions/{id}/confirmation`.
struct DecisionPage: Page {
    /// Rows with one outcome, ground and note.
    struct Group: Sendable {
        var outcome: Tag
        /// "3 rows".
        var count: String
        /// "7, 9, 12–20", or "rows not marked".
        var rows: String
        /// "7 Қасымова Айару", for as many rows as one can look over.
        var people: [String] = []
        var ground: String?
        var note: String?
    }

    static let template = "decision"

    var bar: PetitionBar
    /// "Decide on 18 residents".
    var act: String
    var sums: Sums
    var groups: [Group]
    /// What happens, a sentence each.
    var consequences: [String]
    var actURL: String
    /// "Decide", "Propose the decision" or "Confirm the decision".
    var actLabel: String
    var hidden: [HiddenField]
    /// Who proposed it and when; nil for a decision of one's own.
    var proposedBy: String?
    /// Where the proposal can be sent back or taken back (a POST); nil for a decision of one's own.
    var takeBackURL: String?
    /// Where the marks can be changed: a POST with them where there are any, else a link.
    var backURL: String
    var isBackPost: Bool

    static let sample = DecisionPage(
        bar: .sample, act: "Решение по 18 жильцам", sums: .sample,
        groups: [
            Group(
                outcome: Tag(text: "будет зарегистрировано", kind: "good"), count: "15 строк", rows: "2–6, 9–18",
                people: ["2 Қасымова Айару"]),
            Group(
                outcome: Tag(text: "Вернуть", kind: "warning"), count: "1 строка", rows: "7",
                note: "Адресный листок убытия: приложите листок убытия"),
            Group(
                outcome: Tag(text: "Отказать", kind: "bad"), count: "2 строки", rows: "8, 19",
                ground: "Документы недостоверны", note: "Свидетельство принадлежит другому лицу"),
        ],
        consequences: [
            "15 человек будут зарегистрированы по адресу учреждения.",
            "Возвращённые строки придут учреждению новым черновиком с вашими замечаниями.",
        ],
        actURL: "/petitions/41/decision", actLabel: "Вынести решение",
        hidden: [HiddenField(name: "version", value: "6"), HiddenField(name: "outcome.7", value: "returned")],
        proposedBy: "Д. Ахметов, 20.11.2026", takeBackURL: "/petitions/41/decision/return",
        backURL: "/petitions/41/review", isBackPost: true)
}

/// The page that answers `POST /approvals/confirm`: several clean petitions approved at once.
struct ApprovalsPage: Page {
    static let template = "approvals"

    /// "Approve 3 petitions: 240 residents".
    var act: String
    var lines: [QueuePage.Line]
    var consequences: [String]

    static let sample = ApprovalsPage(
        act: "Зарегистрировать по 3 ходатайствам", lines: QueuePage.sample.lines,
        consequences: ["240 человек будут зарегистрированы."])
}
