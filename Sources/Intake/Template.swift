public import Domain
internal import Tabular
public import Texts

/// An empty petition file: the columns in one language, drop-downs for words, date formats, and a sheet that explains each column.
public struct Template: Sendable {
    private let texts: Texts
    private static let lines = 2...3_001

    /// Makes templates.
    public init(texts: Texts) { self.texts = texts }

    /// Writes the template to a path.
    ///
    /// - Throws: a refusal when the file cannot be written.
    public func write(to path: String, in language: Language) throws(Refusal) {
        do {
            let writer = try XLSXWriter(path: path)
            try form(writer.sheet(texts.page("workbook", "sheet", in: language)), language)
            try help(writer.sheet(texts.page("workbook", "help", in: language)), language)
            try words(writer.sheet("words", isHidden: true), language)
            try writer.close()
        } catch {
            throw Refusal(.unavailable)
        }
    }

    private func form(_ sheet: XLSXSheet, _ language: Language) throws {
        for (index, column) in Column.allCases.enumerated() {
            try sheet.column(index, width: 20, style: column.isDate ? .date : .text)
        }
        try sheet.write(row: 1, Column.allCases.map { .text(title(of: $0, language)) }, style: .header)
        for (listColumn, column) in wordColumns.enumerated() {
            try sheet.choices(
                rows: Self.lines, column: column.index, from: "words", column: listColumn,
                rows: 1...values(of: column).count)
        }
        sheet.freeze(rows: 1)
    }

    private func help(_ sheet: XLSXSheet, _ language: Language) throws {
        try sheet.column(0, width: 28)
        try sheet.column(1, width: 90, style: .wrapped)
        for (index, column) in Column.allCases.enumerated() {
            try sheet.write(row: index + 1, column: 0, .text(title(of: column, language)), style: .header)
            try sheet.write(row: index + 1, column: 1, .text(explanation(of: column, language)), style: .wrapped)
        }
    }

    private func words(_ sheet: XLSXSheet, _ language: Language) throws {
        let lists = wordColumns.map { column in
            values(of: column).map { texts.label(column: column, value: $0, in: language) ?? $0 }
        }
        for line in 0..<(lists.map(\.count).max() ?? 0) {
            try sheet.write(row: line + 1, lists.map { line < $0.count ? .text($0[line]) : .blank })
        }
    }

    private func title(of column: Column, _ language: Language) -> String {
        texts.headers.spellings(of: column, in: language).first ?? column.rawValue
    }

    private func explanation(of column: Column, _ language: Language) -> String {
        let words = values(of: column).map { texts.label(column: column, value: $0, in: language) ?? $0 }
        if !words.isEmpty { return words.joined(separator: " · ") }
        return texts.page(
            "workbook", column.isDate ? "date_hint" : column == .iin ? "iin_hint" : "text_hint", in: language)
    }

    private var wordColumns: [Column] { Column.allCases.filter { !values(of: $0).isEmpty } }

    private func values(of column: Column) -> [String] {
        switch column {
        case .action: Action.allCases.map(\.rawValue)
        case .sex: Sex.allCases.map(\.rawValue)
        case .documentType: DocumentType.allCases.map(\.rawValue)
        case .documentSample: DocumentSample.allCases.map(\.rawValue)
        case .stay: Stay.allCases.map(\.rawValue)
        case .registeredWithParents: ["yes", "no"]
        case .feeExemption: FeeExemption.allCases.map(\.rawValue)
        case .departureReason: DepartureReason.allCases.map(\.rawValue)
        default: []
        }
    }
}

extension Column {
    /// Whether its cells are days.
    var isDate: Bool { [.birthDate, .documentIssuedOn, .from, .until, .militaryMarkOn].contains(self) }
}
