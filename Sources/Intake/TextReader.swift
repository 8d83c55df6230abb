internal import Domain
internal import Tabular

/// A reader of a text that arrives in chunks: CSV or JSON.
protocol TextReader: Sendable {
    mutating func feed(_ chunk: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws
    mutating func finish(_ each: (Record) throws -> Void) throws
    /// Says of a reading how its text is written, as far as that was found out.
    func describe(_ reading: inout FileReading)
}

extension CSVReader: TextReader {
    /// A reader that obeys what the clerk knows better.
    init(limits: TabularLimits, wish: ReadingWish) {
        self.init(limits: limits, correction: CSVCorrection(wish))
    }

    func describe(_ reading: inout FileReading) {
        guard let dialect else { return }
        reading.encoding = FileEncoding(rawValue: dialect.encoding.rawValue)
        reading.separator = String(Unicode.Scalar(dialect.separator))
        reading.quoteEscape = dialect.quoteEscape.rawValue
    }
}

extension CSVCorrection {
    /// What the clerk knows better of a text file.
    init(_ wish: ReadingWish) {
        self.init(
            encoding: wish.encoding.flatMap { TextEncoding(rawValue: $0.rawValue) },
            separator: wish.separator?.rawValue.utf8.first)
    }
}

extension JSONReader: TextReader {
    /// A reader of a petition: all its columns are there, whatever the first object has.
    static func petition(limits: TabularLimits) -> JSONReader {
        JSONReader(keys: Column.allCases.map(\.rawValue), limits: limits)
    }

    func describe(_ reading: inout FileReading) {
        // its header is the keys, which stand in no row
        reading.headerRow = nil
        reading.headers = []
        reading.firstLines.removeAll { $0.number == 0 }
    }
}

extension FileKind {
    /// The kind as a reading names it: a text is CSV.
    var named: String { self == .text ? "csv" : rawValue }
}
