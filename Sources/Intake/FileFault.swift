internal import Domain
internal import Tabular

extension Issue {
    /// What a file that cannot be read means to the clerk: one issue of the file.
    init(_ fault: TabularError) {
        switch fault {
        case .empty: self.init(.fileEmpty, at: .file)
        case .encrypted: self.init(.fileEncrypted, at: .file)
        case .tooManyRows(let limit): self.init(.fileTooManyRows, at: .file, arguments: ["limit": "\(limit)"])
        case .tooManyColumns(let limit, _): self.init(.fileTooManyColumns, at: .file, arguments: ["limit": "\(limit)"])
        case .tooLarge(let limit): self.init(.fileTooLarge, at: .file, arguments: ["limit": "\(limit)"])
        case .cellTooLong(let limit, let row, let column):
            self.init(
                .fileUnreadable, at: .file, found: cellName(column: column, row: row),
                arguments: ["reason": fault.code, "row": "\(row)", "limit": "\(limit)"])
        case .notText(let row, _), .containsNUL(let row, _), .unclosedQuote(let row):
            self.init(.fileUnreadable, at: .file, arguments: ["reason": fault.code, "row": "\(row)"])
        case .wrongKind(let kind):
            self.init(
                .fileUnreadable, at: .file, found: kind.rawValue,
                arguments: ["reason": fault.code, "kind": kind.rawValue])
        case .unreadable(let reason):
            self.init(.fileUnreadable, at: .file, arguments: ["reason": reason.code])
        case .utf32, .tooManyEntries, .cannotWrite:
            self.init(.fileUnreadable, at: .file, arguments: ["reason": fault.code])
        }
    }
}
