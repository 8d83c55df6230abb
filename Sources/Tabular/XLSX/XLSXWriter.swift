internal import CXlsx
import Glibc

/// Writes an XLSX file to the disk. Not `Sendable`: use it in one task.
public final class XLSXWriter {
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var hasVisibleSheet = false
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

    /// Begins a workbook; the file appears when it is closed. Throws `.cannotWrite`.
    ///
    /// - Parameter sharesStrings: whether each text is written once, as office programs do. That takes memory with the
    ///   file's length; without it memory is constant, and rows must come in order.
    public init(path: String, sharesStrings: Bool = false) throws(TabularError) {
        var options = lxw_workbook_options(constant_memory: sharesStrings ? 0 : 1, tmpdir: nil, use_zip64: 0)
        guard let workbook = workbook_new_opt(path, &options) else { throw .cannotWrite(code: Int(errno)) }
        self.workbook = workbook
    }

    deinit { lxw_workbook_free(workbook) }

    /// Adds a sheet behind the others. Throws `.cannotWrite` for a name of more than 31 characters, one taken already
    /// or one with a character of `[]:*?/\`.
    public func sheet(_ name: String, isHidden: Bool = false) throws(TabularError) -> XLSXSheet {
        try require(workbook_validate_sheet_name(workbook, name))
        guard let sheet = workbook_add_worksheet(workbook, name) else { throw .cannotWrite(code: Int(ENOMEM)) }
        if isHidden {
            worksheet_hide(sheet)
        } else if !hasVisibleSheet {
            // The active sheet is never hidden, and without a word from us the first one is active.
            hasVisibleSheet = true
            worksheet_activate(sheet)
            worksheet_set_first_sheet(sheet)
        }
        return XLSXSheet(sheet, of: self)
    }

    /// Writes the file. Nothing can be written afterwards. Throws `.cannotWrite`.
    public func close() throws(TabularError) {
        guard let closing = workbook else { return }
        workbook = nil
        formats = [:]
        try require(workbook_close(closing))
    }

    var isOpen: Bool { workbook != nil }

    func require(_ code: lxw_error) throws(TabularError) {
        guard code == LXW_NO_ERROR else { throw .cannotWrite(code: Int(code.rawValue)) }
    }

    func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        guard style != .plain else { return nil }
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(workbook) else { return nil }
        if style.isBold { format_set_bold(format) }
        if style.isWrapped { format_set_text_wrap(format) }
        if style.isWrapped { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
        switch style.format {
        case .general: break
        case .text: format_set_num_format(format, "@")
        case .date: format_set_num_format(format, "dd.mm.yyyy")
        }
        if let fill = style.fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_fg_color(format, fill.rgb)
        }
        formats[style] = format
        return format
    }
}
