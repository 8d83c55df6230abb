import Domain

/// What heads every page of one petition: which it is, and the sub navigation with counts.
struct PetitionBar: Sendable {
    /// The pages of one petition.
    enum Tab: String, CaseIterable, Sendable {
        case overview, review, issues, rows, attachments, occupancy, history

        fileprivate var path: String { self == .overview ? "" : "/\(rawValue)" }
    }

    let id: String
    let number: String
    /// "Petition 41".
    let title: String
    let dated: String
    let premises: String
    let premisesURL: String
    /// The institution, for readers who are not of it.
    let institution: String?
    let state: Tag
    let tabs: [Choice]

    /// - Parameters:
    ///   - counts: shown beside the tabs; a tab without a count shows none.
    ///   - isReviewer: whether the review tab is among them.
    init(
        id: String, number: String, dated: String, premises: String, premisesURL: String, institution: String? = nil,
        state: Tag, current: Tab?, counts: [Tab: String] = [:], isReviewer: Bool = false, _ words: Wording
    ) {
        self.id = id
        self.number = number
        title = words("titles", "petition", ["number": number])
        self.dated = dated
        self.premises = premises
        self.premisesURL = premisesURL
        self.institution = institution
        self.state = state
        tabs = Tab.allCases.filter { isReviewer || $0 != .review }.map { tab in
            Choice(
                label: words("tabs", tab.rawValue), url: "/petitions/\(id)\(tab.path)", count: counts[tab],
                isCurrent: tab == current)
        }
    }

    static let sample = PetitionBar(
        id: "41", number: "41", dated: "17.11.2026", premises: "Спальный корпус, ул. Абая, 12",
        premisesURL: "/premises/3", institution: "Детский дом «Балдаурен»",
        state: Tag(text: "Черновик", kind: "neutral"),
        current: .overview, counts: [.issues: "19", .rows: "300"], isReviewer: true, .sample)
}

/// Another petition that this one came from or gave rise to.
struct PetitionLink: Sendable {
    var number: String
    var url: String
    var state: Tag
    /// Why it exists: "17 rows that did not fit".
    var why: String
}
