/// The strings that a workbook's cells point at: one buffer and where each ends, not a million Strings.
struct SharedStrings: MarkupReader {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private let limit: Int
    private var isInItem = false
    private var isInText = false
    private var phonetics = 0

    init(limit: Int) {
        self.limit = min(limit, Int(UInt32.max))
    }

    subscript(index: Int) -> Range<Int>? {
        guard ends.indices.contains(index) else { return nil }
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name {
        case "si": isInItem = true
        case "t": isInText = isInItem && phonetics == 0
        // How a Japanese word is read aloud is beside the text, not part of it.
        case "rPh": phonetics += 1
        default: break
        }
    }

    mutating func close(_ name: MarkupName) throws {
        switch name {
        case "si":
            isInItem = false
            decodeEscapes(&bytes, from: Int(ends.last ?? 0))
            ends.append(UInt32(bytes.count))
            try check()
        case "t": isInText = false
        case "rPh": phonetics -= 1
        default: break
        }
    }

    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard isInText else { return }
        bytes.append(contentsOf: piece)
        try check()
    }

    private func check() throws {
        if bytes.count + ends.count * 4 > limit { throw TabularError.tooLarge(limit: limit) }
    }
}
