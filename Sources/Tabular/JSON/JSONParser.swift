/// Makes records of objects, byte by byte. It knows one array and one object deep: what is nested deeper is a fault
/// with a name, so nothing here can be too deep.
struct JSONParser: Sendable {
    private enum State {
        case start, beforeItem, firstItemOrEnd, afterItem, betweenLines, end
        case firstKeyOrEnd, beforeKey, beforeColon, beforeValue, afterValue
        case inKey, inString, inNumber, inWord
    }

    private(set) var keys: JSONKeys
    private let limits: TabularLimits
    private var state = State.start
    private var isArray = false
    private var hasBreak = true
    private var hasContent = false
    private var isHeaderDone = false
    private var number = 0
    private var offset = 0
    private var column = 0
    /// Keys and values of the object as they come.
    private var bytes: [UInt8] = []
    private var tokenStart = 0
    private var token = JSONToken()
    /// Where in `bytes` the value of each column lies, and in which object it was last set.
    private var values: [Range<Int>] = []
    private var setIn: [Int] = []
    private var record = Record()

    init(keys: [String], limits: TabularLimits) {
        self.keys = JSONKeys(keys)
        self.limits = limits
    }

    mutating func feed(_ text: UnsafeRawBufferPointer, _ each: (Record) throws -> Void) throws {
        var at = 0
        while at < text.count {
            switch state {
            case .inKey, .inString: try takeString(text, &at)
            case .inNumber: try takeNumber(text, &at)
            case .inWord: try takeWord(text[at], &at)
            default:
                let byte = text[at]
                at += 1
                if byte == 0x20 || byte == 9 || byte == 10 || byte == 13 {
                    hasBreak = hasBreak || byte == 10 || byte == 13
                } else {
                    offset += at
                    defer { offset -= at }
                    try take(byte, each)
                }
            }
        }
        offset += text.count
    }

    mutating func finish(_ each: (Record) throws -> Void) throws {
        switch state {
        case .end, .betweenLines: break
        case .start: throw TabularError.empty
        default: throw TabularError.unreadable(.damagedJSON(row: max(1, number), offset: offset))
        }
        guard hasContent else { throw TabularError.empty }
    }

    /// A byte between tokens.
    private mutating func take(_ byte: UInt8, _ each: (Record) throws -> Void) throws {
        switch (state, byte) {
        case (.start, UInt8(ascii: "[")):
            isArray = true
            state = .firstItemOrEnd
        case (.start, UInt8(ascii: "{")), (.firstItemOrEnd, UInt8(ascii: "{")), (.beforeItem, UInt8(ascii: "{")):
            try openObject()
        case (.betweenLines, UInt8(ascii: "{")) where hasBreak: try openObject()
        case (.firstItemOrEnd, UInt8(ascii: "]")), (.afterItem, UInt8(ascii: "]")): state = .end
        case (.afterItem, UInt8(ascii: ",")): state = .beforeItem
        case (.firstKeyOrEnd, UInt8(ascii: "\"")), (.beforeKey, UInt8(ascii: "\"")): openString(.inKey)
        case (.firstKeyOrEnd, UInt8(ascii: "}")), (.afterValue, UInt8(ascii: "}")): try closeObject(each)
        case (.beforeColon, UInt8(ascii: ":")): state = .beforeValue
        case (.afterValue, UInt8(ascii: ",")): state = .beforeKey
        case (.beforeValue, _): try openValue(byte)
        case (.start, _), (.firstItemOrEnd, _), (.beforeItem, _):
            guard JSONToken.opensValue(byte) else { throw damaged() }
            throw TabularError.unreadable(.notAnObject(row: number + 1))
        default: throw damaged()
        }
    }

    private mutating func openObject() throws {
        if number == limits.rows { throw TabularError.tooManyRows(limit: limits.rows) }
        number += 1
        bytes.removeAll(keepingCapacity: true)
        column = -1
        state = .firstKeyOrEnd
    }

    private mutating func openString(_ state: State) {
        self.state = state
        tokenStart = bytes.count
        token = JSONToken()
    }

