/// One act in a timeline.
struct HistoryEntry: Sendable {
    var act: String
    var by: String
    /// `dd.mm.yyyy, hh:mm`, and the same for machines.
    var when: String
    var machineWhen: String
    var detail: String?

    static let sample = HistoryEntry(
        act: "Файл проверен", by: "Тіркеу", when: "17.11.2026, 10:42", machineWhen: "2026-11-17T10:42:00+05:00",
        detail: "300 строк: 281 без замечаний, 12 с предупреждениями, 5 с ошибками")
}

/// `GET /petitions/{id}/history`: what was done, newest first.
struct HistoryPage: Page {
    static let template = "history"

    var bar: PetitionBar
    var entries: [HistoryEntry]
    var paging: Paging?
    /// Where the looks stand too, for who may read them.
    var logURL: String?

    static let sample = HistoryPage(
        bar: .sample,
        entries: [
            .sample,
            HistoryEntry(
                act: "Файл загружен", by: "Айгүл Серікқызы", when: "17.11.2026, 10:41",
                machineWhen: "2026-11-17T10:41:00+05:00"),
        ], paging: .sample, logURL: "/audit?petition=41")
}
