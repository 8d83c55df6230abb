import Glibc

/// Writes a copy of a workbook in which rows are marked: a column in front of the sheet that is read says what is wrong
/// with each, faulty cells are coloured and commented. Other sheets, formats and all else stay as they are, and the sheet
/// passes through memory a piece at a time.
public struct XLSXMarker {
    private static let partBytes = 32 << 20

    private let path: String
    private let limits: TabularLimits

    /// A marker of the workbook at a path.
    public init(path: String, limits: TabularLimits = .standard) {
        self.path = path
        self.limits = limits
    }

    /// Writes the copy to a path; `next` gives the marks in ascending order of their rows, nil after the last.
    ///
    /// - Throws: `NotMarkable` for a workbook with something that cannot be kept, `TabularError`, or what `next` threw.
    public func write(
        to copy: String, _ column: MarkColumn, sheet: String? = nil, next: () throws -> RowMark?
    ) throws {
        let reader = try XLSXReader(path: path, limits: limits, sheet: sheet)
        let scratch = copy + ".parts"
        guard mkdir(scratch, 0o700) == 0 else { throw TabularError.cannotWrite(code: Int(errno)) }
        defer {
            for name in ["sheet", "comments", "boxes"] { unlink("\(scratch)/\(name)") }
            rmdir(scratch)
        }
        do {
            try withoutActuallyEscaping(next) { next in
                try MarkedPackage(reader, column, limits, scratch).write(from: path, to: copy, MarkQueue(next))
            }
        } catch {
            unlink(copy)
            throw error
        }
    }
}

/// The parts of one workbook that a marked copy has otherwise.
private struct MarkedPackage {
    private static let commentsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    private static let commentsLink = "rIdTirkeuComments"
    private static let boxesLink = "rIdTirkeuBoxes"
    /// Parts of a sheet that point at its cells.
    private static let pointing: Set<Substring> = ["table", "threadedComment", "pivotTable"]

    private let reader: XLSXReader
    private let column: MarkColumn
    private let limits: TabularLimits
    private let scratch: String
    private let shift: ColumnShift
    private let links: [Relationships.Relationship]
    private let hasLinks: Bool
    private let commentsPart: String
    private let boxesPart: String

    private var archive: Archive { reader.archive }

    init(_ reader: XLSXReader, _ column: MarkColumn, _ limits: TabularLimits, _ scratch: String) throws {
        self.reader = reader
        self.column = column
        self.limits = limits
        self.scratch = scratch
        shift = ColumnShift(count: column.place == nil ? 1 : 0, sheet: reader.sheetName)
        let links = try Markup(.relationships, Relationships())
        hasLinks = try links.run(reader.archive, relationshipsName(of: reader.sheetPart))
        self.links = links.reader.all
        let known = { (kind: String) in links.reader.target(kind).map { partName($0, from: reader.sheetPart) } }
        let free = { (stem: String, ending: String) in
            (1...).lazy.map { "\(stem)\($0)\(ending)" }.first { !reader.archive.holds($0) } ?? stem + ending
        }
        commentsPart = known("comments") ?? free("xl/comments", ".xml")
        boxesPart = known("vmlDrawing") ?? free("xl/drawings/vmlDrawing", ".vml")
    }

    func write(from source: String, to copy: String, _ marks: MarkQueue) throws {
        guard let stylesPart = reader.stylesPart else { throw NotMarkable("no styles") }
        try requireNotesOnly()
        let styles = try MarkedStyles(archive, stylesPart)
        let scan = try Markup(.sheet, CommentScan())
        let hasComments = try scan.run(archive, commentsPart)
        let comments = try MarkedComments(
            hasComments ? scan.reader : nil, shift, commentsPath: "\(scratch)/comments", boxesPath: "\(scratch)/boxes")
        let sheet = try MarkupWriter(path: "\(scratch)/sheet")
        let marker = try Markup(
            .sheet,
            SheetMarker(
                out: sheet, column: column, shift: shift, styles: styles, comments: comments,
                boxesLink: Self.boxesLink, columnLimit: limits.columns, marks: marks))
        archive.forgetCount()
        _ = try marker.run(archive, reader.sheetPart)
        try sheet.flush()
        try comments.finish()

        let edit = try ArchiveEdit(archive, source: source, path: copy)
        try edit.put(reader.sheetPart, file: "\(scratch)/sheet")
        try edit.put(stylesPart, try styles.part(archive, stylesPart))
        if !comments.isEmpty || hasComments {
            try edit.put(commentsPart, file: "\(scratch)/comments")
            try edit.put(boxesPart, file: "\(scratch)/boxes")
        }
        try putPackage(edit, hasComments: !comments.isEmpty || hasComments)
        try putPointing(edit)
        try edit.finish()
    }

