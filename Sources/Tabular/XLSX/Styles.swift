/// How the cell styles of a workbook show their numbers.
struct Styles: MarkupReader {
    /// What a number looks like.
    enum Look {
        case plain
        /// A date or time.
        case date
        /// How long something lasts, in hours beyond a day too.
        case elapsed
        /// With zeros before it, to so many digits.
        case padded(Int)
    }

    /// Excel itself stops at 65,490.
    private static let most = 1 << 17

    private var formats: [Int: Look] = [:]
    private var styles: [Int] = []
    private var looks: [Look] = []
    private var isInCells = false

    subscript(style: Int) -> Look { looks.indices.contains(style) ? looks[style] : .plain }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name {
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            guard styles.count < Self.most else { throw TabularError.unreadable(.damagedXML(.styles)) }
            styles.append(attributes.text("numFmtId").flatMap { Int($0) } ?? 0)
        case "numFmt":
            guard formats.count < Self.most else { throw TabularError.unreadable(.damagedXML(.styles)) }
            guard let id = attributes.text("numFmtId").flatMap({ Int($0) }) else { return }
            formats[id] = attributes.text("formatCode").map(Self.look) ?? .plain
        default: break
        }
    }

    mutating func close(_ name: MarkupName) throws {
        if name == "cellXfs" { isInCells = false }
        // The formats may stand behind the styles that use them.
        if name == "styleSheet" {
            looks = styles.map { formats[$0] ?? Self.builtIn($0) }
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

    /// ECMA-376 18.8.30, with the numbers that East Asian editions add.
    private static func builtIn(_ id: Int) -> Look {
        switch id {
        case 46: .elapsed
        case 14...22, 27...36, 45, 47, 50...58: .date
        default: .plain
        }
    }

    private static func look(_ code: String) -> Look {
        let zeros = code.utf8.count
        if (2...18).contains(zeros), code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .padded(zeros) }
        return dateLook(code)
    }

    /// A date is written with one of y m d h s outside quotes, escapes and brackets, a time that lasts with `[h]`.
    private static func dateLook(_ code: String) -> Look {
        var rest = Substring(code.lowercased())
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { return .elapsed }
                rest = rest.dropFirst(inside.count + 1)
            case "y", "m", "d", "h", "s": return .date
            case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
            default: break
            }
        }
        return .plain
    }
}
