/// What comparing a roster with the register came to.
///
/// Rows that are not blank: `listed = arriving + extending + asked + unread + unchanged + differing + elsewhere`. Persons of the
/// register: `registered = found + unsure + leaving`.
public struct RosterSums: Hashable, Sendable, Codable {
    /// Rows with something in them.
    public var listed = 0
    /// Rows of persons who are not registered here, or not for good as the row says.
    public var arriving = 0
    /// Rows of persons whose temporary stay is to be longer.
    public var extending = 0
    /// Rows that say themselves what they ask for.
    public var asked = 0
    /// Rows whose IIN could not be read, so that nobody could be compared.
    public var unread = 0
    /// Rows of persons for whom nothing changes; they are not in the draft.
    public var unchanged = 0
    /// The same, but the register has other names or another birth date.
    public var differing = 0
    /// Rows that name another building; they are not in the draft.
    public var elsewhere = 0
    /// Persons registered here on the petition's date.
    public var registered = 0
    /// Those of them who are on the list.
    public var found = 0
    /// Those whose name, but not whose IIN, is on the list; nobody is written out for a slip of the pen.
    public var unsure = 0
    /// Those who are not on the list: a departure is drafted for each.
    public var leaving = 0

    /// Nothing yet.
    public init() {}

    /// Rows of the file that are not in the draft.
    public var leftOut: Int { unchanged + differing + elsewhere }

    /// Whether the list would write out more than half of those registered: most often it is not a full list.
    public var writesOutMany: Bool { leaving * 2 > registered }
}
