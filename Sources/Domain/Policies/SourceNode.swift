/// A value of a policy file with the line it stands in, so that what is wrong with it can be pointed at.
struct SourceNode: Sendable {
    enum Value: Sendable {
        case object([Member])
        case list([SourceNode])
        case text(String)
        case number(Int)
        case answer(Bool)
        case nothing
    }

    struct Member: Sendable {
        let key: String
        let line: Int
        let node: SourceNode
    }

    let line: Int
    let value: Value
}

/// Reads JSON (RFC 8259) and keeps its lines. Numbers are whole: nothing in a policy is a fraction.
struct SourceParser {
    private static let mostBytes = 1 << 20
    /// A policy is four levels deep; a stack is not ours to overflow.
    private static let mostLevels = 16

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func read(_ bytes: [UInt8]) throws(PolicyFault) -> SourceNode {
        if bytes.count > mostBytes { throw PolicyFault(.tooLarge, line: 1, ["limit": "\(mostBytes)"]) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw PolicyFault(.encoding, line: 1) }
        // an editor may have put a mark of the encoding first
        var parser = SourceParser(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
        let node = try parser.node(level: 0)
        parser.skipBlanks()
        if parser.place < parser.bytes.count { throw parser.expected("end of file") }
        return node
    }

    private func expected(_ what: String) -> PolicyFault { PolicyFault(.syntax, line: line, ["expected": what]) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            place += 1
        }
    }

    /// Goes past a sign; false when another one stands there.
    private mutating func pass(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func node(level: Int) throws(PolicyFault) -> SourceNode {
        if level == Self.mostLevels { throw expected("fewer brackets") }
        skipBlanks()
        let start = line
        switch next {
        case UInt8(ascii: "{"): return SourceNode(line: start, value: .object(try members(level: level)))
        case UInt8(ascii: "["): return SourceNode(line: start, value: .list(try elements(level: level)))
        case UInt8(ascii: "\""): return SourceNode(line: start, value: .text(try text()))
        case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
            return SourceNode(line: start, value: .number(try number()))
        default: break
        }
        let words: [(String, SourceNode.Value)] = [
            ("true", .answer(true)), ("false", .answer(false)), ("null", .nothing),
        ]
        for (word, value) in words where bytes[place...].starts(with: word.utf8) {
            place += word.utf8.count
            return SourceNode(line: start, value: value)
        }
        throw expected("value")
    }

    private mutating func members(level: Int) throws(PolicyFault) -> [SourceNode.Member] {
        place += 1
        var members: [SourceNode.Member] = []
        if pass("}") { return members }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw expected("key") }
            let start = line
            let key = try text()
            guard pass(":") else { throw expected(":") }
            members.append(SourceNode.Member(key: key, line: start, node: try node(level: level + 1)))
        } while pass(",")
        guard pass("}") else { throw expected(", or }") }
        return members
    }

    private mutating func elements(level: Int) throws(PolicyFault) -> [SourceNode] {
        place += 1
        var elements: [SourceNode] = []
        if pass("]") { return elements }
        repeat { elements.append(try node(level: level + 1)) } while pass(",")
        guard pass("]") else { throw expected(", or ]") }
        return elements
    }

    private mutating func number() throws(PolicyFault) -> Int {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        let digits = String(decoding: bytes[start..<place], as: UTF8.self)
        let isFraction = next.map { [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0) } ?? false
        let hasLeadingZero = digits.drop { $0 == "-" }.first == "0" && digits.drop { $0 == "-" }.count > 1
        guard !isFraction, !hasLeadingZero, let number = Int(digits) else { throw expected("whole number") }
        return number
    }

    private mutating func text() throws(PolicyFault) -> String {
        place += 1
        var found: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: found, as: UTF8.self)
            case UInt8(ascii: "\\"): found.append(contentsOf: String(try escaped()).utf8)
            case 0..<0x20: throw expected("\"")
            default: found.append(byte)
            }
        }
        throw expected("\"")
    }

    private mutating func escaped() throws(PolicyFault) -> Unicode.Scalar {
        let plain: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "n"): "\n",
            UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}",
        ]
        guard let byte = next else { throw expected("escape") }
        place += 1
        if let scalar = plain[byte] { return scalar }
        guard byte == UInt8(ascii: "u"), let first = unit() else { throw expected("escape") }
        if let scalar = Unicode.Scalar(first), first != 0 { return scalar }
        // the first half of a pair
        guard (0xD800..<0xDC00).contains(first), bytes[place...].starts(with: "\\u".utf8) else {
            throw expected("escape")
        }
        place += 2
        guard let second = unit(), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw expected("escape") }
        return scalar
    }

    private mutating func unit() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else { return nil }
        place += 4
        return unit
    }
}
