public import Domain
public import Store
internal import Tabular
public import Texts

/// A petition's rows as a workbook with the issues marked: an errors column first, coloured cells, and the reason as each cell's note.
public struct Workbook: Sendable {
    private let store: Store
    private let texts: Texts
    private static let batchRows = 1_000

    /// Makes workbooks of a store's petitions.
    public init(store: Store, texts: Texts) {
        self.store = store
        self.texts = texts
    }

    /// Writes the workbook of a petition to a path, in the caller's language; memory does not grow with its rows.
    ///
    /// - Throws: a refusal when the caller may not see the petition, or the file cannot be written.
    public func write(_ petition: Petition, to path: String, by caller: Caller, in language: Language)
        async throws(Refusal)
    {
        let columns = columns(of: petition)
        do {
            let writer = try XLSXWriter(path: path)
            let sheet = try writer.sheet(texts.page("workbook", "sheet", in: language))
            try head(sheet, columns, language)
            var (last, line): (Int?, Int) = (0, 2)
            while let after = last {
                let page = try await store.petitions.rows(
                    of: petition.id, after: after, limit: Self.batchRows, by: caller)
                let issues = try await store.petitions.issues(
                    ofRows: page.elements.map(\.number), of: petition.id, by: caller)
                let byRow = Dictionary(grouping: issues.map(\.issue)) { $0.place.row ?? 0 }
                for row in page.elements {
                    try write(row, byRow[row.number] ?? [], columns, at: line, on: sheet, language)
                    line += 1
                }
                last = page.next
            }
            try writer.close()
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.unavailable)
        }
    }

    /// The file's own columns in its own order; for rows that came without a file, all that the design knows.
    private func columns(of petition: Petition) -> [Column] {
        let own = petition.layout.sorted { $0.value < $1.value }.map(\.key)
        return own.isEmpty ? Column.allCases : own
    }

    private func head(_ sheet: XLSXSheet, _ columns: [Column], _ language: Language) throws {
        try sheet.column(0, width: 8)
        try sheet.column(1, width: 60, style: .wrapped)
        let titles = [texts.page("workbook", "row", in: language), texts.page("workbook", "issues", in: language)]
        try sheet.write(
            row: 1,
            (titles + columns.map { texts.headers.spellings(of: $0, in: language).first ?? $0.rawValue }).map(
                Cell.text), style: .header)
        for index in columns.indices { try sheet.column(index + 2, width: 18, style: .text) }
        sheet.freeze(rows: 1, columns: 2)
    }

    private func write(
        _ row: StoredRow, _ issues: [Issue], _ columns: [Column], at line: Int, on sheet: XLSXSheet,
        _ language: Language
    ) throws {
        let reasons = issues.map { texts.message($0, in: language) }.joined(separator: "\n")
        let cells = columns.map { column in row.values[column].map(Cell.text) ?? .blank }
        try sheet.write(row: line, column: 0, .number(Double(row.number)))
        try sheet.write(row: line, column: 1, reasons.isEmpty ? .blank : .text(reasons), style: .wrapped)
        for (index, cell) in cells.enumerated() {
            let own = issues.filter { $0.place.column == columns[index] }
            let worst = own.map(\.severity).max { $0.weight < $1.weight }
            try sheet.write(row: line, column: index + 2, cell, style: worst.map(CellStyle.init(marking:)) ?? .text)
            if !own.isEmpty {
                let note = own.map { "\(texts.message($0, in: language)) \(texts.expected($0, in: language))" }.joined(
                    separator: "\n")
                try sheet.note(row: line, column: index + 2, note)
            }
        }
    }
}

extension CellStyle {
    fileprivate init(marking severity: Issue.Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .note: self = .note
        }
    }
}
