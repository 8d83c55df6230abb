internal import Domain

/// Judges a scan by its bytes as they come: whether it is whole, and whether the one who gets it can open it.
///
/// Names and declared types are not asked. Pictures are walked from part to part, so that a preview within one is not taken for its end;
/// what follows the end, as phones leave it, does no harm.
struct ScanJudge {
    private enum Walk {
        case pdf(PDFWalk), jpeg(JPEGWalk), png(PNGWalk)
    }

    /// A page of A3 at 600 dots per inch has 70 million; a small file can claim billions, and the reader's browser would try.
    static let mostPixels = 120_000_000

    private var walk: Walk

    init(_ type: ScanType) {
        walk =
            switch type {
            case .pdf: .pdf(PDFWalk())
            case .jpeg: .jpeg(JPEGWalk())
            case .png: .png(PNGWalk())
            }
    }

    mutating func take(_ bytes: [UInt8]) {
        switch walk {
        case .pdf(var pdf):
            pdf.take(bytes)
            walk = .pdf(pdf)
        case .jpeg(var jpeg):
            jpeg.take(bytes)
            walk = .jpeg(jpeg)
        case .png(var png):
            png.take(bytes)
            walk = .png(png)
        }
    }

    /// Says that it is over.
    ///
    /// - Throws: `.attachmentDamaged` for a file that breaks off, `.attachmentEncrypted`, `.attachmentPixels`.
    func finish() throws(Refusal) {
        switch walk {
        case .pdf(let pdf):
            if pdf.isEncrypted { throw Refusal(.attachmentEncrypted) }
            if !pdf.isWhole { throw Refusal(.attachmentDamaged) }
        case .jpeg(let jpeg): try judge(isWhole: jpeg.isWhole, jpeg.pixels)
        case .png(let png): try judge(isWhole: png.isWhole, png.pixels)
        }
    }

    private func judge(isWhole: Bool, _ pixels: Int) throws(Refusal) {
        if pixels > Self.mostPixels {
            throw Refusal(.attachmentPixels, arguments: ["limit": "\(Self.mostPixels / 1_000_000)"])
        }
        if !isWhole || pixels == 0 { throw Refusal(.attachmentDamaged) }
    }
}

/// A PDF ends with its mark, and says in its trailer when it is encrypted.
private struct PDFWalk {
    private static let end = Array("%%EOF".utf8)
    private static let mark = Array("/Encrypt".utf8)
    /// Programs look for the end in the last kilobyte or two.
    private static let tail = 2_048
    /// The mark with the reference that follows it.
    private static let longestMark = 64

    private var last: [UInt8] = []
    private(set) var isEncrypted = false

    var isWhole: Bool { last.firstRange(of: Self.end) != nil }

    mutating func take(_ bytes: [UInt8]) {
        // a mark may lie across two pieces; one that is seen twice does no harm
        search(Array(last.suffix(Self.longestMark)) + bytes)
        last = bytes.count >= Self.tail ? Array(bytes.suffix(Self.tail)) : Array((last + bytes).suffix(Self.tail))
    }

    private mutating func search(_ bytes: [UInt8]) {
        if isEncrypted { return }
        var at = 0
        while let slash = bytes[at...].firstIndex(of: UInt8(ascii: "/")) {
            at = slash + 1
            if bytes[slash...].starts(with: Self.mark), Self.isReference(bytes[(slash + Self.mark.count)...]) {
                isEncrypted = true
                return
            }
        }
    }

    /// `12 0 R` or `<<`: the name alone may be anybody's text.
    private static func isReference(_ rest: ArraySlice<UInt8>) -> Bool {
        var parts = rest.prefix(40).split(maxSplits: 3) { $0 == 0x20 || (0x09...0x0D).contains($0) }[...]
        guard let first = parts.popFirst() else { return false }
        if first.starts(with: "<<".utf8) { return true }
        guard let second = parts.popFirst(), let third = parts.popFirst() else { return false }
        return (first + second).allSatisfy { (0x30...0x39).contains($0) } && third.first == UInt8(ascii: "R")
    }
}

/// Parts of a JPEG: two bytes of a mark, for most of them a length and so many bytes, and the picture's own bytes up to the next mark.
private struct JPEGWalk {
    private enum Place {
        case start, mark, code, length(UInt8), length2(UInt8, Int), part(left: Int), picture, pictureMark, end, broken
    }

