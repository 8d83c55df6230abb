/// Reads the first visible worksheet of an XLSX file on the disk, row by row, in bounded memory.
///
/// Rows with nothing in them are not handed over: a gap in the numbers is that many blank rows. Numbers arrive as plain
/// digits, dates as `2026-08-31` (with ` 14:05:00` where there is a time), booleans as `TRUE` and `FALSE`, formulas as
/// the value the file holds. Hidden rows and columns are left out and counted. Of merged cells only the first has a
/// value. Not `Sendable`: make and use one in the same task.
public final class XLSXReader {
    /// The name of the sheet that is read: the first visible one.
    public let sheetName: String
    /// Worksheets that are hidden, and not read.
    public let hiddenSheets: [String]
    /// Other visible worksheets, which are not read.
    public let otherSheets: [String]
    /// Hidden rows and columns that were left out; known once `read` has ended.
    public private(set) var hidden = XLSXHidden()
    /// Merged cells, of very many the first 1,024; known once `read` has ended.
    public private(set) var mergedCells: [MergedCells] = []
    /// What `read` cost, also when it failed.
    public private(set) var cost = ReadingCost()

    let archive: Archive
    let sheetPart: String
    let stylesPart: String?
    let workbookPart: String
    private let limits: TabularLimits
    private let stringsPart: String?
    private let countsFrom1904: Bool
    private let showsHidden: Bool

    /// Opens a workbook and finds its sheet: the one of a name, else the first visible one. Checks the archive before
    /// anything is inflated. `showsHidden` hands over hidden rows, marked, and hidden columns too.
    public init(
        path: String, limits: TabularLimits = .standard, sheet name: String? = nil, showsHidden: Bool = false
    ) throws(TabularError) {
        let kind = try FileKind.sniff(path: path)
        switch kind {
        case .xlsx: break
        case .empty: throw .empty
        case .encrypted: throw .encrypted
        default: throw .wrongKind(kind)
        }
        let archive = try Archive(path: path, limits: limits)
        let contents: Contents
        do { contents = try Contents(archive) } catch let error as TabularError { throw error } catch {
            throw .unreadable(.damagedArchive)
        }
        let sheets = contents.worksheets
        guard let sheet = sheets.first(where: { name.map($0.sheet.name.elementsEqual) ?? !$0.sheet.isHidden }) else {
            throw .unreadable(name == nil ? .noVisibleSheet : .missingPart(.sheet))
        }
        guard archive.holds(sheet.part) else { throw .unreadable(.missingPart(.sheet)) }
        self.archive = archive
        self.limits = limits
        sheetName = sheet.sheet.name
        hiddenSheets = sheets.filter { $0.sheet.isHidden && $0.part != sheet.part }.map(\.sheet.name)
        otherSheets = sheets.filter { !$0.sheet.isHidden && $0.part != sheet.part }.map(\.sheet.name)
        sheetPart = sheet.part
        stringsPart = contents.part("sharedStrings")
        stylesPart = contents.part("styles")
        workbookPart = contents.path
        countsFrom1904 = contents.workbook.countsFrom1904
        self.showsHidden = showsHidden
    }

    /// Hands over the rows from the first to the last. Throws `TabularError`, or what `each` threw; `.empty` when no
    /// row holds anything.
    public func read(_ each: (Record) throws -> Void) throws {
        archive.forgetCount()
        defer { cost.inflatedBytes = archive.inflated }
        let strings = try Markup(.sharedStrings, SharedStrings(limit: limits.sharedStringBytes))
        if let stringsPart { _ = try strings.run(archive, stringsPart) }
        let styles = try Markup(.styles, Styles())
        if let stylesPart { _ = try styles.run(archive, stylesPart) }
        try withoutActuallyEscaping(each) { each in
            let reader = SheetReader(
                limits: limits, strings: strings.reader, styles: styles.reader, countsFrom1904: countsFrom1904,
                showsHidden: showsHidden, each: each)
            let sheet = try Markup(.sheet, reader)
            defer { cost = sheet.reader.cost }
            _ = try sheet.run(archive, sheetPart)
            hidden = sheet.reader.hidden
            mergedCells = sheet.reader.merged
            if sheet.reader.delivered == 0 {
                throw hidden.rows + hidden.cells > 0 ? TabularError.unreadable(.everythingHidden) : .empty
            }
        }
    }
}

/// The parts of a workbook that lead to its sheets.
private struct Contents {
    let workbook: Workbook
    let path: String
    private let links: Relationships

    init(_ archive: Archive) throws {
        for (name, kind) in Self.strangers where archive.holds(name) { throw TabularError.wrongKind(kind) }
        if let kind = try Self.openDocument(archive) { throw TabularError.wrongKind(kind) }
        let roots = try Markup(.relationships, Relationships())
        _ = try roots.run(archive, "_rels/.rels")
        let path = roots.reader.target("officeDocument").map { partName($0, from: "") } ?? "xl/workbook.xml"
        guard archive.holds(path) else {
            let isPackage = archive.holds("[Content_Types].xml")
            throw isPackage ? TabularError.unreadable(.missingPart(.workbook)) : .wrongKind(.zip)
        }
        let workbook = try Markup(.workbook, Workbook())
        _ = try workbook.run(archive, path)
        let links = try Markup(.relationships, Relationships())
        guard try links.run(archive, relationshipsName(of: path)) else {
            throw TabularError.unreadable(.missingPart(.relationships))
        }
        self.path = path
        self.workbook = workbook.reader
        self.links = links.reader
    }

    /// The worksheets in the order of their tabs; charts and macro sheets are none.
    var worksheets: [(sheet: Workbook.Sheet, part: String)] {
        workbook.sheets.compactMap { sheet in
            let link = links.all.first { $0.id == sheet.relationship && $0.kind == "worksheet" }
            return link.map { (sheet, partName($0.target, from: path)) }
        }
    }

    func part(_ kind: String) -> String? { links.target(kind).map { partName($0, from: path) } }

    private static let strangers: [(String, FileKind)] = [
        ("xl/workbook.bin", .xlsb), ("word/document.xml", .docx), ("ppt/presentation.xml", .pptx),
        ("index/document.iwa", .numbers), ("index.zip", .numbers),
    ]

    /// A document of LibreOffice whose type is not the archive's first entry.
    private static func openDocument(_ archive: Archive) throws -> FileKind? {
        var type: [UInt8] = []
        guard archive.holds("content.xml") else { return nil }
        let isTyped = try archive.read("mimetype") { piece in type.append(contentsOf: piece.prefix(64)) }
        guard isTyped, type.starts(with: "application/vnd.oasis.opendocument.".utf8) else { return nil }
        return type.starts(with: "application/vnd.oasis.opendocument.text".utf8) ? .odt : .ods
    }
}
