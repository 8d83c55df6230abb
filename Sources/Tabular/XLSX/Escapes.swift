/// Turns `_xHHHH_`, in which OOXML writes what XML cannot hold, into characters, in place from an offset on.
///
/// A NUL and half a surrogate pair stay as they are written: neither is text.
func decodeEscapes(_ bytes: inout [UInt8], from start: Int) {
    var first = start
    while first < bytes.count, bytes[first] != UInt8(ascii: "_") { first += 1 }
    guard first < bytes.count else { return }
    var read = first
    var write = first
    while read < bytes.count {
        if let (scalar, length) = escape(bytes, at: read) {
            for unit in UTF8.encode(scalar).map(Array.init) ?? [] {
                bytes[write] = unit
                write += 1
            }
            read += length
        } else {
            bytes[write] = bytes[read]
            write += 1
            read += 1
        }
    }
    bytes.removeSubrange(write...)
}

private func escape(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
    guard let unit = escapedUnit(bytes, at: start), unit != 0 else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    guard (0xD800..<0xDC00).contains(unit), let low = escapedUnit(bytes, at: start + 7),
        (0xDC00..<0xE000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)).map { ($0, 14) }
}

private func escapedUnit(_ bytes: [UInt8], at start: Int) -> UInt32? {
    guard start + 7 <= bytes.count, bytes[start] == UInt8(ascii: "_"), bytes[start + 1] == UInt8(ascii: "x"),
        bytes[start + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
        switch byte {
        case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte | 0x20) - 0x57)
        default: return nil
        }
    }
    return unit
}

/// Text that libxlsxwriter writes so that it is read back as it was: it escapes control characters itself, but neither
/// what already looks like an escape nor the noncharacters XML refuses, and it ends at a NUL.
func encodeEscapes(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == UInt8(ascii: "_") || $0 == 0 || $0 == 0xEF }) else { return text }
    var escaped: [UInt8] = []
    for index in bytes.indices {
        switch bytes[index] {
        case 0: escaped.append(contentsOf: "\u{FFFD}".utf8)
        case UInt8(ascii: "_") where escapedUnit(bytes, at: index) != nil: escaped.append(contentsOf: "_x005F_".utf8)
        default: escaped.append(bytes[index])
        }
    }
    let units = String(decoding: escaped, as: UTF8.self).unicodeScalars
    var result = String.UnicodeScalarView()
    for unit in units {
        switch unit {
        case "\u{FFFE}": result.append(contentsOf: "_xFFFE_".unicodeScalars)
        case "\u{FFFF}": result.append(contentsOf: "_xFFFF_".unicodeScalars)
        default: result.append(unit)
        }
    }
    return String(result)
}