    private var place = Place.start
    /// The first bytes of the part that tells the size.
    private var size: [UInt8]?
    private(set) var pixels = 0

    var isWhole: Bool { if case .end = place { true } else { false } }

    mutating func take(_ bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            switch place {
            case .end, .broken: return
            case .part(let left):
                let count = min(left, bytes.count - at)
                read(bytes[at..<(at + count)])
                at += count
                place = left > count ? .part(left: left - count) : after
            case .picture:
                guard let mark = bytes[at...].firstIndex(of: 0xFF) else { return }
                at = mark + 1
                place = .pictureMark
            default:
                step(bytes[at])
                at += 1
            }
        }
    }

    /// Whether the part that is read is the head of the picture's own bytes.
    private var isScan = false

    private var after: Place { isScan ? .picture : .mark }

    private mutating func step(_ byte: UInt8) {
        switch place {
        case .start: place = byte == 0xFF ? .start : byte == 0xD8 ? .mark : .broken
        // some cameras leave bytes between the parts
        case .mark: place = byte == 0xFF ? .code : .mark
        case .code: begin(byte)
        case .length(let high): place = .length2(high, Int(byte))
        case .length2(let code, let high): open(code, length: high << 8 | Int(byte))
        case .pictureMark:
            switch byte {
            case 0x00, 0xD0...0xD7: place = .picture
            case 0xFF: place = .pictureMark
            default: begin(byte)
            }
        case .part, .picture, .end, .broken: break
        }
    }

    private mutating func begin(_ code: UInt8) {
        switch code {
        case 0xFF: place = .code
        case 0xD9: place = .end
        case 0x01, 0xD0...0xD7: place = .mark
        case 0x00, 0xD8: place = .broken
        default: place = .length(code)
        }
    }

    private mutating func open(_ code: UInt8, length: Int) {
        guard length >= 2 else {
            place = .broken
            return
        }
        isScan = code == 0xDA
        let isFrame = (0xC0...0xCF).contains(code) && ![0xC4, 0xC8, 0xCC].contains(code)
        size = isFrame ? [] : nil
        place = length > 2 ? .part(left: length - 2) : after
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>) {
        guard let known = size else { return }
        let more = known + bytes.prefix(5 - known.count)
        size = more
        if more.count == 5 {
            pixels = max(pixels, (Int(more[1]) << 8 | Int(more[2])) * (Int(more[3]) << 8 | Int(more[4])))
            size = nil
        }
    }
}

/// Chunks of a PNG: a length, a name, so many bytes and a checksum; the first tells the size, the last is the end.
private struct PNGWalk {
    private var head: [UInt8] = []
    /// Bytes of a chunk that are not read yet.
    private var left = 0
    private var isStarted = false
    private var isFirst = true
    private(set) var pixels = 0
    private(set) var isWhole = false
    private var isBroken = false

    mutating func take(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, !isWhole, !isBroken {
            if left > 0 {
                let count = min(left, rest.count)
                left -= count
                rest = rest.dropFirst(count)
                continue
            }
            let wanted = isStarted ? (isFirst ? 16 : 8) : 8
            let part = rest.prefix(wanted - head.count)
            head += part
            rest = rest.dropFirst(part.count)
            if head.count == wanted { open() }
        }
    }

    private mutating func open() {
        defer { head.removeAll(keepingCapacity: true) }
        guard isStarted else {
            isStarted = true
            isBroken = head != [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            return
        }
        let length = number(at: 0)
        let name = head[4..<8]
        guard length < 1 << 31, isFirst == name.elementsEqual("IHDR".utf8) else {
            isBroken = true
            return
        }
        if isFirst {
            let (product, isTooLarge) = number(at: 8).multipliedReportingOverflow(by: number(at: 12))
            pixels = isTooLarge ? .max : product
            isBroken = length != 13
        }
        // the checksum is four bytes more; of the first chunk eight are read
        left = length + 4 - (isFirst ? 8 : 0)
        isFirst = false
        isWhole = name.elementsEqual("IEND".utf8)
    }

    private func number(at place: Int) -> Int {
        head[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
