/// `GET /petitions/{id}/siblings/submission`: the petitions of all buildings of one file, submitted with one click; what became of each
/// is told on the same page.
struct TogetherPage: Page {
    struct Line: Sendable {
        var premises: String
        var url: String
        var sums: String
        var state: Tag
        /// Why it was not submitted; nil when it was, or was not tried yet.
        var refusal: String?
    }

    static let template = "together"

    var bar: PetitionBar
    var lines: [Line]
    var declarations: [String]
    /// What the button says; nil when nothing is ready.
    var act: String?

    static let sample = TogetherPage(
        bar: .sample,
        lines: [
            Line(
                premises: "Корпус № 1", url: "/petitions/41", sums: "150 строк",
                state: Tag(text: "Подано", kind: "active")),
            Line(
                premises: "Корпус № 2", url: "/petitions/42", sums: "150 строк",
                state: Tag(text: "Черновик", kind: "neutral"), refusal: "Мест хватает не всем."),
        ], declarations: ["Сведения достоверны."], act: "Подать: 2 ходатайства")
}
