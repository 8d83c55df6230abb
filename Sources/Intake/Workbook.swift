public import Domain
internal import Foundation
public import Store
internal import Tabular
public import Texts

/// A petition's rows with the issues marked, as a file to be mended and uploaded again: the clerk's own file with a column
/// that says what is wrong, or a new workbook for rows that came without one.
public struct Workbook: Sendable {
    private let store: Store
    private let texts: Texts
    private let limits: TabularLimits
    private static let batchRows = 1_000

    /// Makes workbooks of a store's petitions.
    public init(store: Store, texts: Texts, limits: Limits) {
        self.store = store
        self.texts = texts
        self.limits = TabularLimits(limits)
    }

    /// Writes the workbook of a petition to a path, in the caller's language, and gives the ending of its name; memory does
    /// not grow with its rows.
    ///
    /// - Throws: a refusal when the caller may not see the petition, or the file cannot be written.
    public func write(_ petition: Petition, to path: String, by caller: Caller, in language: Language)
        async throws(Refusal) -> String
    {
        do {
            if let ending = try await writeCopy(of: petition, to: path, by: caller, in: language) { return ending }
            try await writeAnew(petition, to: path, by: caller, in: language)
            return "xlsx"
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.unavailable)
        }
    }
}

// The clerk's own file.
extension Workbook {
    /// A draft's own file with its marks; nil when it has none that could be marked.
    private func writeCopy(
        of petition: Petition, to path: String, by caller: Caller, in language: Language
    ) async throws -> String? {
        guard petition.state == .draft, let upload = petition.upload, let headerRow = petition.headerRow,
            let first = try await store.uploads.chunk(0, of: upload, by: caller)
        else { return nil }
        let kind = FileKind.sniff(first.prefix(8_192))
        guard MarkedCopy.exists(of: kind) else { return nil }
        let file = path + ".upload"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await spool(first, of: upload, to: file, by: caller)

        let reading = try await store.petitions.reading(of: petition.id, by: caller)
        let copy = MarkedCopy(file: file, kind: kind, limits: limits, wish: reading?.wish ?? ReadingWish())
        let column = MarkColumn(
            title: texts.headers.marksTitle(in: language), headerRow: headerRow, place: petition.marksPlace)
        do {
            try await marks(of: petition, by: caller, in: language) { try copy.write(to: path, column, $0) }
        } catch is NotMarkable {
            try await marks(of: petition, by: caller, in: language) { try copy.writePlainly(to: path, column, $0) }
        }
        return copy.ending
    }

    private func spool(_ first: [UInt8], of upload: Int64, to path: String, by caller: Caller) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Refusal(.unavailable) }
        defer { try? file.close() }
        var (chunk, number) = (first, 0)
        while true {
            try file.write(contentsOf: Data(chunk))
            number += 1
            guard let next = try await store.uploads.chunk(number, of: upload, by: caller) else { return }
            chunk = next
        }
    }

    private func marks(
        of petition: Petition, by caller: Caller, in language: Language,
        _ copy: @escaping @Sendable (() throws -> RowMark?) throws -> Void
    ) async throws {
        let marking = Marking(texts: texts, language: language, layout: petition.layout)
        var after: Int? = 0
        try await MarkFeed.copy(copy) {
            guard let start = after else { return [] }
            let page = try await store.petitions.markedRows(
                of: petition.id, after: start, limit: Self.batchRows, by: caller)
            after = page.next
            return page.elements.map { marking.mark($0.number, $0.issues, present: $0.present) }
        }
    }
}

// Rows that came without a file.
extension Workbook {
    private func writeAnew(_ petition: Petition, to path: String, by caller: Caller, in language: Language)
        async throws
    {
        let columns = columns(of: petition)
        let marking = Marking(
            texts: texts, language: language,
            layout: Dictionary(uniqueKeysWithValues: zip(columns, columns.indices.map { $0 + 2 })))
        let writer = try XLSXWriter(path: path)
        let sheet = try writer.sheet(texts.page("workbook", "sheet", in: language))
        try head(sheet, columns, language)
        var (last, line): (Int?, Int) = (0, 2)
        while let after = last {
            let page = try await store.petitions.rows(
                of: petition.id, after: after, limit: Self.batchRows, by: caller)
            let issues = Dictionary(
                grouping: try await store.petitions.issues(
                    ofRows: page.elements.map(\.number), of: petition.id, by: caller
                ).map(\.issue)
            ) { $0.place.row ?? 0 }
            for row in page.elements {
                try write(row, marking.mark(row.number, issues[row.number] ?? []), columns, at: line, on: sheet)
                line += 1
            }
            last = page.next
        }
        try writer.close()
    }

    /// The file's own columns in its own order; for rows that came without a file, all that the design knows.
    private func columns(of petition: Petition) -> [Column] {
        let own = petition.layout.sorted { $0.value < $1.value }.map(\.key)
        return own.isEmpty ? Column.allCases : own
    }

    private func head(_ sheet: XLSXSheet, _ columns: [Column], _ language: Language) throws {
        try sheet.column(0, width: 8)
        try sheet.column(1, width: 60, style: .wrapped)
        let titles = [texts.page("workbook", "row", in: language), texts.headers.marksTitle(in: language)]
        try sheet.write(
            row: 1,
            (titles + columns.map { texts.headers.spellings(of: $0, in: language).first ?? $0.rawValue }).map(
                Cell.text), style: .header)
        for index in columns.indices { try sheet.column(index + 2, width: 18, style: .text) }
        sheet.freeze(rows: 1, columns: 2)
    }

    private func write(
        _ row: StoredRow, _ mark: RowMark, _ columns: [Column], at line: Int, on sheet: XLSXSheet
    ) throws {
        let reasons = mark.lines.joined(separator: "\n")
        try sheet.write(row: line, column: 0, .number(Double(row.number)))
        try sheet.write(row: line, column: 1, reasons.isEmpty ? .blank : .text(reasons), style: .wrapped)
        let marks = Dictionary(uniqueKeysWithValues: mark.cells.map { ($0.column, $0) })
        for (index, column) in columns.enumerated() {
            let own = marks[index + 2]
            try sheet.write(
                row: line, column: index + 2, row.values[column].map(Cell.text) ?? .blank,
                style: CellStyle(fill: own?.fill, format: .text))
            if let comment = own?.comment { try sheet.note(row: line, column: index + 2, comment) }
        }
    }
}
