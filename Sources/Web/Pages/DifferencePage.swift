/// `GET /petitions/{id}/difference/{other}?cursor=…`: the rows in which two petitions of the same institution differ.
struct DifferencePage: Page {
    struct Cell: Sendable {
        var column: String
        /// What it says; nil when it is empty.
        var here: String?
        var there: String?
    }

    struct Line: Sendable {
        /// Only here, only there, or changed.
        var kind: Tag
        var hereNumber: String?
        var hereURL: String?
        var thereNumber: String?
        var thereURL: String?
        var name: String
        /// Masked.
        var iin: String
        var cells: [Cell]
    }

    static let template = "difference"

    var bar: PetitionBar
    /// "Compared with petition № 38".
    var lead: String
    var otherURL: String
    var sums: Sums
    var lines: [Line]
    var isEmpty: Bool
    var paging: Paging?

    init(bar: PetitionBar, lead: String, otherURL: String, sums: Sums, lines: [Line], paging: Paging? = nil) {
        self.bar = bar
        self.lead = lead
        self.otherURL = otherURL
        self.sums = sums
        self.lines = lines
        self.paging = paging
        isEmpty = lines.isEmpty
    }

    static let sample = DifferencePage(
        bar: .sample, lead: "По сравнению с ходатайством № 38.", otherURL: "/petitions/38", sums: .sample,
        lines: [
            Line(
                kind: Tag(text: "Изменено", kind: "warning"), hereNumber: "7", hereURL: "/petitions/41/rows/7",
                thereNumber: "8", thereURL: "/petitions/38/rows/8", name: "Қасымова Айару", iin: "09••••••9006",
                cells: [Cell(column: "Дата рождения", here: "14.02.2009", there: "14.02.2008")])
        ], paging: .sample)
}
