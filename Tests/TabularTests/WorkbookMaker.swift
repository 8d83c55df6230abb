import Foundation

/// Makes workbooks by hand: stored zip entries, any XML in them, and lies where a test needs some.
struct WorkbookMaker {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    var parts: [(name: String, text: String)]
    /// An entry that is deflated already, and the size it is declared to inflate to.
    var deflated: (name: String, bytes: [UInt8], size: Int)?

    /// A workbook with one sheet of this `sheetData`.
    init(rows: String, strings: [String] = [], styles: String = "", properties: String = "") {
        let links = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships xmlns='\(links)'><Relationship Id='r' Type='\(Self.office)/officeDocument' "
                    + "Target='xl/workbook.xml'/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.office)'>\(properties)<sheets>"
                    + "<sheet name='One' sheetId='1' r:id='a'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='\(links)'>"
                    + "<Relationship Id='a' Type='\(Self.office)/worksheet' Target='worksheets/sheet1.xml'/>"
                    + "<Relationship Id='b' Type='\(Self.office)/sharedStrings' Target='sharedStrings.xml'/>"
                    + "<Relationship Id='c' Type='\(Self.office)/styles' Target='/xl/styles.xml'/></Relationships>"
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet xmlns='\(Self.main)'><sheetData>\(rows)</sheetData></worksheet>"),
            ("xl/sharedStrings.xml", "<sst xmlns='\(Self.main)'>\(strings.map { "<si>\($0)</si>" }.joined())</sst>"),
            ("xl/styles.xml", "<styleSheet xmlns='\(Self.main)'>\(styles)</styleSheet>"),
        ]
    }

    subscript(name: String) -> String {
        get { parts.first { $0.name == name }?.text ?? "" }
        set {
            if let index = parts.firstIndex(where: { $0.name == name }) { parts[index].text = newValue }
        }
    }

    /// The archive; `offset` and `size` change what the directory says of the entry with that index.
    func bytes(lying lie: (index: Int, offset: Int?, size: Int?)? = nil) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let data = Array(part.text.utf8)
            let name = Array(part.name.utf8)
            let isLie = lie?.index == index
            let size = isLie ? lie?.size ?? data.count : data.count
            let offset = isLie ? lie?.offset ?? file.count : file.count
            let shared = le(20, 2) + le(0x800, 2) + le(0, 2) + le(0, 4) + le(Int(crc32(data)), 4)
            directory += le(0x0201_4B50, 4) + le(20, 2) + shared + le(size, 4) + le(size, 4) + le(name.count, 2)
            directory += le(0, 12) + le(offset, 4) + name
            file += le(0x0403_4B50, 4) + shared + le(data.count, 4) + le(data.count, 4) + le(name.count, 2) + le(0, 2)
            file += name + data
        }
        if let deflated {
            let name = Array(deflated.name.utf8)
            let shared =
                le(20, 2) + le(0x800, 2) + le(8, 2) + le(0, 8) + le(deflated.bytes.count, 4) + le(deflated.size, 4)
                + le(name.count, 2)
            directory += le(0x0201_4B50, 4) + le(20, 2) + shared + le(0, 12) + le(file.count, 4) + name
            file += le(0x0403_4B50, 4) + shared + le(0, 2) + name + deflated.bytes
        }
        let count = parts.count + (deflated == nil ? 0 : 1)
        let start = file.count
        file += directory + le(0x0605_4B50, 4) + le(0, 4) + le(count, 2) + le(count, 2)
        return file + le(directory.count, 4) + le(start, 4) + le(0, 2)
    }

    /// The archive with a sheet of spaces as dense as deflate makes them: 258 of them in two bits of code.
    func bytes(deflatedSpaces count: Int, declared: Int? = nil) -> [UInt8] {
        var maker = self
        // One literal and matches of length 258 and distance 1 in fixed Huffman codes: 8 + 5 bits each.
        var bits: [UInt8] = [1, 1, 0] + code(0x30 + 0x20, 8)
        for _ in 0..<(count / 258) { bits += code(0xC0 + 285 - 280, 8) + [0, 0, 0, 0, 0] }
        bits += code(0, 7)
        var deflated: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            let byte = bits[start..<min(start + 8, bits.count)]
            deflated.append(byte.enumerated().reduce(0) { $0 | $1.element << UInt8($1.offset) })
        }
        maker.parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
        maker.deflated = ("xl/worksheets/sheet1.xml", deflated, declared ?? count / 258 * 258 + 1)
        return maker.bytes()
    }

    private func code(_ value: Int, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(value >> (length - 1 - $0) & 1) }
    }

    private func le(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
