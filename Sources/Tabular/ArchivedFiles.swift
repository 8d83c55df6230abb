/// The files in a zip archive that is no workbook. What is wrong with an archive as such is found when it is opened, before anything
/// is inflated; nothing is ever written under the names in it.
public final class ArchivedFiles {
    /// A file in the archive.
    public struct Entry: Hashable, Sendable {
        /// Its name with its folders, `/` between them.
        public let name: String
        let index: Int

        /// Whether it is a folder.
        public var isFolder: Bool { name.hasSuffix("/") }
    }

    /// All entries in the archive's order.
    public let entries: [Entry]
    private let archive: Archive

    /// Opens an archive.
    ///
    /// - Throws: `TabularError` for one that is damaged, encrypted, too large, or made to do harm.
    public init(path: String, limits: TabularLimits) throws(TabularError) {
        archive = try Archive(path: path, limits: limits)
        entries = archive.entries.enumerated().map { index, entry in
            Entry(name: Self.text(of: entry.name), index: index)
        }
    }

    /// Begins to read a file.
    ///
    /// - Throws: `TabularError` when it is damaged or longer than it says.
    public func open(_ entry: Entry) throws(TabularError) -> ArchivedFile {
        ArchivedFile(try archive.part(at: entry.index))
    }

    /// Programs write UTF-8, whether they say so or not, or what DOS had for Cyrillic; `\` is some programs' `/`.
    private static func text(of name: [UInt8]) -> String {
        let text = String(validating: name, as: UTF8.self) ?? String(String.UnicodeScalarView(name.map(scalar)))
        return text.replacing("\\", with: "/")
    }

    /// A byte of code page 866, as far as it has letters.
    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0..<0x80: Unicode.Scalar(byte)
        case 0x80...0xAF: Unicode.Scalar(0x0410 + UInt32(byte) - 0x80) ?? "?"
        case 0xE0...0xEF: Unicode.Scalar(0x0440 + UInt32(byte) - 0xE0) ?? "?"
        case 0xF0: "Ё"
        case 0xF1: "ё"
        case 0xFC: "№"
        default: "?"
        }
    }
}

/// One file of an archive while it is read; closed before the next is opened.
public final class ArchivedFile {
    private let part: ArchivePart

    init(_ part: ArchivePart) { self.part = part }

    /// The next bytes; nil at the end.
    ///
    /// - Throws: `TabularError` when it is damaged, or longer than it or the limits say.
    public func next() throws(TabularError) -> [UInt8]? {
        var piece: [UInt8]?
        do {
            guard try part.take({ piece = Array($0) }) else { return nil }
        } catch let error as TabularError {
            throw error
        } catch {
            throw .unreadable(.damagedArchive)
        }
        return piece
    }

    /// Ends reading, wherever it is.
    public func close() { part.close() }
}
