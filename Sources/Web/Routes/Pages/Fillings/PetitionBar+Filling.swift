import Domain
import Store
import Texts

extension PetitionBar {
    init(_ petition: Petition, _ current: Tab?, _ reader: Reader) {
        let (summary, words) = (petition.summary, reader.words)
        var counts: [Tab: String] = [:]
        if summary.state != .checking {
            counts[.rows] = words.grouped(summary.counts.rows - summary.counts.blank)
            let withIssues = summary.counts.warned + summary.counts.faulty
            if withIssues > 0 { counts[.issues] = words.grouped(withIssues) }
        }
        self.init(
            id: "\(summary.id)", number: summary.number, dated: Formats.day(summary.dated),
            premises: summary.premisesName, premisesURL: "/premises/\(summary.premises)",
            institution: reader.caller.role.isInstitutions ? nil : summary.institutionName.in(reader.language),
            state: Tag(summary.state, words), current: current, counts: counts,
            isReviewer: reader.caller.may(.review), words)
    }
}

extension PetitionLink {
    /// Another petition, and why it is one of its own.
    init(_ petition: Petition, why: String, _ reader: Reader) {
        self.init(
            number: petition.summary.number, url: "/petitions/\(petition.id)",
            state: Tag(petition.state, reader.words), why: why)
    }

    /// The petition that a child came from.
    init(parent: Petition, of child: Petition, _ reader: Reader) {
        let why = child.correction?.sentence(reader.words) ?? Self.why(parent: parent, child: child, reader)
        self.init(parent, why: why, reader)
    }

    /// A petition that was made of a parent's rows.
    init(child: Petition, of parent: Petition, _ reader: Reader) {
        self.init(child, why: Self.why(parent: parent, child: child, reader), reader)
    }

    private static func why(parent: Petition, child: Petition, _ reader: Reader) -> String {
        if child.correction != nil { return reader.words("petition", "why_followed") }
        let rows = reader.words.counted("rows", child.counts.rows)
        let key =
            child.summary.isSecond
            ? "why_returned" : parent.state == .expired || parent.state == .withdrawn ? "why_renewed" : "why_moved"
        return reader.words("petition", key, ["rows": rows])
    }
}

extension DifferenceCounts {
    /// "12 changed, 3 new, 1 gone, 284 as before".
    func sentence(_ words: Wording) -> String {
        words(
            "petition", "why_corrected",
            [
                "changed": words.grouped(changed), "new": words.grouped(new), "gone": words.grouped(gone),
                "same": words.grouped(same),
            ])
    }
}
