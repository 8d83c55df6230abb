/// What a file is by its content; names and declared media types are not asked.
public enum FileKind: String, CaseIterable, Hashable, Sendable {
    /// Text, which may be CSV.
    case text
    /// JSON: an array of objects, or objects one after another.
    case json
    /// A zip archive that may be a workbook; `XLSXReader` finds out.
    case xlsx
    /// The workbook of Excel before 2007, or an OLE document that tells nothing better.
    case xls
    /// Documents and presentations of Office before 2007.
    case doc, ppt
    /// An Office document behind a password.
    case encrypted
    /// A table of Excel 2003 as one XML file.
    case excelXML
    /// A page of the web, which many programs call `.xls`; `mhtml` is one with its pictures.
    case html, mhtml
    case xlsb, ods, odt, numbers, docx, pptx, rtf, pdf, png, jpeg, gif, tiff, webp, heic
    case gzip, rar, sevenZip, zip, xml, empty, binary

    /// Judges by the first bytes; 64 KiB are more than enough.
    public static func sniff(_ first: some Collection<UInt8>) -> FileKind {
        let bytes = Array(first.prefix(65_536))
        guard !bytes.isEmpty else { return .empty }
        for (magic, kind) in signatures where bytes.starts(with: magic) { return kind }
        if bytes.starts(with: oleSignature) { return container(bytes[...]) }
        if bytes.starts(with: zipSignature) || bytes.starts(with: emptyZipSignature) {
            return openDocument(bytes) ?? .xlsx
        }
        for (magic, kind) in mediaTypes where bytes.dropFirst(4).starts(with: magic) { return kind }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isMarked || TextEncoding.utf16(unmarked: bytes) != nil { return .text }
        if bytes.prefix(1_024).contains(0) { return .binary }
        return markup(bytes) ?? .text
    }

    /// Judges a file on the disk, looking into an OLE container for a password. Throws `.unreadable(.cannotOpen)`.
    public static func sniff(path: String) throws(TabularError) -> FileKind {
        let file = try FileOnDisk(path: path)
        let head = file.bytes(at: 0, count: 65_536)
        let kind = sniff(head)
        guard kind == .xls, head.count >= 512 else { return kind }
        let sectorShift = Int(head[30])
        let directory = Int(head[48]) | Int(head[49]) << 8 | Int(head[50]) << 16 | Int(head[51]) << 24
        guard sectorShift == 9 || sectorShift == 12 else { return kind }
        let entries = file.bytes(at: UInt64(directory + 1) << sectorShift, count: 65_536)
        return container(entries[...])
    }

    private static let zipSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let emptyZipSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let oleSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let signatures: [([UInt8], FileKind)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("GIF8".utf8), .gif),
        ([0x49, 0x49, 0x2A, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x1F, 0x8B], .gzip),
        (Array("Rar!".utf8), .rar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        (Array("{\\rtf".utf8), .rtf),
        (Array("MIME-Version:".utf8), .mhtml),
    ]
    /// What stands behind the first four bytes, which are a length.
    private static let mediaTypes: [([UInt8], FileKind)] = [
        (Array("ftyphei".utf8), .heic), (Array("ftypmif1".utf8), .heic),
    ]

    private static func openDocument(_ bytes: [UInt8]) -> FileKind? {
        let type = Array("mimetypeapplication/vnd.oasis.opendocument.".utf8)
        guard bytes.dropFirst(30).starts(with: type) else { return nil }
        return bytes.dropFirst(30 + type.count).starts(with: "text".utf8) ? .odt : .ods
    }

    /// An OLE container by the streams its directory names.
    private static func container(_ bytes: ArraySlice<UInt8>) -> FileKind {
        if names("EncryptedPackage", bytes) { return .encrypted }
        if names("WordDocument", bytes) { return .doc }
        return names("PowerPoint Document", bytes) ? .ppt : .xls
    }

    private static func names(_ stream: String, _ bytes: ArraySlice<UInt8>) -> Bool {
        let name = stream.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        return bytes.indices.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
    }

    private static func markup(_ bytes: [UInt8]) -> FileKind? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let text = start.drop(while: isSpace)
        if isJSON(text) { return .json }
        guard text.first == UInt8(ascii: "<") else { return nil }
        let lower = text.prefix(1_024).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if webTags.contains(where: { lower.starts(with: $0.utf8) }) { return .html }
        guard lower.starts(with: "<?xml".utf8) else { return nil }
        let head = String(decoding: lower, as: UTF8.self)
        if head.contains("excel.sheet") || head.contains("office:spreadsheet") { return .excelXML }
        return head.contains("<html") ? .html : .xml
    }

    private static let webTags = [
        "<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div", "<font", "<script", "<center",
    ]

    /// An object or array begins, whole or broken: no header of a table starts like that, and broken JSON is told as that.
    private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        let next = text.dropFirst().drop(while: isSpace).first
        switch first {
        case UInt8(ascii: "{"): return true
        case UInt8(ascii: "["): return next.map { "{[]\"'-0123456789".utf8.contains($0) } ?? true
        default: return false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
