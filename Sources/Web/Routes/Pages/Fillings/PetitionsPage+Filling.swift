import Domain
import Store
import Texts

extension PetitionsPage {
    init(
        _ petitions: Slice<PetitionSummary, Int64>, counts: [PetitionState: Int], state: PetitionState?,
        cursor: String?,
        _ reader: Reader
    ) {
        let words = reader.words
        let shown = PetitionState.allCases.filter { (counts[$0] ?? 0) > 0 || $0 == state }
        let list = Address("/petitions").with("state", state?.rawValue)
        self.init(
            filters: [
                Choice(
                    label: words("filters", "all"), url: "/petitions",
                    count: words.grouped(counts.values.reduce(0, +)), isCurrent: state == nil)
            ]
                + shown.map { other in
                    Choice(
                        label: words("state", other.rawValue), url: "/petitions?state=\(other.rawValue)",
                        count: words.grouped(counts[other] ?? 0), isCurrent: other == state)
                },
            lines: petitions.elements.map { Line($0, reader) }, canUpload: reader.caller.may(.upload),
            isFiltered: state != nil || cursor != nil,
            paging: Paging(
                petitions.elements.count, of: list, cursor: cursor, next: petitions.next.map { "\($0)" }, words))
    }
}

extension PetitionsPage.Line {
    fileprivate init(_ petition: PetitionSummary, _ reader: Reader) {
        let words = reader.words
        let institution = reader.caller.role.isInstitutions ? nil : petition.institutionName.in(reader.language)
        let decideBy = petition.state.isOpen ? petition.decideBy : nil
        self.init(
            number: petition.number, url: "/petitions/\(petition.id)", dated: Formats.day(petition.dated),
            premises: [institution, petition.premisesName].compactMap(\.self).joined(separator: ", "),
            rows: words.grouped(petition.counts.rows), state: Tag(petition.state, words),
            deadline: decideBy.map { words("clock", "decide_by", ["date": Formats.day($0)]) })
    }
}
