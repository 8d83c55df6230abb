import Domain
import Store
import Texts

extension QueuePage {
    /// Which petitions are shown.
    struct Filter: Sendable {
        var state: PetitionState?
        var isMine = false

        var address: Address {
            Address("/queue").with("filter", isMine ? "mine" : nil).with("state", state?.rawValue)
        }
    }

    init(
        _ petitions: Slice<PetitionSummary, String>, counts: [PetitionState: Int], _ filter: Filter, cursor: String?,
        errors: ErrorSummary? = nil, _ reader: Reader
    ) {
        let words = reader.words
        let states: [(key: String, state: PetitionState, kind: String)] = [
            ("count_waiting", .submitted, "total"), ("count_in_review", .inReview, "neutral"),
            ("count_proposed", .proposed, "warning"),
        ]
        self.init(
            counts: states.map { figure in
                Figure(
                    label: words("queue", figure.key), value: words.grouped(counts[figure.state] ?? 0),
                    kind: figure.kind,
                    url: Filter(state: figure.state).address.text)
            },
            filters: [
                Choice(
                    label: words("filters", "all"), url: "/queue", isCurrent: !filter.isMine && filter.state == nil),
                Choice(label: words("filters", "mine"), url: "/queue?filter=mine", isCurrent: filter.isMine),
            ],
            lines: petitions.elements.map { Line($0, reader) }, errors: errors,
            paging: Paging(
                petitions.elements.count, of: filter.address, cursor: cursor, next: petitions.next, words))
    }
}

extension QueuePage.Line {
    init(_ petition: PetitionSummary, _ reader: Reader) {
        let (words, id) = (reader.words, petition.id)
        let daysLeft = petition.decideBy.map { reader.today.days(until: $0) } ?? 0
        self.init(
            id: "\(id)", number: petition.number,
            url: petition.state == .proposed ? "/petitions/\(id)/confirmation" : "/petitions/\(id)/review",
            institution: petition.institutionName.in(reader.language), premises: petition.premisesName,
            needEyes: words.grouped(petition.needEyes),
            clean: words.grouped(petition.counts.warned + petition.counts.sound - petition.needEyes),
            submittedOn: petition.submittedAt.map { Formats.day(Day(at: $0)) } ?? "",
            decideBy: petition.decideBy.map { Formats.day($0) } ?? "", daysLeft: Tag(daysLeft: daysLeft, words),
            state: Tag(petition.state, words),
            second: petition.isSecond ? Tag(text: words("queue", "second"), kind: "warning") : nil,
            claimedBy: petition.claimedByName,
            claimURL: petition.state == .submitted ? "/petitions/\(id)/claim" : nil,
            isClean: petition.canBeApprovedAtOnce(by: reader.caller))
    }
}

extension PetitionSummary {
    /// Whether no row needs eyes and nobody else has it on their desk.
    func canBeApprovedAtOnce(by caller: Caller) -> Bool {
        let isFree = state == .submitted || (state == .inReview && claimedBy == caller.account)
        return isFree && needEyes == 0
    }

    /// The rows that a reviewer has to look at; of what comes back, all.
    var needEyes: Int { isSecond ? counts.warned + counts.sound : counts.warned }
}

extension ApprovalsPage {
    init(_ petitions: [PetitionSummary], _ reader: Reader) {
        let words = reader.words
        let rows = petitions.reduce(0) { $0 + $1.counts.sound }
        self.init(
            act: words(
                "decision", "approve_many",
                ["petitions": words.counted("petitions", petitions.count), "people": words.counted("rows", rows)]),
            lines: petitions.map { QueuePage.Line($0, reader) },
            consequences: [
                words("decision", "enters", ["rows": words.counted("rows", rows)]), words("decision", "final"),
            ])
    }
}
