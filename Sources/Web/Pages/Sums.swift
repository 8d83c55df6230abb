/// One number of a row of figures. `kind` colours it: `total`, `good`, `warning`, `bad`, `quiet`, `neutral`.
struct Figure: Sendable {
    var label: String
    var value: String
    var kind: String
    var url: String?
}

/// Figures that add up, the total first, and the same said in a sentence.
struct Sums: Sendable {
    var total: Figure
    var parts: [Figure]
    var sentence: String

    /// What the checks made of a file's rows: rows = sound + warned + faulty + blank.
    static func ofChecks(
        petition id: String, sound: Int, warned: Int, faulty: Int, blank: Int, isWholeFile: Bool = true,
        _ words: Wording
    ) -> Sums {
        let rows = "/petitions/\(id)/rows"
        let numbers = [
            "rows": words.counted("rows", sound + warned + faulty + blank), "sound": words.grouped(sound),
            "warned": words.grouped(warned), "faulty": words.grouped(faulty), "blank": words.grouped(blank),
        ]
        return Sums(
            total: Figure(
                label: words("sums", "rows"), value: words.grouped(sound + warned + faulty + blank), kind: "total",
                url: rows),
            parts: [
                Figure(
                    label: words("sums", "sound"), value: words.grouped(sound), kind: "good", url: rows + "?state=sound"
                ),
                Figure(
                    label: words("sums", "warned"), value: words.grouped(warned), kind: "warning",
                    url: rows + "?state=warned"),
                Figure(
                    label: words("sums", "faulty"), value: words.grouped(faulty), kind: "bad",
                    url: rows + "?state=faulty"),
                Figure(label: words("sums", "blank"), value: words.grouped(blank), kind: "quiet"),
            ],
            sentence: words("sums", isWholeFile ? "checks_sentence" : "petition_sentence", numbers))
    }

    /// What became of a petition's rows: the parts in the order of `RowOutcome`; empty ones but approved are left out.
    static func ofOutcomes(
        petition id: String, pending: Int, approved: Int, refused: Int, returned: Int, withdrawn: Int, moved: Int,
        _ words: Wording
    ) -> Sums {
        let all: [(String, Int, String)] = [
            ("pending", pending, "neutral"), ("approved", approved, "good"), ("refused", refused, "bad"),
            ("returned", returned, "warning"), ("withdrawn", withdrawn, "quiet"), ("moved", moved, "quiet"),
        ]
        let total = all.reduce(0) { $0 + $1.1 }
        let shown = all.filter { $0.1 > 0 || $0.0 == "approved" }
        let said = shown.map { "\(words("outcome_sum", $0.0)) — \(words.grouped($0.1))" }.joined(separator: ", ")
        return Sums(
            total: Figure(
                label: words("sums", "rows"), value: words.grouped(total), kind: "total", url: "/petitions/\(id)/rows"),
            parts: shown.map { name, number, kind in
                Figure(
                    label: words("outcome_sum", name), value: words.grouped(number), kind: kind,
                    url: "/petitions/\(id)/rows?outcome=\(name)")
            },
            sentence: words("sums", "outcomes_sentence", ["rows": words.counted("rows", total), "parts": said]))
    }

    static let sample = Sums(
        total: Figure(label: "строк в файле", value: "300", kind: "total", url: "/petitions/41/rows"),
        parts: [Figure(label: "без замечаний", value: "281", kind: "good", url: "/petitions/41/rows?state=sound")],
        sentence: "В файле 300 строк: 281 без замечаний.")
}
