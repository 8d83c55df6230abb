import Domain

/// The fields of a form or a query; a name may come several times.
struct Form: Sendable {
    /// More fields than any form of ours has.
    static let fieldLimit = 10_000

    private(set) var names: [String] = []
    private var values: [String: [String]] = [:]

    init() {}

    /// Reads `application/x-www-form-urlencoded`, which is what queries are too.
    ///
    /// - Throws: `.malformedRequest` for broken percent escapes, text that is no UTF-8, and NUL, which no text of ours holds.
    init(urlencoded text: some StringProtocol) throws(Refusal) {
        var count = 0
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            count += 1
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard count <= Self.fieldLimit, let name = Self.decoded(parts[0]) else {
                throw Refusal(.malformedRequest, arguments: ["field": "form"])
            }
            guard let value = parts.count == 2 ? Self.decoded(parts[1]) : "" else {
                throw Refusal(.malformedRequest, arguments: ["field": name])
            }
            add(name, value)
        }
    }

    mutating func add(_ name: String, _ value: String) {
        if values[name] == nil { names.append(name) }
        values[name, default: []].append(value)
    }

    /// The first value of a name, without blanks around it; nil when there is none or nothing was written.
    subscript(name: String) -> String? {
        guard let value = values[name]?.first else { return nil }
        let trimmed = value.trimmingBlanks()
        return trimmed.isEmpty ? nil : trimmed
    }

    /// All values of a name, as they were sent.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The first value of every name, as it was sent: what a form is shown again with.
    var firstValues: [String: String] { values.compactMapValues(\.first) }

    /// A whole number; nil when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func number<Number: FixedWidthInteger>(_ name: String, as type: Number.Type = Number.self) throws(Refusal)
        -> Number?
    {
        guard let text = self[name] else { return nil }
        guard let number = Number(text) else { throw Refusal(.valueInvalid, arguments: ["field": name]) }
        return number
    }

    /// A day `yyyy-MM-dd`, or as people write it, `dd.mm.yyyy`; nil when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func day(_ name: String) throws(Refusal) -> Day? {
        guard let text = self[name] else { return nil }
        guard let day = Day(iso: text) ?? Day(written: text) else {
            throw Refusal(.valueInvalid, arguments: ["field": name])
        }
        return day
    }

    /// A word of ours; nil when nothing was written.
    ///
    /// - Throws: `.valueInvalid`
    func word<Word: RawRepresentable<String>>(_ name: String, as type: Word.Type = Word.self) throws(Refusal) -> Word? {
        guard let text = self[name] else { return nil }
        guard let word = Word(rawValue: text) else { throw Refusal(.valueInvalid, arguments: ["field": name]) }
        return word
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            var byte = bytes[index]
            index = bytes.index(after: index)
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%") {
                guard let next = bytes.index(index, offsetBy: 2, limitedBy: bytes.endIndex),
                    let code = UInt8(hexadecimal: bytes[index..<next])
                else { return nil }
                byte = code
                index = next
            }
            if byte == 0 { return nil }
            result.append(byte)
        }
        return String(validating: result, as: UTF8.self)
    }
}

extension Day {
    /// A day whose number stands first: `1.12.2026`, `01/12/2026`, `01-12-2026`.
    fileprivate init?(written text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { "./-".contains($0) }
        guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count), parts[2].count == 4
        else { return nil }
        func padded(_ part: Substring) -> String { part.count == 1 ? "0" + part : String(part) }
        self.init(iso: "\(parts[2])-\(padded(parts[1]))-\(padded(parts[0]))")
    }
}

extension UInt8 {
    fileprivate init?(hexadecimal digits: some Collection<UInt8>) {
        var code: UInt8 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: code = code << 4 | (digit - 0x30)
            case 0x41...0x46, 0x61...0x66: code = code << 4 | ((digit | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        self = code
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
