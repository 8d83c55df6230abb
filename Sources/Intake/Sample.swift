public import Domain
internal import Foundation
internal import Tabular

/// Petition files of people who do not exist, for practice and for tests. The same seed makes the same file.
public struct Sample: Sendable {
    /// What to make.
    public struct Wish: Sendable {
        /// How many residents.
        public var rows: Int
        /// The share of rows with a mistake, 0 to 1.
        public var faults: Double
        /// Chooses the people.
        public var seed: UInt64
        /// Where they live.
        public var kind: InstitutionKind
        /// Permanent or temporary.
        public var stay: Stay
        /// When they arrive.
        public var from: Day

        /// A wish.
        public init(
            rows: Int, faults: Double = 0, seed: UInt64 = 1, kind: InstitutionKind = .orphanage,
            stay: Stay = .permanent, from: Day
        ) {
            self.rows = rows
            self.faults = faults
            self.seed = seed
            self.kind = kind
            self.stay = stay
            self.from = from
        }
    }

    private let wish: Wish
    private static let columns: [Column] = [
        .action, .iin, .surname, .givenName, .patronymic, .birthDate, .sex, .citizenship, .documentType,
        .documentNumber,
        .documentIssuedOn, .documentIssuer, .documentSample, .stay, .from, .until, .previousAddress, .departureLeaf,
        .addressReference, .registeredWithParents, .legalRepresentative, .placementBasis, .militaryDocument,
        .militaryMarkOn,
        .feeReceipt, .feeExemption, .departureReason, .departedTo, .room, .note,
    ]

    /// A sample.
    public init(_ wish: Wish) { self.wish = wish }

    /// The sample as CSV, in pieces, so that a million rows need no memory.
    public func csv(_ write: ([UInt8]) throws -> Void) throws {
        var writer = CSVWriter()
        writer.write(Self.columns.map(\.rawValue))
        var people = SamplePeople(wish)
        for _ in 0..<wish.rows {
            let cells = people.next()
            writer.write(Self.columns.map { cells[$0] ?? "" })
            if writer.bytes.count > 1 << 20 { try write(writer.take()) }
        }
        try write(writer.take())
    }

    /// The sample as CSV in memory.
    public func csv() -> [UInt8] {
        var bytes: [UInt8] = []
        do { try csv { bytes += $0 } } catch { preconditionFailure("appending does not fail") }
        return bytes
    }

    /// Writes the sample to a path: a workbook when it ends in `.xlsx`, else CSV.
    ///
    /// - Throws: what the file system or the writer says.
    public func write(to path: String) throws {
        if path.lowercased().hasSuffix(".xlsx") { return try workbook(path) }
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? file.close() }
        try csv { try file.write(contentsOf: Data($0)) }
    }

    private func workbook(_ path: String) throws {
        let writer = try XLSXWriter(path: path, sharesStrings: true)
        let sheet = try writer.sheet("residents")
        for (index, column) in Self.columns.enumerated() {
            try sheet.column(index, width: 16, style: column.isDate ? .date : .text)
        }
        try sheet.write(row: 1, Self.columns.map { .text($0.rawValue) }, style: .header)
        var people = SamplePeople(wish)
        for row in 2..<(wish.rows + 2) {
            let cells = people.next()
            try sheet.write(
                row: row,
                Self.columns.map { column in
                    guard let text = cells[column] else { return .blank }
                    guard column.isDate, let day = Day(iso: text) else { return .text(text) }
                    return .day(year: day.year, month: day.month, day: day.day)
                }, style: .plain)
        }
        try writer.close()
    }
}
