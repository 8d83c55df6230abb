/// Moves references by a column to the right, as a program does when a column is inserted in front of a sheet.
struct ColumnShift {
    private static let lastColumn = 16_383

    /// Columns to move by: 1, or 0 where a column is in its place already.
    let count: Int
    /// The sheet that is moved.
    let sheet: String

    /// A list of cells and ranges, apart by blanks; what is none stays as it is.
    func references(_ text: String) -> String {
        if count == 0 { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false).map { item in
            let ends = item.split(separator: ":", omittingEmptySubsequences: false)
            let moved = ends.map { reference(Array($0.utf8)) }
            if moved.contains(where: { $0 == nil }) { return String(item) }
            return moved.compactMap(\.self).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ":")
        }.joined(separator: " ")
    }

    /// A formula; `isOfSheet` says whether references without a sheet's name are to the sheet that is moved.
    func formula(_ text: String, isOfSheet: Bool) -> String {
        if count == 0 { return text }
        var walk = FormulaWalk(text, self, isOfSheet)
        return walk.moved()
    }

    /// A cell (`B$7`), whole columns (`$B`) or whole rows (`7`); nil for what is none of them.
    fileprivate func reference(_ bytes: [UInt8]) -> [UInt8]? {
        var at = 0
        var moved: [UInt8] = []
        let dollar = UInt8(ascii: "$")
        if at < bytes.count, bytes[at] == dollar {
            moved.append(dollar)
            at += 1
        }
        var column = 0
        let letters = bytes[at...].prefix { (0x41...0x5A).contains($0 & 0xDF) && $0 >= 0x41 }
        for letter in letters.prefix(4) { column = column * 26 + Int(letter & 0xDF) - 0x40 }
        guard letters.count <= 3, column <= Self.lastColumn + 1 else { return nil }
        at += letters.count
        if !letters.isEmpty { moved += Array(columnName(min(column - 1 + count, Self.lastColumn)).utf8) }
        if at < bytes.count, bytes[at] == dollar, !letters.isEmpty {
            moved.append(dollar)
            at += 1
        }
        let digits = bytes[at...]
        guard digits.count <= 7, digits.allSatisfy({ (0x30...0x39).contains($0) }), !letters.isEmpty || !digits.isEmpty
        else { return nil }
        return moved + digits
    }
}

/// One pass over a formula: strings, names of sheets and what stands in brackets pass by, references are moved.
private struct FormulaWalk {
    private let text: [UInt8]
    private let shift: ColumnShift
    private let isOfSheet: Bool
    private var at = 0
    private var out: [UInt8] = []
    /// Whether a sheet's name before the next reference is that of the sheet; nil where there is no name.
    private var named: Bool?
    private var isForeign = false

    init(_ text: String, _ shift: ColumnShift, _ isOfSheet: Bool) {
        self.text = Array(text.utf8)
        self.shift = shift
        self.isOfSheet = isOfSheet
    }

    mutating func moved() -> String {
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "\""): out += take(quotedBy: UInt8(ascii: "\""))
            case UInt8(ascii: "'"): quotedName()
            case UInt8(ascii: "["): brackets()
            case let byte where Self.isOfWord(byte): word()
            default:
                if text[at] != UInt8(ascii: ":") { named = nil }
                isForeign = false
                out.append(text[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
            || "_.$\\?".utf8.contains(byte)
    }

    private mutating func take(quotedBy quote: UInt8) -> [UInt8] {
        let start = at
        at += 1
        while at < text.count {
            if text[at] == quote {
                guard at + 1 < text.count, text[at + 1] == quote else { break }
                at += 1
            }
            at += 1
        }
        at = min(at + 1, text.count)
        return Array(text[start..<at])
    }

    private mutating func quotedName() {
        let quoted = take(quotedBy: UInt8(ascii: "'"))
        out += quoted
        guard at < text.count, text[at] == UInt8(ascii: "!") else { return }
        out.append(text[at])
        at += 1
        let name = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        named =
            name.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'") == shift.sheet
            && !isForeign
    }

    private mutating func brackets() {
        var depth = 0
        repeat {
            if text[at] == UInt8(ascii: "[") { depth += 1 }
            if text[at] == UInt8(ascii: "]") { depth -= 1 }
            out.append(text[at])
            at += 1
        } while at < text.count && depth > 0
        isForeign = true
    }

    private mutating func word() {
        let start = at
        while at < text.count, Self.isOfWord(text[at]) { at += 1 }
        let word = Array(text[start..<at])
        let following = at < text.count ? text[at] : 0
        if following == UInt8(ascii: "!") {
            named = !isForeign && String(decoding: word, as: UTF8.self) == shift.sheet
            out += word + [following]
            at += 1
            return
        }
        let isHere = named ?? isOfSheet
        let isPlain = following != UInt8(ascii: "(") && following != UInt8(ascii: "[")
        if isHere, isPlain, isReference(word, following), let moved = shift.reference(word) {
            out += moved
        } else {
            out += word
        }
    }

    /// Letters alone are columns only beside a colon, digits alone are numbers or rows, which do not move.
    private func isReference(_ word: [UInt8], _ following: UInt8) -> Bool {
        guard let last = word.last else { return false }
        if (0x30...0x39).contains(last) { return true }
        return following == UInt8(ascii: ":") || out.last == UInt8(ascii: ":")
    }
}
