/// What a file is by its content; names and declared media types are not asked.
public enum FileKind: String, CaseIterable, Hashable, Sendable {
    /// Text, which may be CSV or JSON.
    case text
    /// A zip archive that may be a workbook; `XLSXReader` finds out.
    case xlsx
    /// The workbook of Excel before 2007, or another OLE document.
    case xls
    /// An Office document behind a password.
    case encrypted
    case xlsb, ods, docx, pptx, pdf, png, jpeg, gzip, rar, sevenZip, zip, html, xml, empty, binary

    /// Judges by the first bytes; 64 KiB are more than enough.
    public static func sniff(_ first: some Collection<UInt8>) -> FileKind {
        let bytes = Array(first.prefix(65_536))
        guard !bytes.isEmpty else { return .empty }
        for (magic, kind) in signatures where bytes.starts(with: magic) { return kind }
        if bytes.starts(with: oleSignature) { return holdsEncryptedPackage(bytes[...]) ? .encrypted : .xls }
        if bytes.starts(with: zipSignature) || bytes.starts(with: emptyZipSignature) {
            return isOpenDocument(bytes) ? .ods : .xlsx
        }
        let byteOrderMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if !byteOrderMark, bytes.prefix(1_024).contains(0) { return .binary }
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
        return holdsEncryptedPackage(entries[...]) ? .encrypted : kind
    }

    private static let zipSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let emptyZipSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let oleSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let signatures: [([UInt8], FileKind)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x1F, 0x8B], .gzip),
        (Array("Rar!".utf8), .rar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ]

    private static func isOpenDocument(_ bytes: [UInt8]) -> Bool {
        let type = Array("mimetypeapplication/vnd.oasis.opendocument.".utf8)
        return bytes.dropFirst(30).starts(with: type)
    }

    private static func holdsEncryptedPackage(_ bytes: ArraySlice<UInt8>) -> Bool {
        let name = Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        return bytes.indices.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
    }

    private static func markup(_ bytes: [UInt8]) -> FileKind? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let text = start.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(15).map { $0 | 0x20 }
        if text.starts(with: "<!doctype html".utf8.map { $0 | 0x20 }) || text.starts(with: "<html".utf8) {
            return .html
        }
        return text.starts(with: "<?xml".utf8) ? .xml : nil
    }
}
