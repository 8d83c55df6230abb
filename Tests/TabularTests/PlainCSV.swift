import Foundation
import Tabular

/// A reader of CSV without any cleverness, to compare the clever one with: the whole text, character by character.
enum PlainCSV {
    /// The text as Foundation reads the encoding that was found.
    static func text(_ bytes: [UInt8], _ dialect: CSVDialect) -> [Character] {
        let kazakh: [UInt8: UInt32] = [
            0x8D: 0x49A, 0x8E: 0x4BA, 0x9D: 0x49B, 0x9E: 0x4BB, 0xA1: 0x4B0, 0xA2: 0x4B1, 0xA3: 0x4D8, 0xA5: 0x4E8,
            0xAA: 0x492, 0xAF: 0x4AE, 0xB4: 0x4E9, 0xBA: 0x493, 0xBC: 0x4D9, 0xBD: 0x4A2, 0xBE: 0x4A3, 0xBF: 0x4AF,
        ]
        var text: String
        switch dialect.encoding {
        case .utf8: text = String(decoding: bytes, as: UTF8.self)
        case .utf16LittleEndian: text = String(data: Data(bytes), encoding: .utf16LittleEndian) ?? ""
        case .utf16BigEndian: text = String(data: Data(bytes), encoding: .utf16BigEndian) ?? ""
        case .windows1251: text = String(data: Data(bytes), encoding: .windowsCP1251) ?? ""
        case .kz1048:
            text = bytes.map { byte in
                if let scalar = kazakh[byte].flatMap(Unicode.Scalar.init) { return String(Character(scalar)) }
                return String(data: Data([byte]), encoding: .windowsCP1251) ?? ""
            }.joined()
        }
        // One scalar a character: CRLF and letters with marks must not stick together.
        var characters = text.unicodeScalars.map(Character.init)
        if dialect.hasByteOrderMark, characters.first == "\u{FEFF}" { characters.removeFirst() }
        return characters
    }

    static func rows(_ text: [Character], _ dialect: CSVDialect?) -> [[String]] {
        let separator = dialect.map { Character(Unicode.Scalar($0.separator)) } ?? ","
        var text = text[...]
        if dialect?.isDeclared == true { text = skipDeclaration(text) }
        var rows: [[String]] = []
        var (row, cell): ([String], String.UnicodeScalarView) = ([], .init())
        var (isQuoted, isStart, isOpen) = (false, true, false)
        var escape = CSVDialect.QuoteEscape.doubled
        var at = text.startIndex
        func next(_ offset: Int) -> Character? { at + offset < text.endIndex ? text[at + offset] : nil }
        while at < text.endIndex {
            let character = text[at]
            if isQuoted, character == "\\", let after = next(1) {
                if after == "\"", dialect?.quoteEscape == .backslash, escape == .doubled, let end = next(2),
                    ![separator, "\"", "\r", "\n"].contains(end)
                {
                    escape = .backslash
                }
                let isEscape = escape == .backslash && (after == "\"" || after == "\\")
                cell.append(contentsOf: (isEscape ? String(after) : "\\").unicodeScalars)
                at += isEscape ? 2 : 1
                // A pair of backslashes is one thing, also where it is no escape.
                if !isEscape, after == "\\" {
                    cell.append("\\")
                    at += 1
                }
                continue
            }
            at += 1
            if isQuoted {
                if character != "\"" {
                    cell.append(contentsOf: character.unicodeScalars)
                } else if at < text.endIndex, text[at] == "\"" {
                    cell.append("\"")
                    at += 1
                } else {
                    isQuoted = false
                }
            } else if character == "\"", isStart {
                (isQuoted, isStart, isOpen) = (true, false, true)
            } else if character == separator {
                row.append(String(cell))
                (cell, isStart, isOpen) = (.init(), true, true)
            } else if character == "\r" || character == "\n" {
                if character == "\r", at < text.endIndex, text[at] == "\n" { at += 1 }
                rows.append(row + [String(cell)])
                (row, cell, isStart, isOpen) = ([], .init(), true, false)
            } else {
                cell.append(contentsOf: character.unicodeScalars)
                (isStart, isOpen) = (false, true)
            }
        }
        if isOpen { rows.append(row + [String(cell)]) }
        return rows
    }

    private static func skipDeclaration(_ text: ArraySlice<Character>) -> ArraySlice<Character> {
        var rest = text.dropFirst(5)
        if rest.first == "\r" { rest = rest.dropFirst() }
        if rest.first == "\n" { rest = rest.dropFirst() }
        return rest
    }
}
