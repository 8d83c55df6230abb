/// How a CSV file is written, as far as it had to be found out.
public struct CSVDialect: Hashable, Sendable {
    /// The byte between cells: a comma, a semicolon, a tab, or what a `sep=` line names.
    public let separator: UInt8
    /// The file begins with the byte order mark of UTF-8.
    public let hasByteOrderMark: Bool
    /// A `sep=` line named the separator.
    public let isDeclared: Bool
}

/// Counts the candidates outside quotes up to the end of the first record that has any.
struct SeparatorScan: Sendable {
    private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    private var counts = [0, 0, 0]
    private var isQuoted = false
    private var isCellStart = true

    /// Whether this byte ends a record that has a candidate.
    mutating func ends(with byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "\"") {
            isQuoted = isQuoted ? false : isCellStart
            // A doubled quote closes and opens again at once.
            isCellStart = !isQuoted
            return false
        }
        guard !isQuoted else { return false }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            isCellStart = true
            return counts.contains { $0 > 0 }
        }
        if let candidate = Self.candidates.firstIndex(of: byte) {
            counts[candidate] += 1
            isCellStart = true
        } else {
            isCellStart = false
        }
        return false
    }

    /// The most frequent candidate so far; the comma where there is none.
    var separator: UInt8 {
        let most = counts.max() ?? 0
        return Self.candidates[counts.firstIndex(of: most) ?? 0]
    }

    /// The separator that a `sep=` line names, and the length of that line.
    static func declaration(in head: some Collection<UInt8>) -> (separator: UInt8, length: Int)? {
        let bytes = Array(head.prefix(7))
        guard bytes.count >= 5, bytes.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }) else {
            return nil
        }
        let separator = bytes[4]
        let isUsable = separator == UInt8(ascii: "\t") || (separator > 0x20 && separator < 0x7F)
        guard isUsable, separator != UInt8(ascii: "\"") else { return nil }
        switch bytes.dropFirst(5) {
        case []: return (separator, 5)
        case let rest where rest.starts(with: [13, 10]): return (separator, 7)
        case let rest where rest.first == 13 || rest.first == 10: return (separator, 6)
        default: return nil
        }
    }
}
