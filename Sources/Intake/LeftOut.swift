internal import Domain
internal import Tabular

/// What of a workbook was not read: nothing is left out in silence.
struct LeftOut: Sendable {
    /// What was left out, as notes on the file.
    let notes: [Issue]
    /// How many hidden rows.
    let rows: Int
    /// The letters of the hidden columns.
    let columns: [String]

    /// What a workbook that was read to its end left out.
    init(_ workbook: XLSXReader) {
        let hidden = workbook.hidden
        rows = hidden.rows
        columns = hidden.columns.map(columnName)
        var notes: [Issue] = []
        if rows > 0 {
            let ranges = hidden.rowRanges.prefix(8).map {
                $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
            }
            let rest = hidden.rowRanges.count > 8 ? ["…"] : []
            notes.append(
                Issue(.sheetRowsHidden, at: .file, arguments: ["rows": (ranges + rest).joined(separator: ", ")]))
        }
        if !columns.isEmpty {
            let columns = columns.joined(separator: ", ")
            notes.append(Issue(.sheetColumnsHidden, at: .file, arguments: ["columns": columns]))
        }
        if !workbook.otherSheets.isEmpty {
            let sheets = workbook.otherSheets.prefix(8).joined(separator: ", ")
            notes.append(
                Issue(.sheetOthers, at: .file, arguments: ["sheets": sheets, "sheet": workbook.sheetName]))
        }
        self.notes = notes
    }
}

/// The sheets of a workbook, known before one of them is read.
struct SheetNames: Sendable {
    private let read: String
    private let others: [String]
    private let hidden: [String]

    init(_ workbook: XLSXReader) {
        read = workbook.sheetName
        others = workbook.otherSheets
        hidden = workbook.hiddenSheets
    }

    /// Says of a reading which sheet it is of.
    func describe(_ reading: inout FileReading) {
        reading.sheet = read
        reading.sheets = [read] + others
        reading.hiddenSheets = hidden
    }
}
