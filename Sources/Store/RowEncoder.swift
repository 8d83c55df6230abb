internal import Domain

/// Judged rows and their issues as COPY's text format, byte by byte: this is the one hot path that writes.
struct RowEncoder {
    private let prefix: [UInt8]
    private let suffix: [UInt8]
    private let petition: [UInt8]
    let petitionNumber: Int64

    init(petition: Int64, institution: Int64, authority: Int64) {
        petitionNumber = petition
        prefix = Array("\(petition)\t".utf8)
        suffix = Array("\t\(institution)\t\(authority)\t".utf8)
        self.petition = Array("\(petition)\t\(institution)\t\(authority)\t".utf8)
    }

    /// Appends one row of `petition_row`.
    func append(_ row: JudgedRow, to bytes: inout [UInt8]) {
        let reading = row.reading
        bytes += prefix
        bytes.append(number: row.text.number)
        bytes += suffix
        bytes += row.state.rawValue.utf8
        bytes.append(tab)
        bytes += reading.action.rawValue.utf8
        bytes.append(tab)
        if let iin = reading.iin { bytes.append(number: Int(iin.number)) } else { bytes.appendNull() }
        for column in Column.allCases.dropFirst(2) {
            bytes.append(tab)
            append(column, of: row, to: &bytes)
        }
        bytes.append(tab)
        appendUnread(of: row, to: &bytes)
        bytes.append(tab)
        appendJSON(row.text.other.sorted { $0.key < $1.key }, to: &bytes)
        bytes.append(newline)
    }

    /// Appends the issues of `petition_issue`.
    func append(_ issues: [Issue], to bytes: inout [UInt8]) {
        for issue in issues {
            bytes += petition
            if let row = issue.place.row { bytes.append(number: row) } else { bytes.appendNull() }
            bytes.append(tab)
            if let column = issue.place.column { bytes += column.rawValue.utf8 } else { bytes.appendNull() }
            bytes.append(tab)
            bytes += issue.severity.rawValue.utf8
            bytes.append(tab)
            bytes += issue.code.rawValue.utf8
            bytes.append(tab)
            if let found = issue.found { bytes.append(escaped: Array(found.utf8)[...]) } else { bytes.appendNull() }
            bytes.append(tab)
            if issue.arguments.isEmpty {
                bytes += "{}".utf8
            } else {
                appendJSON(issue.arguments.sorted { $0.key < $1.key }, to: &bytes)
            }
            bytes.append(newline)
        }
    }

    private func append(_ column: Column, of row: JudgedRow, to bytes: inout [UInt8]) {
        let reading = row.reading
        switch column {
        case .birthDate: bytes.append(day: reading.birthDate)
        case .sex: bytes.append(word: reading.sex?.rawValue)
        case .citizenship: bytes.append(word: reading.citizenship)
        case .documentType: bytes.append(word: reading.documentType?.rawValue)
        case .documentIssuedOn: bytes.append(day: reading.documentIssuedOn)
        case .documentSample: bytes.append(word: reading.documentSample?.rawValue)
        case .stay: bytes.append(word: reading.stay?.rawValue)
        case .from: bytes.append(day: reading.from)
        case .until: bytes.append(day: reading.until)
        case .registeredWithParents: bytes.append(word: reading.registeredWithParents.map { $0 ? "yes" : "no" })
        case .militaryMarkOn: bytes.append(day: reading.militaryMarkOn)
        case .feeExemption: bytes.append(word: reading.feeExemption?.rawValue)
        case .departureReason: bytes.append(word: reading.departureReason?.rawValue)
        default:
            let range = row.text.trimmed(column)
            if range.isEmpty { bytes.appendNull() } else { bytes.append(escaped: row.text.bytes[range]) }
        }
    }

    private func appendUnread(of row: JudgedRow, to bytes: inout [UInt8]) {
        appendJSON(row.unread.map { ($0.rawValue, row.text[$0] ?? "") }, to: &bytes)
    }

    private func appendJSON(_ pairs: [(key: String, value: String)], to bytes: inout [UInt8]) {
        if pairs.isEmpty { return bytes.appendNull() }
        var json: [UInt8] = [UInt8(ascii: "{")]
        for (index, pair) in pairs.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.append(quoted: pair.key)
            json.append(UInt8(ascii: ":"))
            json.append(quoted: pair.value)
        }
        json.append(UInt8(ascii: "}"))
        bytes.append(escaped: json[...])
    }
}

private let tab = UInt8(ascii: "\t")
private let newline = UInt8(ascii: "\n")
private let backslash = UInt8(ascii: "\\")

extension [UInt8] {
    fileprivate mutating func appendNull() {
        append(backslash)
        append(UInt8(ascii: "N"))
    }

    fileprivate mutating func append(number: Int) {
        append(contentsOf: String(number).utf8)
    }

    fileprivate mutating func append(day: Day?) {
        if let day { day.append(to: &self) } else { appendNull() }
    }

    fileprivate mutating func append(word: String?) {
        if let word { append(contentsOf: word.utf8) } else { appendNull() }
    }

    /// Escapes what COPY's text format gives a meaning to; NUL, which text cannot hold, is left out by the readers.
    fileprivate mutating func append(escaped text: ArraySlice<UInt8>) {
        if !text.contains(where: { $0 < 0x20 || $0 == backslash }) { return append(contentsOf: text) }
        for byte in text {
            switch byte {
            case UInt8(ascii: "\t"): append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): append(contentsOf: "\\r".utf8)
            case backslash: append(contentsOf: "\\\\".utf8)
            case 0: continue
            default: append(byte)
            }
        }
    }

    fileprivate mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), backslash:
                append(backslash)
                append(byte)
            case 0: continue
            case 1..<0x20: append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
