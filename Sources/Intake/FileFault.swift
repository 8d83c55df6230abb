internal import Domain
internal import Tabular

extension Issue {
    /// What a file that cannot be read means to the clerk: one issue of the file, with the row and the cell where they are known.
    init(_ fault: TabularError) {
        switch fault {
        case .empty: self.init(.fileEmpty, at: .file)
        case .encrypted: self.init(.fileEncrypted, at: .file)
        case .tooManyRows(let limit): self.init(.fileTooManyRows, at: .file, arguments: ["limit": "\(limit)"])
        case .tooManyColumns(let limit, let row):
            self.init(.fileTooManyColumns, at: .file, arguments: ["limit": "\(limit)", "row": "\(row)"])
        case .tooLarge(let limit): self.init(.fileTooLarge, at: .file, arguments: ["limit": "\(limit)"])
        case .wrongKind(let kind):
            self.init(
                .fileUnreadable, at: .file, found: kind.rawValue,
                arguments: ["reason": fault.code, "kind": kind.rawValue])
        case .notText, .containsNUL, .unclosedQuote, .utf32, .tooManyEntries, .cannotWrite, .cellTooLong, .unreadable:
            var arguments = ["reason": fault.reason]
            if case .cellTooLong(let limit, _, _) = fault { arguments["limit"] = "\(limit)" }
            arguments["row"] = fault.place.map { "\($0.row)" }
            self.init(.fileUnreadable, at: .file, found: fault.cell, arguments: arguments)
        }
    }
}

extension TabularError {
    /// The stable name of what is wrong, as precise as there is one.
    fileprivate var reason: String {
        if case .unreadable(let reason) = self { reason.code } else { code }
    }

    /// The cell as the clerk's own program names it; nil where there is none to blame, as in JSON.
    fileprivate var cell: String? {
        switch self {
        case .unreadable(.nestedValue), .unreadable(.duplicateKey): nil
        default: place.flatMap { place in place.column.map { cellName(column: $0, row: place.row) } }
        }
    }
}
