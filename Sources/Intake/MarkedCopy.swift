internal import Domain
internal import Tabular

/// A marked copy of a petition's file: the clerk's own workbook, or their own CSV file.
struct MarkedCopy: Sendable {
    let file: String
    let kind: FileKind
    let limits: TabularLimits
    /// What the clerk knew better of the file: the copy is of what was read.
    var wish = ReadingWish()

    /// Whether files of a kind have cells that can be marked.
    static func exists(of kind: FileKind) -> Bool { kind == .xlsx || kind == .text }

    /// The ending of the copy's name.
    var ending: String { kind == .xlsx ? "xlsx" : "csv" }

    /// Writes the copy.
    ///
    /// - Throws: `NotMarkable` for a workbook with something that cannot be kept: it can be written plainly.
    func write(to path: String, _ column: MarkColumn, _ next: () throws -> RowMark?) throws {
        if kind == .xlsx {
            try XLSXMarker(path: file, limits: limits).write(to: path, column, sheet: wish.sheet, next: next)
        } else {
            try CSVMarker(path: file, limits: limits, correction: CSVCorrection(wish)).write(
                to: path, column, next: next)
        }
    }

    /// Writes what the workbook holds, with its row numbers and the same marks, and without its formats.
    func writePlainly(to path: String, _ column: MarkColumn, _ next: () throws -> RowMark?) throws {
        try PlainMarker(path: file, limits: limits).write(to: path, column, sheet: wish.sheet, next: next)
    }
}
