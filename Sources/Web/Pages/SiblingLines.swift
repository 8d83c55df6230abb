/// The petition that the same file became for another building.
struct SiblingLine: Sendable {
    var premises: String
    var url: String
    var state: Tag
    /// "150 rows: 148 sound, 2 with warnings, 0 with errors".
    var sums: String
    /// Where its issues are, and of how many rows; nil when there are none.
    var issuesURL: String?
    var issues: String

    static let sample = SiblingLine(
        premises: "Корпус № 2", url: "/petitions/42", state: Tag(text: "Черновик", kind: "neutral"),
        sums: "150 строк: без замечаний — 148, с предупреждениями — 0, с ошибками — 2",
        issuesURL: "/petitions/42/issues",
        issues: "2")
}

/// What comparing a list of everybody with the register came to, a sentence each.
struct RosterLines: Sendable {
    struct Line: Sendable {
        var text: String
        /// The rows or issues that it speaks of; nil when they are not in the draft.
        var url: String?
    }

    /// How many were listed and how many are registered.
    var explanation: String
    var lines: [Line]

    static let sample = RosterLines(
        explanation: "При проверке в списке было 228 строк, в регистре — 217 человек.",
        lines: [
            Line(text: "14 человек — на регистрацию", url: "/petitions/41/rows?action=arrive"),
            Line(text: "212 человек — уже зарегистрированы, без изменений"),
        ])
}
