/// Reads objects of JSON (RFC 8259) as they arrive: an array of them, or one after another on lines of their own.
///
/// Each object is a record, numbered from 1, each key a column. Before the first comes record 0, the header: the keys
/// that were given, then those of the first object that are new. A key that turns up later gets a column behind them.
/// Strings come as they mean, numbers as they are written, `true` and `false` as such, `null` as nothing. The text is
/// Unicode, as the standard has it. Memory is bounded by the limits, not by the file. After an error the reader is of no
/// more use.
public struct JSONReader: Sendable {
    private var decoder = TextDecoder(knowsCodePages: false)
    private var parser: JSONParser

    /// A reader for one file. `keys`: the columns that are there in any case, in this order.
    public init(keys: [String] = [], limits: TabularLimits = .standard) {
        parser = JSONParser(keys: keys, limits: limits)
    }

    /// The names of the columns so far: those given, then new ones as they came.
    public var keys: [String] { parser.keys.names }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: [UInt8], _ each: (Record) throws -> Void) throws {
        try chunk.withUnsafeBytes { bytes in try feed(bytes, each) }
    }

    /// Takes the next bytes and hands over every record they complete. Throws `TabularError`, or what `each` threw.
    public mutating func feed(_ chunk: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        try decoder.feed(chunk) { text in try parser.feed(text, each) }
    }

    /// Says that no more bytes come. Throws `TabularError`: `.empty` when no object has anything in it.
    public mutating func finish(_ each: (Record) throws -> Void) throws {
        try decoder.finish { text in try parser.feed(text, each) }
        try parser.finish(each)
    }
}
