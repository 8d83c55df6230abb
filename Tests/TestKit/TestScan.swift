/// Scans made by hand, as small as programs still open them.
public enum TestScan {
    /// A PDF of one empty page; the note makes its content another.
    public static func pdf(_ note: String = "", trailer: String = "") -> [UInt8] {
        Array(
            """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>> endobj
            % \(note)
            trailer <</Root 1 0 R\(trailer)>>
            startxref
            0
            %%EOF

            """.utf8)
    }

    /// A JPEG with a preview of its own within, as cameras make them; the note makes its content another.
    public static func jpeg(_ note: String = "", width: Int = 8, height: Int = 8) -> [UInt8] {
        let preview: [UInt8] = [0xFF, 0xD8, 0xFF, 0xD9]
        let comment = Array(note.utf8) + preview
        return [0xFF, 0xD8] + part(0xE1, preview) + part(0xFE, comment)
            + part(0xC0, [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0])
            + part(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]
    }

    /// A PNG without a picture that could be seen.
    public static func png(width: Int = 8, height: Int = 8) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(width, 4) + big(height, 4) + [8, 0, 0, 0, 0]) + chunk("IDAT", [1, 2, 3])
            + chunk("IEND", [])
    }

    /// A zip archive of files that are stored as they are; names are any bytes.
    public static func zip(_ files: [(name: [UInt8], bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in files {
            let shared =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(Int(checksum(bytes)), 4)
                + little(bytes.count, 4) + little(bytes.count, 4) + little(name.count, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + shared + little(0, 12) + little(file.count, 4) + name
            file += little(0x0403_4B50, 4) + shared + little(0, 2) + name + bytes
        }
        let start = file.count
        file += directory + little(0x0605_4B50, 4) + little(0, 4) + little(files.count, 2) + little(files.count, 2)
        return file + little(directory.count, 4) + little(start, 4) + little(0, 2)
    }

    /// A zip archive of files with names in UTF-8.
    public static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
        zip(files.map { (name: Array($0.0.utf8), bytes: $0.1) })
    }

    private static func part(_ code: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [0xFF, code] + big(bytes.count + 2, 2) + bytes
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + bytes
        return big(bytes.count, 4) + named + big(Int(checksum(named)), 4)
    }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
