import Domain
import FoundationEssentials
import Texts

extension HistoryEntry {
    /// One line of the log, by the stable name of what was done.
    init(_ action: String, by name: String?, at moment: Date, _ details: [String: String], _ reader: Reader) {
        let words = reader.words
        self.init(
            act: Self.keys[action].map { words("history", $0) } ?? action, by: name ?? words("history", "system"),
            when: Formats.moment(moment), machineWhen: moment.formatted(.iso8601), detail: Self.detail(details, words))
    }

    private static let keys = [
        "petition.uploaded": "uploaded", "petition.checked": "checked", "row.repaired": "repaired",
        "row.removed": "removed", "petition.submitted": "submitted", "petition.withdrawn": "withdrawn",
        "petition.expired": "expired", "petition.claimed": "claimed", "petition.released": "released",
        "decision.proposed": "proposed", "decision.taken_back": "taken_back", "petition.decided": "decided",
        "petition.child_made": "child_made", "petition.rows_moved": "rows_moved",
    ]

    private static func detail(_ details: [String: String], _ words: Wording) -> String? {
        let rows = details["rows"].flatMap { Int($0) }.map { words.counted("rows", $0) }
        let outcomes = ["approved", "refused", "returned", "moved"].compactMap { outcome in
            details[outcome].flatMap { Int($0) }.flatMap { count in
                count > 0 ? "\(words("outcome_sum", outcome)) — \(words.grouped(count))" : nil
            }
        }
        let parts = [rows].compactMap(\.self) + outcomes
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
