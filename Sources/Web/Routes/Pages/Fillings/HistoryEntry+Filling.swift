import Domain
import FoundationEssentials
import Texts

extension HistoryEntry {
    /// One line of the log, by the stable name of what was done.
    init(_ action: String, by name: String?, at moment: Date, _ details: [String: String], _ reader: Reader) {
        let words = reader.words
        self.init(
            act: Self.keys[action].map { words("history", $0) } ?? action, by: name ?? words("history", "system"),
            when: Formats.moment(moment), machineWhen: moment.formatted(.iso8601), detail: Self.detail(details, reader))
    }

    private static let keys = [
        "petition.uploaded": "uploaded", "petition.checked": "checked", "row.repaired": "repaired",
        "petition.reread": "reread",
        "repair.undone": "undone", "row.removed": "removed", "petition.submitted": "submitted",
        "petition.withdrawn": "withdrawn",
        "petition.expired": "expired", "petition.claimed": "claimed", "petition.released": "released",
        "decision.proposed": "proposed", "decision.taken_back": "taken_back", "petition.decided": "decided",
        "petition.child_made": "child_made", "petition.rows_moved": "rows_moved", "petition.corrected": "corrected",
        "petition.replaced": "replaced",
    ]

    private static func detail(_ details: [String: String], _ reader: Reader) -> String? {
        let words = reader.words
        let rows = details["rows"].flatMap { Int($0) }.map { words.counted("rows", $0) }
        let outcomes = ["approved", "refused", "returned", "moved"].compactMap { outcome in
            details[outcome].flatMap { Int($0) }.flatMap { count in
                count > 0 ? "\(words("outcome_sum", outcome)) — \(words.grouped(count))" : nil
            }
        }
        let confirmed = details["confirmed"].map { list in
            words("history", "confirmed") + " " + Self.kinds(list, reader).joined(separator: "; ")
        }
        let parts = [rows].compactMap(\.self) + outcomes + [confirmed].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// The kinds of warnings that a signer gave their word for, from "iin.sex_differs:3 …".
    private static func kinds(_ list: String, _ reader: Reader) -> [String] {
        list.split(separator: " ").compactMap { kind in
            let parts = kind.split(separator: ":")
            guard parts.count == 2, let code = IssueCode(rawValue: String(parts[0])), let count = Int(parts[1]) else {
                return nil
            }
            return "\(reader.message(Issue(code, at: .file))) (\(reader.words.counted("rows", count)))"
        }
    }
}
