/// What is pinned to the cells of a sheet: comments that were there, moved, and those of marks; with the boxes in which
/// programs show them.
final class MarkedComments {
    /// A comment that was there.
    struct Kept {
        let row: Int
        let column: Int
        let author: Int
        let text: [UInt8]
    }

    /// Who pins the comments of marks; those of an earlier copy are known by it.
    static let author = "Tirkeu"
    /// More boxes make a workbook that opens in minutes; the first column says the rest.
    private static let most = 20_000
    private static let longest = 4_000

    private let comments: MarkupWriter
    private let boxes: MarkupWriter
    private let kept: [Kept]
    private let prefix: String
    private let ownAuthor: Int
    private let shift: ColumnShift
    private var keptDone = 0
    private var added = 0
    /// How many comments there are so far.
    private(set) var count = 0

    /// Begins both parts.
    init(_ before: CommentScan?, _ shift: ColumnShift, commentsPath: String, boxesPath: String) throws {
        comments = try MarkupWriter(path: commentsPath)
        boxes = try MarkupWriter(path: boxesPath)
        self.shift = shift
        kept = (before?.kept ?? []).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        prefix = before?.prefix ?? ""
        let authors = before?.authors ?? []
        ownAuthor = authors.count
        comments.declare()
        comments.raw("<\(prefix)comments\(before?.root ?? " xmlns=\"\(Namespace.sheet)\"")><\(prefix)authors>")
        for author in authors + [Self.author] {
            comments.raw("<\(prefix)author>")
            comments.text(author)
            comments.raw("</\(prefix)author>")
        }
        comments.raw("</\(prefix)authors><\(prefix)commentList>")
        boxes.raw(Self.boxesHead)
    }

    /// Whether there is anything to show.
    var isEmpty: Bool { count == 0 && kept.isEmpty }

    /// Writes the comments of a row, after those of the rows before it; `new` by column.
    func write(row: Int, _ new: [(column: Int, text: String)] = []) throws {
        while keptDone < kept.count, kept[keptDone].row < row { try writeKept(with: nil) }
        for comment in new {
            while keptDone < kept.count, kept[keptDone].row == row, kept[keptDone].column < comment.column {
                try writeKept(with: nil)
            }
            guard added < Self.most else { continue }
            added += 1
            if keptDone < kept.count, kept[keptDone].row == row, kept[keptDone].column == comment.column {
                try writeKept(with: comment.text)
            } else {
                try write(row, comment.column, ownAuthor) { writeText(comment.text) }
            }
        }
    }

    /// Ends both parts.
    func finish() throws {
        try write(row: .max)
        comments.raw("</\(prefix)commentList></\(prefix)comments>")
        try comments.flush()
        boxes.raw("</xml>")
        try boxes.flush()
    }

    private func writeKept(with text: String?) throws {
        let comment = kept[keptDone]
        keptDone += 1
        try write(comment.row, comment.column, comment.author) {
            comments.raw(comment.text)
            guard let text else { return }
            comments.raw("<\(prefix)r>")
            writeText("\n\n" + text)
            comments.raw("</\(prefix)r>")
        }
    }

    private func writeText(_ text: String) {
        comments.raw("<\(prefix)t xml:space=\"preserve\">")
        comments.text(encodeEscapes(legible(String(text.prefix(Self.longest)))))
        comments.raw("</\(prefix)t>")
    }

    private func write(_ row: Int, _ column: Int, _ author: Int, _ text: () -> Void) throws {
        let moved = column + shift.count
        comments.raw(
            "<\(prefix)comment ref=\"\(cellName(column: moved, row: row))\" authorId=\"\(author)\"><\(prefix)text>")
        text()
        comments.raw("</\(prefix)text></\(prefix)comment>")
        try comments.flushIfFull()
        count += 1
        boxes.raw(
            """
            <v:shape id="_x0000_s\(Self.firstBox + count)" type="#_x0000_t202" style="position:absolute;margin-left:60pt;\
            margin-top:2pt;width:195pt;height:90pt;z-index:\(count);visibility:hidden" fillcolor="#ffffe1" \
            o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
            <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>\
            </v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(moved + 1), 15, \
            \(max(0, row - 2)), 10, \(moved + 4), 15, \(row + 4), 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
            <x:Row>\(row - 1)</x:Row><x:Column>\(moved)</x:Column></x:ClientData></v:shape>
            """)
        try boxes.flushIfFull()
    }

    /// Boxes are numbered by the thousand, and the numbers of a workbook's other sheets begin at 1.
    private static let firstThousand = 100
    private static let firstBox = firstThousand * 1_024

    private static let boxesHead: String = {
        let thousands = (0...(most / 1_024 + 1)).map { "\(firstThousand + $0)" }.joined(separator: ",")
        return """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
            xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" \
            data="\(thousands)"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
            path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" \
            o:connecttype="rect"/></v:shapetype>
            """
    }()
}

/// Reads the comments that a sheet has; those of an earlier copy are left out.
struct CommentScan: MarkupReader {
    private static let most = 20_000
    private static let mostBytes = 16 << 20

    private(set) var kept: [MarkedComments.Kept] = []
    private(set) var authors: [String] = []
    private(set) var prefix = ""
    /// The attributes of the part's first element, as markup.
    private(set) var root = ""
    private let inner = MarkupWriter()
    private var bytes = 0
    private var depth = 0
    private var isInAuthor = false
    private var place: (row: Int, column: Int, author: Int)?
    private var textDepth: Int?

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        depth += 1
        if textDepth != nil { return inner.copy(name, attributes) }
        switch name {
        case "comments":
            prefix = name.prefix
            let writer = MarkupWriter()
            attributes.forEach { writer.attribute($0.qualified, $1) }
            root = String(decoding: writer.take(), as: UTF8.self)
        case "author":
            isInAuthor = true
            authors.append("")
        case "comment":
            guard let cell = attributes.text("ref").flatMap(MergedCells.init) else { throw NotMarkable("comments") }
            let author = attributes.text("authorId").flatMap { Int($0) } ?? 0
            place = (cell.rows.lowerBound, cell.columns.lowerBound, author)
        case "text" where place != nil: textDepth = depth
        default: break
        }
    }

    mutating func close(_ name: MarkupName) throws {
        defer { depth -= 1 }
        if name == "author" { isInAuthor = false }
        guard let began = textDepth else { return }
        if depth > began { return try inner.close(name.qualified) }
        textDepth = nil
        let text = inner.take()
        guard let place else { return }
        self.place = nil
        if authors.indices.contains(place.author), authors[place.author] == MarkedComments.author { return }
        bytes += text.count
        guard kept.count < Self.most, bytes <= Self.mostBytes else { throw NotMarkable("too many comments") }
        kept.append(MarkedComments.Kept(row: place.row, column: place.column, author: place.author, text: text))
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        if textDepth != nil { inner.text(bytes) }
        if isInAuthor, let last = authors.indices.last { authors[last] += String(decoding: bytes, as: UTF8.self) }
    }
}

/// The names of what parts of a workbook speak about.
enum Namespace {
    static let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"
}