    private mutating func openValue(_ byte: UInt8) throws {
        switch byte {
        case UInt8(ascii: "\""): openString(.inString)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            throw TabularError.unreadable(.nestedValue(row: number, column: column))
        default:
            openString(byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) ? .inNumber : .inWord)
            guard JSONToken.opensValue(byte) else { throw damaged() }
            bytes.append(byte)
            if state == .inNumber { _ = token.number(takes: byte) }
        }
    }

    private mutating func takeString(_ text: UnsafeRawBufferPointer, _ at: inout Int) throws {
        while at < text.count {
            let clean = token.isEscaping ? at : JSONToken.plainEnd(text, from: at)
            if clean > at { token.closeSurrogate(into: &bytes) }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[at..<clean]))
            at = clean
            try checkLength()
            guard at < text.count else { return }
            let byte = text[at]
            at += 1
            offset += at
            defer { offset -= at }
            if token.isEscaping || byte == UInt8(ascii: "\\") {
                guard token.escape(takes: byte, into: &bytes) else { throw damaged() }
            } else if byte == UInt8(ascii: "\"") {
                token.closeSurrogate(into: &bytes)
                return try closeString()
            } else {
                throw damaged()
            }
        }
    }

    private mutating func closeString() throws {
        let isKey = state == .inKey
        let place = isKey ? keys.names.count : column
        try bytes.withUnsafeBytes { buffer in
            let token = UnsafeRawBufferPointer(rebasing: buffer[tokenStart...])
            if firstNonUTF8(in: token) != nil { throw TabularError.notText(row: number, column: place) }
            if token.contains(0) { throw TabularError.containsNUL(row: number, column: place) }
        }
        if isKey { try closeKey() } else { closeValue() }
    }

    private mutating func closeKey() throws {
        let key = bytes[tokenStart...]
        guard let index = keys.index(of: key, limit: limits.columns, expected: column + 1) else {
            throw TabularError.tooManyColumns(limit: limits.columns, row: number)
        }
        while setIn.count <= index {
            setIn.append(0)
            values.append(0..<0)
        }
        if setIn[index] == number { throw TabularError.unreadable(.duplicateKey(row: number, column: index)) }
        setIn[index] = number
        bytes.removeSubrange(tokenStart...)
        column = index
        state = .beforeColon
    }

    private mutating func closeValue() {
        values[column] = tokenStart..<bytes.count
        state = .afterValue
    }

    private mutating func takeNumber(_ text: UnsafeRawBufferPointer, _ at: inout Int) throws {
        while at < text.count {
            guard token.number(takes: text[at]) else {
                offset += at + 1
                defer { offset -= at + 1 }
                guard token.isWholeNumber else { throw damaged() }
                return closeValue()
            }
            bytes.append(text[at])
            at += 1
            try checkLength()
        }
    }

    private mutating func takeWord(_ byte: UInt8, _ at: inout Int) throws {
        at += 1
        bytes.append(byte)
        offset += at
        defer { offset -= at }
        let word = bytes[tokenStart...]
        guard let whole = JSONToken.words.first(where: { $0.starts(with: word) }) else { throw damaged() }
        guard whole.count == word.count else { return }
        if whole.first == UInt8(ascii: "n") { bytes.removeSubrange(tokenStart...) }
        closeValue()
    }

    private mutating func closeObject(_ each: (Record) throws -> Void) throws {
        state = isArray ? .afterItem : .betweenLines
        hasBreak = false
        if !isHeaderDone {
            isHeaderDone = true
            try each(header())
        }
        record.clear()
        record.number = number
        let last = setIn.lastIndex(of: number) ?? -1
        for index in 0..<(last + 1) {
            if setIn[index] == number { record.bytes.append(contentsOf: bytes[values[index]]) }
            record.ends.append(record.bytes.count)
        }
        hasContent = hasContent || !record.isBlank
        try each(record)
    }

    private func header() -> Record {
        var header = Record()
        for name in keys.names {
            header.bytes.append(contentsOf: name.utf8)
            header.ends.append(header.bytes.count)
        }
        return header
    }

    private func checkLength() throws {
        guard bytes.count - tokenStart > limits.cellBytes else { return }
        let place = state == .inKey ? keys.names.count : column
        throw TabularError.cellTooLong(limit: limits.cellBytes, row: number, column: place)
    }

    private func damaged() -> TabularError {
        .unreadable(.damagedJSON(row: max(1, number), offset: max(0, offset - 1)))
    }
}
