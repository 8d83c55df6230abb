extension RefusalCode {
    /// The refusals of acts that rules of law or of order stand behind; the others say all in their own message.
    public static let explained: [RefusalCode] = [
        .rowsBlocked, .warningsUnconfirmed, .stateForbids, .submitterDecides, .samePerson, .groundMissing, .noteMissing,
        .registerMoved,
    ]

    /// Whether the refusal has a page of its own.
    public var isExplained: Bool { RefusalCode.explained.contains(self) }
}
