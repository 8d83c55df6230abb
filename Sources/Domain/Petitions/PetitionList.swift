/// What the file of a petition lists.
public enum PetitionList: String, CaseIterable, Hashable, Sendable, Codable {
    /// Those for whom something changes.
    case changes
    /// Everybody who lives at the premises on the petition's date.
    case roster
}
