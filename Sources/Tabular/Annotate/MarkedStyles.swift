/// The cell styles of a workbook, and those that marks need beside them: a cell's own style with another colour behind it.
final class MarkedStyles {
    private enum Wanted: Hashable {
        case copy(of: Int, CellStyle.Fill?)
        case firstColumn(CellStyle.Fill?)
    }

    /// Excel itself stops at 65,490.
    private static let most = 65_000

    private let scan: StyleScan
    private let hasOurs: Bool
    private var wanted: [Wanted] = []
    private var indexes: [Wanted: Int] = [:]

    /// - Throws: `NotMarkable` when the part has no fills or cell styles to add to.
    init(_ archive: Archive, _ part: String) throws {
        let scan = try Markup(.styles, StyleScan())
        guard try scan.run(archive, part), scan.reader.fills > 0, !scan.reader.cellStyles.isEmpty else {
            throw NotMarkable("no styles")
        }
        self.scan = scan.reader
        hasOurs = !scan.reader.ours.isEmpty
    }

    /// A cell's style without the colour that an earlier copy put behind it.
    @inline(__always)
    func clean(_ style: Int) throws -> Int { hasOurs ? try cleaned(style) : style }

    private func cleaned(_ style: Int) throws -> Int {
        guard scan.cellStyles.indices.contains(style), scan.ours.contains(scan.cellStyles[style].fill) else {
            return style
        }
        return try scan.twins[scan.cellStyles[style].key] ?? index(of: .copy(of: style, nil))
    }

    /// A cell's style with a colour behind it.
    func filled(_ style: Int, _ fill: CellStyle.Fill) throws -> Int {
        try index(of: .copy(of: scan.cellStyles.indices.contains(style) ? style : 0, fill))
    }

    /// The style of the first column: text in lines, with a colour behind it.
    func firstColumn(_ fill: CellStyle.Fill?) throws -> Int { try index(of: .firstColumn(fill)) }

    private func index(of style: Wanted) throws -> Int {
        if let known = indexes[style] { return known }
        let index = scan.cellStyles.count + wanted.count
        guard index < Self.most else { throw NotMarkable("too many styles") }
        wanted.append(style)
        indexes[style] = index
        return index
    }

    /// The part with the styles that were asked for.
    func part(_ archive: Archive, _ name: String) throws -> [UInt8] {
        let fills = CellStyle.Fill.marks.map { fill in
            "<\(scan.prefix)fill><\(scan.prefix)patternFill patternType=\"solid\"><\(scan.prefix)fgColor rgb=\"\(fill.argb)\"/>"
                + "<\(scan.prefix)bgColor indexed=\"64\"/></\(scan.prefix)patternFill></\(scan.prefix)fill>"
        }
        let copier = try Markup(
            .styles,
            StyleCopier(
                fills: scan.fills + fills.count, styles: scan.cellStyles.count + wanted.count,
                newFills: fills.joined(), newStyles: wanted.map(markup).joined()))
        _ = try copier.run(archive, name)
        return copier.reader.out.take()
    }

    private func markup(_ style: Wanted) -> String {
        switch style {
        case .firstColumn(let fill):
            return
                "<\(scan.prefix)xf numFmtId=\"49\" fontId=\"0\" fillId=\"\(index(of: fill))\" borderId=\"0\" xfId=\"0\" "
                + "applyNumberFormat=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
                + "<\(scan.prefix)alignment vertical=\"top\" wrapText=\"1\"/></\(scan.prefix)xf>"
        case .copy(let base, let fill):
            let own = scan.cellStyles[base]
            return "<\(scan.prefix)xf\(own.attributes) fillId=\"\(index(of: fill))\" applyFill=\"1\">\(own.inner)"
                + "</\(scan.prefix)xf>"
        }
    }

    private func index(of fill: CellStyle.Fill?) -> Int {
        fill.flatMap { CellStyle.Fill.marks.firstIndex(of: $0) }.map { scan.fills + $0 } ?? 0
    }
}

extension CellStyle.Fill {
    /// The colours that marks have.
    static let marks: [CellStyle.Fill] = [.error, .warning, .note]

    fileprivate var argb: String {
        let digits = String(rgb, radix: 16, uppercase: true)
        return "FF" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

/// The cell styles as they are, and which of them are of an earlier copy.
private struct StyleScan: MarkupReader {
    struct CellFormat {
        /// All but its fill, as markup.
        var attributes = ""
        var fill = 0
        var inner = ""
        var key: String { attributes + ">" + inner }
    }

    private static let most = 65_000

    private(set) var prefix = ""
    private(set) var fills = 0
    private(set) var cellStyles: [CellFormat] = []
    /// The fills that an earlier copy brought.
    private(set) var ours: Set<Int> = []
    /// The first style of each kind that has no fill of ours; known where there are fills of ours.
    private(set) var twins: [String: Int] = [:]
    private let inner = MarkupWriter()
    private var isInFills = false
    private var isInStyles = false
    private var depth = 0

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name {
        case "fills": isInFills = true
        case "fill" where isInFills: fills += 1
        case "fgColor" where isInFills:
            if let rgb = attributes.text("rgb"), CellStyle.Fill.marks.contains(where: { $0.argb == rgb.uppercased() }) {
                ours.insert(fills - 1)
            }
        case "cellXfs":
            isInStyles = true
            prefix = name.prefix
        case "xf" where isInStyles && depth == 0:
            guard cellStyles.count < Self.most else { throw NotMarkable("too many styles") }
            var format = CellFormat()
            attributes.forEach { name, value in
                switch name {
                case "fillId": format.fill = Int(String(cString: value)) ?? 0
                case "applyFill": break
                default:
                    let writer = MarkupWriter()
                    writer.attribute(name.qualified, value)
                    format.attributes += String(decoding: writer.take(), as: UTF8.self)
                }
            }
            cellStyles.append(format)
            depth = 1
        default:
            guard depth > 0 else { return }
            depth += 1
            inner.copy(name, attributes)
        }
    }

    mutating func close(_ name: MarkupName) throws {
        if name == "fills" { isInFills = false }
        if name == "cellXfs" { isInStyles = false }
        guard depth > 0 else { return }
        depth -= 1
        if depth > 0 { return try inner.close(name.qualified) }
        let last = cellStyles.count - 1
        cellStyles[last].inner = String(decoding: inner.take(), as: UTF8.self)
        if !ours.isEmpty, !ours.contains(cellStyles[last].fill), twins[cellStyles[last].key] == nil {
            twins[cellStyles[last].key] = last
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
}

/// Copies the part, with fills and cell styles behind those that are there.
private struct StyleCopier: MarkupReader {
    let fills: Int
    let styles: Int
    let newFills: String
    let newStyles: String
    let out: MarkupWriter

    init(fills: Int, styles: Int, newFills: String, newStyles: String) {
        self.fills = fills
        self.styles = styles
        self.newFills = newFills
        self.newStyles = newStyles
        out = MarkupWriter()
        out.declare()
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        let count: Int? = name == "fills" ? fills : name == "cellXfs" ? styles : nil
        guard let count else { return out.copy(name, attributes) }
        out.begin(name.qualified)
        attributes.forEach { attribute, value in
            if attribute != "count" { out.attribute(attribute.qualified, value) }
        }
        out.attribute("count", "\(count)")
    }

    mutating func close(_ name: MarkupName) throws {
        if name == "fills" { out.raw(newFills) }
        if name == "cellXfs" { out.raw(newStyles) }
        try out.close(name.qualified)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { out.text(bytes) }
}
