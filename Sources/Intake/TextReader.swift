internal import Domain
internal import Tabular

/// A reader of a text that arrives in chunks: CSV or JSON.
protocol TextReader: Sendable {
    mutating func feed(_ chunk: [UInt8], _ each: (Record) throws -> Void) throws
    mutating func finish(_ each: (Record) throws -> Void) throws
}

extension CSVReader: TextReader {}
extension JSONReader: TextReader {}

extension JSONReader {
    /// A reader of a petition: all its columns are there, whatever the first object has.
    static func petition(limits: TabularLimits) -> JSONReader {
        JSONReader(keys: Column.allCases.map(\.rawValue), limits: limits)
    }
}
