/// `GET /remembered`: what the institution's own spellings mean; each form posts to its address and is forgotten then.
struct RememberedPage: Page {
    struct Line: Sendable {
        var column: String
        var found: String
        var value: String
        /// "Aigul, 24.11.2026 14:05".
        var about: String
        var forgetURL: String
    }

    static let template = "remembered"

    var lines: [Line]
    var isEmpty: Bool

    init(lines: [Line]) {
        self.lines = lines
        isEmpty = lines.isEmpty
    }

    static let sample = RememberedPage(lines: [
        Line(
            column: "Вид документа", found: "удостов.", value: "Удостоверение личности",
            about: "Айгүл Серікқызы, 24.11.2026 14:05", forgetURL: "/remembered/3/removal")
    ])
}