    /// Boxes that are no notes (buttons, lists to choose from) would be lost.
    private func requireNotesOnly() throws {
        var text: [UInt8] = []
        let isThere = try archive.read(boxesPart) { piece in
            text.append(contentsOf: piece)
            if text.count > 32 << 20 { throw NotMarkable("drawings") }
        }
        guard isThere else { return }
        let key = Array("ObjectType=".utf8)
        var at = 0
        while let start = text[at...].firstIndex(of: key[0]) {
            at = start + 1
            guard text[start...].starts(with: key) else { continue }
            let value = text[start...].dropFirst(key.count + 1).prefix(5)
            guard value.starts(with: "Note".utf8), value.last == UInt8(ascii: "\"") || value.last == UInt8(ascii: "'")
            else { throw NotMarkable("controls") }
        }
    }

    private func putPackage(_ edit: ArchiveEdit, hasComments: Bool) throws {
        let workbookLinks = relationshipsName(of: reader.workbookPart)
        let chain = try Markup(.relationships, Relationships())
        _ = try chain.run(archive, workbookLinks)
        let chainPart = chain.reader.target("calcChain").map { partName($0, from: reader.workbookPart) }
        let types = try Markup(
            .relationships,
            TypesCopier(
                dropped: Set([chainPart].compactMap { $0.map { "/" + $0.lowercased() } }),
                added: hasComments ? ["/" + commentsPart: Self.commentsType] : [:]))
        guard try types.run(archive, "[Content_Types].xml") else { throw NotMarkable("no content types") }
        try edit.put("[Content_Types].xml", types.reader.out.take())
        if let chainPart {
            try edit.remove(chainPart)
            let copier = try Markup(.relationships, LinksCopier(dropped: ["calcChain"]))
            _ = try copier.run(archive, workbookLinks)
            try edit.put(workbookLinks, copier.reader.out.take())
        }
        try putLinks(edit, hasComments: hasComments)
        if shift.count > 0 {
            let workbook = try Markup(.workbook, ReferenceCopier(shift))
            _ = try workbook.run(archive, reader.workbookPart)
            try edit.put(reader.workbookPart, workbook.reader.out.take())
        }
    }

    private func putLinks(_ edit: ArchiveEdit, hasComments: Bool) throws {
        var added: [(id: String, kind: String, target: String)] = []
        let has = { (kind: String) in links.contains { $0.kind == kind } }
        if hasComments, !has("comments") { added.append((Self.commentsLink, "comments", "/" + commentsPart)) }
        if hasComments, !has("vmlDrawing") { added.append((Self.boxesLink, "vmlDrawing", "/" + boxesPart)) }
        if added.isEmpty { return }
        let name = relationshipsName(of: reader.sheetPart)
        guard hasLinks else { return try edit.put(name, LinksCopier.part(added)) }
        let copier = try Markup(.relationships, LinksCopier(added: added))
        _ = try copier.run(archive, name)
        try edit.put(name, copier.reader.out.take())
    }

    private func putPointing(_ edit: ArchiveEdit) throws {
        if shift.count == 0 { return }
        for link in links where Self.pointing.contains(link.kind) {
            let part = partName(link.target, from: reader.sheetPart)
            let copier = try Markup(.sheet, ReferenceCopier(shift))
            if try copier.run(archive, part) { try edit.put(part, copier.reader.out.take()) }
        }
    }
}
