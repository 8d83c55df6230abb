/// `GET /petitions/{id}/receipt`: what was decided, made to be printed.
struct ReceiptPage: Page {
    struct Line: Sendable {
        var number: String
        /// Masked.
        var iin: String
        var name: String
        var action: String
        var stay: String
        var outcome: Tag
        var ground: String?
    }

    static let template = "receipt"

    var number: String
    var petitionURL: String
    /// Petition, institution, premises, decision's day, by whom.
    var facts: [Fact]
    var sums: Sums
    var lines: [Line]
    /// `/petitions/{id}/receipt.pdf`; nil while there is no PDF.
    var pdfURL: String?

    static let sample = ReceiptPage(
        number: "Т-2026-000041", petitionURL: "/petitions/41",
        facts: [
            Fact(label: "Ходатайство", value: "№ 41 от 17.11.2026", url: "/petitions/41"),
            Fact(label: "Учреждение", value: "Детский дом «Балдаурен», БИН 970440001234"),
            Fact(label: "Помещение", value: "г. Алматы, ул. Абая, 12"),
            Fact(label: "Решение", value: "23.11.2026, Д. Ахметов, Управление полиции Алмалинского района"),
        ],
        sums: .sample,
        lines: [
            Line(
                number: "7", iin: "09••••••9006", name: "Қасымова Айару Ержанқызы", action: "Прибытие",
                stay: "постоянно с 01.11.2026", outcome: Tag(text: "Зарегистрировано", kind: "good")),
            Line(
                number: "8", iin: "11••••••0123", name: "Иванов Пётр Сергеевич", action: "Прибытие",
                stay: "01.11.2026 – 25.05.2027", outcome: Tag(text: "Отказано", kind: "bad"),
                ground: "Документы недостоверны"),
        ], pdfURL: "/petitions/41/receipt.pdf")
}
