/// Writes what a workbook's sheet holds as a new workbook with marks: for workbooks that hold what `XLSXMarker` cannot keep.
/// Rows keep their numbers; formats, other sheets and what was hidden are not there.
public struct PlainMarker {
    private let path: String
    private let limits: TabularLimits

    /// A marker of the workbook at a path.
    public init(path: String, limits: TabularLimits = .standard) {
        self.path = path
        self.limits = limits
    }

    /// Writes the copy to a path; `next` gives the marks in ascending order of their rows, nil after the last.
    ///
    /// - Throws: `TabularError`, or what `next` threw.
    public func write(
        to copy: String, _ column: MarkColumn, sheet: String? = nil, next: () throws -> RowMark?
    ) throws {
        let reader = try XLSXReader(path: path, limits: limits, sheet: sheet)
        let writer = try XLSXWriter(path: copy)
        let out = try writer.sheet(reader.sheetName)
        let shift = column.place == nil ? 1 : 0
        try out.column(column.place ?? 0, width: 60, style: .wrapped)
        out.freeze(rows: column.headerRow)
        try withoutActuallyEscaping(next) { next in
            var marks = MarkQueue(next)
            try reader.read { record in
                let mark = try marks.mark(record.number)
                let isHeader = record.number == column.headerRow
                let lines = isHeader ? [column.title] : mark?.lines ?? []
                let cells = Dictionary(uniqueKeysWithValues: (mark?.cells ?? []).map { ($0.column, $0) })
                for index in 0..<max(record.count, (mark?.cells.last?.column ?? -1) + 1) where index != column.place {
                    let own = cells[index]
                    let text = own?.text ?? record.text(index)
                    if text.isEmpty, own == nil { continue }
                    try out.write(
                        row: record.number, column: index + shift, .text(text),
                        style: isHeader ? .header : CellStyle(fill: own?.fill, format: .text))
                    if let comment = own?.comment {
                        try out.note(row: record.number, column: index + shift, comment)
                    }
                }
                guard !lines.isEmpty else { return }
                try out.write(
                    row: record.number, column: column.place ?? 0, .text(lines.joined(separator: "\n")),
                    style: isHeader ? .header : CellStyle(fill: mark?.fill, format: .text, isWrapped: true))
            }
        }
        try writer.close()
    }
}
