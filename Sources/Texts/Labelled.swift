public import Domain

/// A word of the design that people read: its type's texts lie in `words.json` under `kind`.
public protocol Labelled: RawRepresentable<String>, CaseIterable, Sendable {
    /// The name of the type's texts.
    static var kind: String { get }
}

extension Role: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "role" }
}

extension Language: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "language" }
}

extension PetitionState: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "state" }
}

extension PetitionMove: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "move" }
}

extension RowState: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "row_state" }
}

extension RowOutcome: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "row_outcome" }
}

extension DecisionRequest.Outcome: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "outcome" }
}

extension Issue.Severity: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "severity" }
}

extension Action: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "action" }
}

extension Sex: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "sex" }
}

extension Stay: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "stay" }
}

extension DocumentType: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "document_type" }
}

extension DocumentSample: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "document_sample" }
}

extension FeeExemption: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "fee_exemption" }
}

extension DepartureReason: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "departure_reason" }
}

extension InstitutionKind: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "institution_kind" }
}

extension RefusalGround: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "refusal_ground" }
}

extension Paper: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "paper" }
}

extension ScanKind: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "scan_kind" }
}

extension RuleSubject: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "rule_subject" }
}

extension RuleGround: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "rule_ground" }
}

extension Need: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "need" }
}

extension AgeGroup: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "age_group" }
}

extension CitizenGroup: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "citizen_group" }
}

extension CardGroup: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "card_group" }
}

extension MilitaryGroup: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "military_group" }
}

extension FeeRounding: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "fee_rounding" }
}

extension Column: Labelled {
    /// The name of the type's texts.
    public static var kind: String { "column" }

    /// The kind of the words in the column's cells; nil for cells that hold no words.
    var kindOfWords: String? {
        switch self {
        case .action, .sex, .citizenship, .documentType, .documentSample, .stay, .feeExemption, .departureReason:
            rawValue
        case .registeredWithParents: "yes_no"
        default: nil
        }
    }
}
