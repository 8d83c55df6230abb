internal import Domain
internal import Tabular

extension XLSXReader {
    /// What of the workbook was not read, as notes on the file: nothing is left out in silence.
    var leftOut: [Issue] {
        var notes: [Issue] = []
        if hidden.rows > 0 {
            let rows = hidden.rowRanges.prefix(8).map {
                $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
            }
            let rest = hidden.rowRanges.count > 8 ? ["…"] : []
            notes.append(Issue(.sheetRowsHidden, at: .file, arguments: ["rows": (rows + rest).joined(separator: ", ")]))
        }
        if !hidden.columns.isEmpty {
            let columns = hidden.columns.map(columnName).joined(separator: ", ")
            notes.append(Issue(.sheetColumnsHidden, at: .file, arguments: ["columns": columns]))
        }
        if !otherSheets.isEmpty {
            let sheets = otherSheets.prefix(8).joined(separator: ", ")
            notes.append(Issue(.sheetOthers, at: .file, arguments: ["sheets": sheets]))
        }
        return notes
    }
}
