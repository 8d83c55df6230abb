internal import CXlsx

/// A sheet of a workbook that is being written: rows from 1 in ascending order, columns from 0.
public final class XLSXSheet {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let writer: XLSXWriter
    private var row = 0

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of writer: XLSXWriter) {
        self.sheet = sheet
        self.writer = writer
    }

    /// Gives a column its width, in characters, and the style of its cells that are not written.
    public func column(_ column: Int, width: Double, style: CellStyle = .plain) throws(TabularError) {
        requireOpen()
        let index = try self.column(column)
        try writer.require(worksheet_set_column(sheet, index, index, width, writer.format(style)))
    }

    /// Makes a row so many lines high, before its first cell is written: not every program finds that out by itself.
    public func row(_ row: Int, lines: Int) throws(TabularError) {
        requireOpen()
        try writer.require(worksheet_set_row(sheet, self.line(row), 15 * Double(max(1, lines)), nil))
        self.row = max(self.row, row)
    }

    /// Writes a row from its first column on, in one style. A day in a style without a date format gets one.
    public func write(row: Int, _ cells: [Cell], style: CellStyle = .plain) throws(TabularError) {
        for (column, cell) in cells.enumerated() { try write(row: row, column: column, cell, style: style) }
    }

    /// Writes one cell. Throws `.cannotWrite` for text of more than 32,767 characters and for what lies off the sheet.
    public func write(row: Int, column: Int, _ cell: Cell, style: CellStyle = .plain) throws(TabularError) {
        requireOpen()
        precondition(row >= self.row, "a row that was written is on the disk already")
        let line = try self.line(row)
        let index = try self.column(column)
        self.row = row
        var style = style
        if case .day = cell { style.format = .date }
        let format = writer.format(style)
        switch cell {
        case .blank: try writer.require(worksheet_write_blank(sheet, line, index, format))
        case .text(""): try writer.require(worksheet_write_blank(sheet, line, index, format))
        case .text(let text):
            try writer.require(worksheet_write_string(sheet, line, index, encodeEscapes(text), format))
        case .number(let number): try writer.require(worksheet_write_number(sheet, line, index, number, format))
        case .truth(let truth): try writer.require(worksheet_write_boolean(sheet, line, index, truth ? 1 : 0, format))
        case .day(let year, let month, let day):
            var moment = lxw_datetime(
                year: Int32(clamping: year), month: Int32(clamping: month), day: Int32(clamping: day), hour: 0, min: 0,
                sec: 0)
            try writer.require(worksheet_write_datetime(sheet, line, index, &moment, format))
        }
    }

    /// Pins a note to a cell.
    public func note(row: Int, column: Int, _ text: String) throws(TabularError) {
        requireOpen()
        var options = lxw_comment_options()
        options.width = 260
        options.height = UInt16(min(400, 40 + 18 * (text.count / 34 + text.count { $0 == "\n" })))
        try writer.require(worksheet_write_comment_opt(sheet, line(row), self.column(column), legible(text), &options))
    }

    /// Keeps the first rows and columns in sight.
    public func freeze(rows: Int, columns: Int = 0) {
        requireOpen()
        worksheet_freeze_panes(sheet, lxw_row_t(rows), lxw_col_t(columns))
    }

    /// Puts filter buttons on the first of these rows.
    public func autofilter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws(TabularError) {
        requireOpen()
        try writer.require(
            worksheet_autofilter(
                sheet, line(rows.lowerBound), column(columns.lowerBound), line(rows.upperBound),
                column(columns.upperBound)))
    }

    /// Offers these words, and nothing else, in a column's cells. 255 characters in all, commas included.
    public func choices(rows: ClosedRange<Int>, column: Int, _ words: [String]) throws(TabularError) {
        var list = words.map { strdup($0) }
        defer { list.forEach { free($0) } }
        list.append(nil)
        try list.withUnsafeMutableBufferPointer { list throws(TabularError) in
            var rule = lxw_data_validation()
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            rule.value_list = list.baseAddress
            try validate(rows, column, &rule)
        }
    }

    /// Offers the words that stand in a column of another sheet, and nothing else, in a column's cells.
    public func choices(
        rows: ClosedRange<Int>, column: Int, from source: String, column listColumn: Int,
        rows listRows: ClosedRange<Int>
    ) throws(TabularError) {
        let letters = columnName(listColumn)
        let quoted = source.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        let formula = strdup("='\(quoted)'!$\(letters)$\(listRows.lowerBound):$\(letters)$\(listRows.upperBound)")
        defer { free(formula) }
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        rule.value_formula = formula
        try validate(rows, column, &rule)
    }

    private func validate(
        _ rows: ClosedRange<Int>, _ column: Int, _ rule: inout lxw_data_validation
    ) throws(TabularError) {
        requireOpen()
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        let index = try self.column(column)
        try writer.require(
            worksheet_data_validation_range(sheet, line(rows.lowerBound), index, line(rows.upperBound), index, &rule))
    }

    private func requireOpen() {
        precondition(writer.isOpen, "the workbook was closed")
    }

    private func line(_ row: Int) throws(TabularError) -> lxw_row_t {
        guard (1...1_048_576).contains(row) else {
            throw .cannotWrite(code: Int(LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE.rawValue))
        }
        return lxw_row_t(row - 1)
    }

    private func column(_ column: Int) throws(TabularError) -> lxw_col_t {
        guard (0..<16_384).contains(column) else {
            throw .cannotWrite(code: Int(LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE.rawValue))
        }
        return lxw_col_t(column)
    }
}
