/// What a file may cost its reader. Each limit has an error of its own that carries it.
public struct TabularLimits: Hashable, Sendable {
    /// Records after the first, which is taken for the header.
    public var rows = 1_000_000
    /// Cells of one record.
    public var columns = 128
    /// Bytes of UTF-8 of one cell.
    public var cellBytes = 4_096
    /// Bytes that all parts of a workbook may inflate to.
    public var inflatedBytes = 2 << 30
    /// Entries of a workbook's archive.
    public var entries = 200
    /// Bytes that a workbook's shared strings may take in memory.
    public var sharedStringBytes = 256 << 20

    /// The limits a new installation starts with.
    public static let standard = TabularLimits()

    /// The standard limits, to be changed one by one.
    public init() {}
}
