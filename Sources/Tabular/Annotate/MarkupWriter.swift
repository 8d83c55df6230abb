import Glibc

/// Writes XML a piece at a time, into memory or through it into a file.
final class MarkupWriter {
    private static let pieceBytes = 1 << 18

    /// What was written and has not gone to the file.
    private(set) var bytes: [UInt8] = []
    private let file: Int32?
    private var isTagOpen = false

    /// A writer into memory.
    init() { file = nil }

    /// A writer into a new file, readable by nobody else.
    init(path: String) throws(TabularError) {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(code: Int(errno)) }
        self.file = file
        bytes.reserveCapacity(Self.pieceBytes + 65_536)
    }

    deinit { if let file { Glibc.close(file) } }

    /// The declaration that every part begins with.
    func declare() { raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") }

    /// Begins an element; its attributes follow.
    @inline(__always)
    func begin(_ name: UnsafePointer<CChar>) {
        endTag()
        bytes.append(UInt8(ascii: "<"))
        append(name)
        isTagOpen = true
    }

    /// An element with its attributes as they are.
    func copy(_ name: MarkupName, _ attributes: MarkupAttributes) {
        begin(name.qualified)
        attributes.forEach { attribute($0.qualified, $1) }
    }

    @inline(__always)
    func attribute(_ name: UnsafePointer<CChar>, _ value: UnsafePointer<CChar>) {
        bytes.append(UInt8(ascii: " "))
        append(name)
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        append(escaping: UnsafeRawBufferPointer(start: value, count: strlen(value)), isAttribute: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Where a cell is, and its style.
    func cell(_ column: [UInt8], _ row: [UInt8], style: Int) {
        bytes.append(contentsOf: [0x20, 0x72, 0x3D, 0x22])
        bytes.append(contentsOf: column)
        bytes.append(contentsOf: row)
        bytes.append(0x22)
        if style == 0 { return }
        bytes.append(contentsOf: [0x20, 0x73, 0x3D, 0x22])
        bytes.append(contentsOf: String(style).utf8)
        bytes.append(0x22)
    }

    func attribute(_ name: String, _ value: String) {
        name.withCString { name in value.withCString { value in attribute(name, value) } }
    }

    func close(_ name: UnsafePointer<CChar>) throws {
        if isTagOpen {
            isTagOpen = false
            bytes.append(UInt8(ascii: "/"))
            bytes.append(UInt8(ascii: ">"))
        } else {
            bytes.append(UInt8(ascii: "<"))
            bytes.append(UInt8(ascii: "/"))
            append(name)
            bytes.append(UInt8(ascii: ">"))
        }
        try flushIfFull()
    }

    /// Writes to the file once enough has gathered.
    @inline(__always)
    func flushIfFull() throws(TabularError) { if bytes.count >= Self.pieceBytes { try flush() } }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
        endTag()
        append(escaping: UnsafeRawBufferPointer(text), isAttribute: false)
    }

    func text(_ text: String) {
        var text = text
        text.withUTF8 { self.text($0) }
    }

    /// Markup as it is.
    func raw(_ markup: String) {
        endTag()
        bytes.append(contentsOf: markup.utf8)
    }

    /// Markup as it is.
    func raw(_ markup: [UInt8]) {
        endTag()
        bytes.append(contentsOf: markup)
    }

    /// Hands over what was written to memory.
    func take() -> [UInt8] {
        endTag()
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return taken
    }

    /// Writes to the file what is left.
    func flush() throws(TabularError) {
        guard let file else { return }
        endTag()
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.write(file, all.baseAddress.map { $0 + written }, all.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(code: Int(errno)) }
            written += count
        }
        bytes.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private func endTag() {
        guard isTagOpen else { return }
        isTagOpen = false
        bytes.append(UInt8(ascii: ">"))
    }

    @inline(__always)
    private func append(_ text: UnsafePointer<CChar>) {
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    private func append(escaping text: UnsafeRawBufferPointer, isAttribute: Bool) {
        var start = 0
        for index in 0..<text.count {
            let escape: StaticString
            if text[index] > 0x3E { continue }
            switch text[index] {
            case UInt8(ascii: "&"): escape = "&amp;"
            case UInt8(ascii: "<"): escape = "&lt;"
            case UInt8(ascii: ">"): escape = "&gt;"
            case UInt8(ascii: "\r"): escape = "&#13;"
            case UInt8(ascii: "\"") where isAttribute: escape = "&quot;"
            case UInt8(ascii: "\n") where isAttribute: escape = "&#10;"
            case UInt8(ascii: "\t") where isAttribute: escape = "&#9;"
            default: continue
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: escape.utf8Start, count: escape.utf8CodeUnitCount))
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
    }
}

/// The letters of columns, made once each.
struct ColumnLetters {
    private var known: [[UInt8]] = []

    mutating func of(_ column: Int) -> [UInt8] {
        while known.count <= column { known.append(Array(columnName(known.count).utf8)) }
        return known[column]
    }
}

/// Text that XML can hold and that a spreadsheet reads as it is.
func legible(_ text: String) -> String {
    let isLegible: (Unicode.Scalar) -> Bool = {
        ($0.value >= 0x20 || $0 == "\n" || $0 == "\t") && $0.value & 0xFFFE != 0xFFFE
    }
    if text.unicodeScalars.allSatisfy(isLegible) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isLegible($0) ? $0 : "\u{FFFD}" }))
}
