import Domain
import Store

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
        let total = sound + warned + faulty + blank
        let all: [(key: String, count: Int, kind: String, url: String?)] = [
            ("sound", sound, "good", rows + "?state=sound"), ("warned", warned, "warning", rows + "?state=warned"),
            ("faulty", faulty, "bad", rows + "?state=faulty"), ("blank", blank, "quiet", nil),
        ]
        let said = all.filter { $0.count > 0 }.map { "\(words("sums", $0.key)) — \(words.grouped($0.count))" }
        return Sums(
            total: Figure(label: words("sums", "rows"), value: words.grouped(total), kind: "total", url: rows),
            // None of something is nothing to look at.
            parts: all.map { part in
                Figure(
                    label: words("sums", part.key), value: words.grouped(part.count),
                    kind: part.count > 0 ? part.kind : "quiet", url: part.count > 0 ? part.url : nil)
            },
            sentence: words(
                "sums", "checks_sentence",
                ["rows": words.counted("rows", total), "parts": said.joined(separator: ", ")]))
    }

    /// What became of a petition's rows, in the words of what they asked for; what is none of them is left out.
    static func ofOutcomes(petition id: String, _ tally: [RowTally], _ words: Wording) -> Sums {
        Sums(words, section: "outcome_sum", rows: "/petitions/\(id)/rows", tally)
    }

    /// What a decision would make of a petition's rows; nothing is decided yet that links could lead to.
    static func ofPlan(_ tally: [RowTally], _ words: Wording) -> Sums {
        Sums(words, section: "outcome_planned", rows: nil, tally)
    }

    private init(_ words: Wording, section: String, rows: String?, _ tally: [RowTally]) {
        let all = tally.reduce(0) { $0 + $1.rows }
        var shown: [(key: String, outcome: RowOutcome, rows: Int)] = []
        for outcome in RowOutcome.allCases {
            for action in Action.allCases {
                let count = tally.filter { $0.outcome == outcome && $0.action == action }.reduce(0) { $0 + $1.rows }
                let key = outcome.key(of: action)
                if count == 0 { continue }
                if let index = shown.firstIndex(where: { $0.key == key }) {
                    shown[index].rows += count
                } else {
                    shown.append((key, outcome, count))
                }
            }
        }
        let said = shown.map { "\(words(section, $0.key)) — \(words.grouped($0.rows))" }.joined(separator: ", ")
        total = Figure(label: words("sums", "rows"), value: words.grouped(all), kind: "total", url: rows)
        parts = shown.map { key, outcome, count in
            Figure(
                label: words(section, key), value: words.grouped(count), kind: Tag(outcome, words).kind,
                url: rows.map { "\($0)?outcome=\(outcome.rawValue)" })
        }
        sentence = words("sums", "outcomes_sentence", ["rows": words.counted("rows", all), "parts": said])
    }

    init(total: Figure, parts: [Figure], sentence: String) {
        self.total = total
        self.parts = parts
        self.sentence = sentence
    }

    static let sample = Sums(
        total: Figure(label: "строк в файле", value: "300", kind: "total", url: "/petitions/41/rows"),
        parts: [Figure(label: "без замечаний", value: "281", kind: "good", url: "/petitions/41/rows?state=sound")],
        sentence: "В файле 300 строк: 281 без замечаний.")
}
