public import FoundationEssentials

extension UUID: Bindable, Readable {
    /// The usual form with dashes.
    public var bind: Bind { .text(uuidString) }
    /// Reads the usual form with dashes.
    public init?(cell: borrowing Cell) {
        guard !cell.isBinary else { return nil }
        self.init(uuidString: cell.text)
    }
}
