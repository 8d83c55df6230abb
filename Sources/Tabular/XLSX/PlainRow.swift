/// A row of a sheet as nearly all are written, read straight from its bytes: cells such as `<c r="B7" s="1" t="s"><v>42</v></c>`.
///
/// Expat takes most of the time that a big sheet takes, so it is spared what needs no XML parser. A row with anything else in it
/// (a formula, inline text, an entity, a comment, an attribute that is not known) is not plain, and expat reads it.
struct PlainRow {
    struct Cell {
        /// Column from 0 and row from 1; nil when the cell says neither.
        var place: (column: Int, row: Int)?
        var style = 0
        var kind = SheetReader.Kind.number
        /// Where its value lies in the bytes; empty for an empty cell.
        var value = 0..<0
    }

    /// The row's own number; nil when it says none.
    private(set) var number: Int?
    private(set) var isHidden = false
    private(set) var cells: [Cell] = []

    private static let longestValue = 40
    private static let attributes: [StaticString] = [
        "r", "spans", "hidden", "s", "customFormat", "ht", "customHeight", "collapsed", "outlineLevel", "thickTop",
        "thickBot", "ph", "x14ac:dyDescent",
    ]

    /// Reads the row that begins at an offset, blanks before it left out, and says where it ends; nil when it is not plain or not
    /// all there.
    mutating func read(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var cursor = Cursor(bytes: bytes, at: start)
        number = nil
        isHidden = false
        cells.removeAll(keepingCapacity: true)
        cursor.skipBlanks()
        guard cursor.take("<row"), let isEmpty = readAttributes(&cursor) else { return nil }
        if isEmpty { return cursor.at }
        while true {
            cursor.skipBlanks()
            if cursor.take("<c") {
                guard let cell = readCell(&cursor) else { return nil }
                cells.append(cell)
            } else {
                return cursor.take("</row>") ? cursor.at : nil
            }
        }
    }

    /// Reads up to the end of the tag, and says whether it has no content; nil when an attribute is not plain.
    private mutating func readAttributes(_ cursor: inout Cursor) -> Bool? {
        var seen = 0
        while true {
            if cursor.take(UInt8(ascii: ">")) { return false }
            if cursor.take("/>") { return true }
            guard cursor.take(UInt8(ascii: " ")),
                let index = Self.attributes.firstIndex(where: { cursor.takeName($0) }), seen & 1 << index == 0,
                let value = cursor.takeQuoted()
            else { return nil }
            seen |= 1 << index
            switch index {
            case 0:
                number = cursor.number(value)
                if number == nil { return nil }
            case 2: isHidden = cursor.isTrue(value)
            default: break
            }
        }
    }

    private func readCell(_ cursor: inout Cursor) -> Cell? {
        var cell = Cell()
        if cursor.take(" r=\"") {
            guard let place = cursor.takePlace() else { return nil }
            cell.place = place
        }
        if cursor.take(" s=\"") {
            guard let style = cursor.takeNumber(), cursor.take(UInt8(ascii: "\"")) else { return nil }
            cell.style = style
        }
        if cursor.take(" t=\"") {
            switch cursor.next {
            case UInt8(ascii: "s"): cell.kind = .shared
            case UInt8(ascii: "b"): cell.kind = .boolean
            case UInt8(ascii: "n"): cell.kind = .number
            default: return nil
            }
            cursor.at += 1
            guard cursor.take(UInt8(ascii: "\"")) else { return nil }
        }
        if cursor.take("/>") { return cell }
        guard cursor.take("><v>") else { return nil }
        let begin = cursor.at
        cursor.skipNumeric()
        cell.value = begin..<cursor.at
        guard (1...Self.longestValue).contains(cell.value.count), cursor.take("</v></c>") else { return nil }
        return cell
    }
}

/// A place in bytes that goes forward; past the end there are zeros, which are no markup.
private struct Cursor {
    let bytes: UnsafeRawBufferPointer
    var at: Int

    @inline(__always)
    var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    @inline(__always)
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for index in 0..<count where bytes[at + index] != text.utf8Start[index] { return false }
        at += count
        return true
    }

    /// An attribute's name with the equals sign behind it.
    mutating func takeName(_ name: StaticString) -> Bool {
        let start = at
        if take(name), take(UInt8(ascii: "=")) { return true }
        at = start
        return false
    }

    @inline(__always)
    mutating func skipBlanks() {
        while case let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    @inline(__always)
    mutating func skipNumeric() {
        while case let byte = next,
            (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
        { at += 1 }
    }

    /// What stands between quotes, as long as it is letters, digits and a few signs.
    mutating func takeQuoted() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = at
        while case let byte = next,
            (0x30...0x3A).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x20 || byte == 0x2E
                || byte == 0x2D
        { at += 1 }
        let end = at
        return take(UInt8(ascii: "\"")) ? start..<end : nil
    }

    /// A number of at most seven digits.
    @inline(__always)
    mutating func takeNumber() -> Int? {
        let start = at
        var number = 0
        while case let byte = next, (0x30...0x39).contains(byte) {
            number = number * 10 + Int(byte - 0x30)
            at += 1
            if at - start > 7 { return nil }
        }
        return at > start ? number : nil
    }

    /// A reference such as `AB12` with the quote behind it.
    @inline(__always)
    mutating func takePlace() -> (column: Int, row: Int)? {
        let start = at
        var column = 0
        while case let byte = next, (0x41...0x5A).contains(byte) {
            column = column * 26 + Int(byte - 0x40)
            at += 1
            if at - start > 3 { return nil }
        }
        guard at > start, let row = takeNumber(), take(UInt8(ascii: "\"")) else { return nil }
        return (column - 1, row)
    }

    func number(_ range: Range<Int>) -> Int? {
        var part = Cursor(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]), at: 0)
        let number = part.takeNumber()
        return part.at == range.count ? number : nil
    }

    func isTrue(_ range: Range<Int>) -> Bool {
        ["1", "true", "on"].contains(String(decoding: bytes[range], as: UTF8.self))
    }
}
