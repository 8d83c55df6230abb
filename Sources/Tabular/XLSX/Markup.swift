internal import CExpat
internal import Glibc

/// What a part's elements are told to. Names are local names, without a prefix.
protocol MarkupReader {
    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws
    mutating func close(_ name: MarkupName) throws
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
    /// The end tag behind which the reader may take bytes by itself; nil when it never does.
    static var tagBeforeSkim: StaticString? { get }
    /// Takes whole elements at the beginning of some bytes without the parser, and says how many bytes that were.
    mutating func skim(_ bytes: UnsafeRawBufferPointer) throws -> Int
}

extension MarkupReader {
    static var tagBeforeSkim: StaticString? { nil }
    mutating func skim(_ bytes: UnsafeRawBufferPointer) throws -> Int { 0 }
}

/// A local name; compared byte by byte because a big sheet has millions of them.
struct MarkupName {
    /// The name as it is written, with its prefix. Valid during the call only.
    let qualified: UnsafePointer<CChar>
    fileprivate let start: UnsafePointer<CChar>

    fileprivate init(_ qualified: UnsafePointer<CChar>) {
        self.qualified = qualified
        var start = qualified
        if qualified[0] != 0, qualified[1] != 0 {
            var at = qualified
            while at.pointee != 0 {
                if at.pointee == CChar(UInt8(ascii: ":")) { start = at + 1 }
                at += 1
            }
        }
        self.start = start
    }

    /// What stands before the local name, colon included; empty where nothing does.
    var prefix: String {
        let count = start - qualified
        return String(decoding: UnsafeRawBufferPointer(start: qualified, count: count), as: UTF8.self)
    }

    @inline(__always)
    var letter: UInt8 { start[0] != 0 && start[1] == 0 ? UInt8(bitPattern: start[0]) : 0 }

    static func == (name: MarkupName, text: StaticString) -> Bool {
        let bytes = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount where UInt8(bitPattern: name.start[index]) != bytes[index] {
            return false
        }
        return name.start[text.utf8CodeUnitCount] == 0
    }

    static func != (name: MarkupName, text: StaticString) -> Bool { !(name == text) }

    static func ~= (text: StaticString, name: MarkupName) -> Bool { name == text }
}

/// The attributes of an element that is being opened.
struct MarkupAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value's bytes, up to a NUL. Valid during the call only.
    @inline(__always)
    func bytes(_ letter: UInt8) -> UnsafePointer<CChar>? {
        guard var pair = pairs else { return nil }
        while let name = pair[0] {
            if UInt8(bitPattern: name[0]) == letter, name[1] == 0 { return pair[1] }
            pair += 2
        }
        return nil
    }

    /// The value by the attribute's local name.
    func text(_ name: StaticString) -> String? {
        guard var pair = pairs else { return nil }
        while let qualified = pair[0] {
            if MarkupName(qualified) == name, let value = pair[1] { return String(cString: value) }
            pair += 2
        }
        return nil
    }

    /// Hands over each attribute: its name, and its value up to a NUL. Valid during the call only.
    func forEach(_ body: (MarkupName, UnsafePointer<CChar>) throws -> Void) rethrows {
        guard var pair = pairs else { return }
        while let name = pair[0], let value = pair[1] {
            try body(MarkupName(name), value)
            pair += 2
        }
    }

    func isTrue(_ name: StaticString) -> Bool { ["1", "true", "on"].contains(text(name)) }
}

/// Expat with Swift's errors. The callbacks of C cannot be generic, so what depends on the reader is overridden.
class MarkupParser {
    private static let tokenBytes = 1 << 20
    private static let deepest = 64

    private let part: TabularError.Part
    private let parser: XML_Parser
    private var depth = 0
    private var fed = 0
    private var failure: (any Error)?
    private var endedWithTag = false
    private let skimTag: StaticString?

