/// Writes CSV (RFC 4180, CRLF) into memory, piece by piece.
public struct CSVWriter: Sendable {
    /// Which cells are put in quotes.
    public enum Quoting: Sendable {
        /// Those that need it.
        case needed
        /// All of them.
        case always
    }

    /// What was written and not yet taken.
    public private(set) var bytes: [UInt8] = []

    private let separator: UInt8
    private let quoting: Quoting
    private let guardsFormulas: Bool

    /// A writer with nothing written yet but the byte order mark, where one is wanted.
    ///
    /// `guardsFormulas` puts an apostrophe before cells that a spreadsheet would compute (OWASP ASVS 1.2.10).
    public init(
        separator: UInt8 = UInt8(ascii: ","), byteOrderMark: Bool = false, quoting: Quoting = .needed,
        guardsFormulas: Bool = true
    ) {
        self.separator = separator
        self.quoting = quoting
        self.guardsFormulas = guardsFormulas
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Writes one record.
    public mutating func write(_ cells: some Sequence<String>) {
        var count = 0
        for var cell in cells {
            if count > 0 { bytes.append(separator) }
            count += 1
            cell.withUTF8 { write($0, isFirst: count == 1) }
        }
        bytes.append(contentsOf: [13, 10])
    }

    /// Hands over what was written since the last time, to be streamed out.
    public mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return taken
    }

    private mutating func write(_ cell: UnsafeBufferPointer<UInt8>, isFirst: Bool) {
        let quote = UInt8(ascii: "\"")
        let isGuarded = guardsFormulas && cell.first.map { Self.formulaStarts.contains($0) } == true
        // A record of one empty cell would be a blank line, `sep=;` a declaration, U+FEFF a byte order mark.
        let isRisky = isFirst && (cell.isEmpty || cell.first == 0xEF || cell.prefix(4).elementsEqual("sep=".utf8))
        let isQuoted =
            quoting == .always || isRisky
            || cell.contains { $0 == quote || $0 == separator || $0 == 10 || $0 == 13 }
        if isQuoted { bytes.append(quote) }
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        if isQuoted {
            for byte in cell {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        } else {
            bytes.append(contentsOf: cell)
        }
    }

    private static let formulaStarts: [UInt8] = Array("=+-@\t\r\n\0".utf8)
}
