/// Where a petition is on its way; the database's CHECK has the same words.
public enum PetitionState: String, CaseIterable, Hashable, Sendable, Codable {
    case checking, draft, submitted
    case inReview = "in_review"
    case proposed, decided, withdrawn, expired

    /// Whether rows may still be changed.
    public var isEditable: Bool { self == .draft }
    /// Whether the petition holds places and awaits the authority.
    public var isOpen: Bool { [.submitted, .inReview, .proposed].contains(self) }
    /// Whether its rows may be filed once more, as a draft of their own.
    public var isRenewable: Bool { [.withdrawn, .expired].contains(self) }
    /// Whether nothing will happen to it any more.
    public var isFinal: Bool { [.decided, .withdrawn, .expired].contains(self) }
}

/// What can be done to a petition.
public enum PetitionMove: String, CaseIterable, Hashable, Sendable {
    case check, recheck, submit, claim, release, propose, confirm, takeBack = "take_back", decide, withdraw, expire
}

/// A move that the petition's state does not allow.
public struct IllegalMove: Error, Hashable, Sendable {
    /// The state it was in.
    public let from: PetitionState
    /// What was tried.
    public let move: PetitionMove

    /// Makes the error.
    public init(from: PetitionState, move: PetitionMove) {
        self.from = from
        self.move = move
    }
}

extension PetitionState {
    /// The state after a move (design, §2: `checking → draft → submitted ⇄ in_review → decided`).
    public func after(_ move: PetitionMove) throws(IllegalMove) -> PetitionState {
        switch (self, move) {
        case (.checking, .check): .draft
        case (.draft, .recheck): .checking
        case (.draft, .submit): .submitted
        case (.submitted, .claim): .inReview
        case (.inReview, .release): .submitted
        case (.submitted, .decide), (.inReview, .decide): .decided
        case (.submitted, .propose), (.inReview, .propose): .proposed
        case (.proposed, .confirm): .decided
        case (.proposed, .takeBack): .inReview
        case (.draft, .withdraw), (.submitted, .withdraw), (.inReview, .withdraw): .withdrawn
        case (.submitted, .expire): .expired
        default: throw IllegalMove(from: self, move: move)
        }
    }
}

/// What became of a row of a submitted petition.
public enum RowOutcome: String, CaseIterable, Hashable, Sendable, Codable {
    case pending, approved, refused, returned, withdrawn, moved
}