    init(_ part: TabularError.Part, skimBehind tag: StaticString?) throws(TabularError) {
        guard let parser = XML_ParserCreate(nil) else { throw .unreadable(.damagedXML(part)) }
        skimTag = tag
        self.parser = parser
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name else { return }
                MarkupParser.with(data) { $0.opened(MarkupName(name), MarkupAttributes(pairs: attributes)) }
            },
            { data, name in
                guard let name else { return }
                MarkupParser.with(data) { $0.closed(MarkupName(name)) }
            })
        XML_SetCharacterDataHandler(parser) { data, bytes, count in
            guard let bytes else { return }
            let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            MarkupParser.with(data) { $0.wrote(buffer.assumingMemoryBound(to: UInt8.self)) }
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            MarkupParser.with(data) { $0.declaredType() }
        }
    }

    deinit { XML_ParserFree(parser) }

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {}
    func close(_ name: MarkupName) throws {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
    func skim(_ bytes: UnsafeRawBufferPointer) throws -> Int { 0 }

    /// Reads a part of the archive to its end. Returns false when there is no such part.
    func run(_ archive: Archive, _ name: String) throws -> Bool {
        let isThere = try archive.read(name) { piece in
            if let skimTag { try feed(piece, skimmingBehind: skimTag) } else { try feed(piece, isLast: false) }
        }
        if isThere { try feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
        return isThere
    }

    /// Feeds the parser what the reader cannot take by itself. That is asked only where the parser has seen every byte and the
    /// last thing was a tag: then nothing is open but elements, and taking whole elements out leaves the rest as it was.
    private func feed(_ piece: UnsafeRawBufferPointer, skimmingBehind tag: StaticString) throws {
        var rest = piece
        while !rest.isEmpty {
            let taken = endedWithTag ? try skim(rest) : 0
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            let count = Self.end(of: tag, in: rest) ?? rest.count
            try feed(UnsafeRawBufferPointer(rebasing: rest[..<count]), isLast: false)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Where a tag's text ends for the first time.
    private static func end(of tag: StaticString, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        let length = tag.utf8CodeUnitCount
        var at = 0
        while at + length <= bytes.count, let open = memchr(start + at, Int32(tag.utf8Start[0]), bytes.count - at) {
            at = UnsafeRawPointer(open) - start
            if at + length <= bytes.count, memcmp(open, tag.utf8Start, length) == 0 { return at + length }
            at += 1
        }
        return nil
    }

    private func feed(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws {
        if piece.isEmpty, !isLast { return }
        let status = XML_Parse(
            parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw TabularError.unreadable(.damagedXML(part)) }
        fed += piece.count
        // An attribute or name without end would be kept whole in expat's memory.
        let done = Int(XML_GetCurrentByteIndex(parser))
        if done >= 0, fed - done > Self.tokenBytes { throw TabularError.unreadable(.damagedXML(part)) }
        if done != fed { endedWithTag = false }
    }

    @inline(__always)
    private static func with(_ data: UnsafeMutableRawPointer?, _ tell: (MarkupParser) -> Void) {
        // millions of calls: counting references at each would cost more than what it says
        if let data { Unmanaged<MarkupParser>.fromOpaque(data)._withUnsafeGuaranteedRef(tell) }
    }

    private func opened(_ name: MarkupName, _ attributes: MarkupAttributes) {
        depth += 1
        endedWithTag = true
        guard depth <= Self.deepest else { return stop(TabularError.unreadable(.nestedTooDeep(part))) }
        do { try open(name, attributes) } catch { stop(error) }
    }

    private func closed(_ name: MarkupName) {
        depth -= 1
        endedWithTag = true
        // Expat reports the end of an empty element even after it was told to stop.
        guard failure == nil else { return }
        do { try close(name) } catch { stop(error) }
    }

    private func wrote(_ bytes: UnsafeBufferPointer<UInt8>) {
        endedWithTag = false
        do { try text(bytes) } catch { stop(error) }
    }

    private func declaredType() { stop(TabularError.unreadable(.documentType(part))) }

    private func stop(_ error: any Error) {
        failure = failure ?? error
        XML_StopParser(parser, 0)
    }
}

/// Runs a reader over one part of a workbook.
final class Markup<Reader: MarkupReader>: MarkupParser {
    // Kept behind a pointer: a property of the class would be checked for exclusive access at every element.
    private let storage: UnsafeMutablePointer<Reader>

    var reader: Reader { storage.pointee }

    init(_ part: TabularError.Part, _ reader: Reader) throws(TabularError) {
        storage = .allocate(capacity: 1)
        storage.initialize(to: reader)
        try super.init(part, skimBehind: Reader.tagBeforeSkim)
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    override func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        try storage.pointee.open(name, attributes)
    }

    override func close(_ name: MarkupName) throws { try storage.pointee.close(name) }
    override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { try storage.pointee.text(bytes) }
    override func skim(_ bytes: UnsafeRawBufferPointer) throws -> Int { try storage.pointee.skim(bytes) }
}
