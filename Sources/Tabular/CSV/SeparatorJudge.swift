internal import Glibc

/// Finds the byte between the cells by trying each candidate on the head of a file.
enum SeparatorJudge {
    private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    private static let records = 64

    /// The candidate that cuts the records into most cells of the same number; the comma where none cuts anything.
    ///
    /// Lines of a title above the table and ragged rows are outvoted. A candidate that fits every record beats one that
    /// fits most: commas inside addresses are many, but the header has none.
    static func separator(of head: [UInt8], isWhole: Bool) -> UInt8 {
        var best = (score: 0.0, separator: candidates[0])
        for candidate in candidates {
            let score = score(widths(of: head, cutAt: candidate, isWhole: isWhole))
            if score > best.score { best = (score, candidate) }
        }
        return best.separator
    }

    /// The separator that a `sep=` line names, and the length of that line.
    static func declaration(in head: some Collection<UInt8>) -> (separator: UInt8, length: Int)? {
        let bytes = Array(head.prefix(7))
        guard bytes.count >= 5, bytes.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }) else {
            return nil
        }
        let separator = bytes[4]
        guard isUsable(separator) else { return nil }
        switch bytes.dropFirst(5) {
        case []: return (separator, 5)
        case let rest where rest.starts(with: [13, 10]): return (separator, 7)
        case let rest where rest.first == 13 || rest.first == 10: return (separator, 6)
        default: return nil
        }
    }

    /// Whether a byte can stand between cells.
    static func isUsable(_ separator: UInt8) -> Bool {
        (separator == UInt8(ascii: "\t") || (separator > 0x20 && separator < 0x7F)) && separator != UInt8(ascii: "\"")
    }

    private static func score(_ widths: [(all: Int, filled: Int)]) -> Double {
        var (usual, fitting) = (1, 0)
        for width in Set(widths.map(\.all)).sorted(by: >) where width > 1 {
            // Empty cells at the end are there or not as the program likes.
            let count = widths.count { $0.filled <= width && width <= $0.all }
            if count > fitting { (usual, fitting) = (width, count) }
        }
        guard fitting > 0 else { return 0 }
        let score = Double(fitting) / Double(widths.count) * log2(Double(usual))
        return fitting == widths.count ? score * 3 : score
    }

    /// Of each of the first records that is not blank, the number of cells, and the same without empty ones at its end.
    private static func widths(
        of head: [UInt8], cutAt separator: UInt8, isWhole: Bool
    ) -> [(all: Int, filled: Int)] {
        var found: [(all: Int, filled: Int)] = []
        var (width, filled, isQuoted, isCellStart) = (1, 0, false, true)
        for (index, byte) in head.enumerated() {
            if byte == UInt8(ascii: "\"") {
                let isEscaped = isQuoted && isBackslashed(head, index, separator)
                // A doubled quote closes and opens again at once.
                if !isEscaped { isQuoted = isQuoted ? false : isCellStart }
                isCellStart = !isQuoted
            } else if isQuoted {
                filled = width
            } else if byte == separator {
                width += 1
                isCellStart = true
            } else if byte == 10 || byte == 13 {
                if filled > 0 { found.append((width, filled)) }
                if found.count == records { return found }
                (width, filled, isCellStart) = (1, 0, true)
            } else {
                isCellStart = false
                if byte != 0x20 { filled = width }
            }
        }
        // The last record may be cut, but it is better than none.
        if filled > 0, isWhole || found.isEmpty { found.append((width, filled)) }
        return found
    }

    /// Whether the quote at an index stands for itself: a backslash before it, and no end of a cell behind it.
    private static func isBackslashed(_ head: [UInt8], _ index: Int, _ separator: UInt8) -> Bool {
        guard index > 0, head[index - 1] == UInt8(ascii: "\\"), index + 1 < head.count else { return false }
        return ![separator, UInt8(ascii: "\""), 10, 13].contains(head[index + 1])
    }
}
