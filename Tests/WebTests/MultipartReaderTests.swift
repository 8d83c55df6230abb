import Testing

@testable import Web

@Suite struct MultipartReaderTests {
    private static let body = """
        --aB-9\r
        Content-Disposition: form-data; name="premises"\r
        \r
        12\r
        --aB-9\r
        content-disposition: form-data; name="number"\r
        \r
        \r
        --aB-9\r
        Content-Disposition: form-data; name="file"; filename="Тізім; \\"1\\".csv"\r
        Content-Type: text/csv; charset=utf-8\r
        \r
        \r\n--aB-\r\n\r--aB-9 iin\r\n\r\r
        --aB-9 \r
        Content-Disposition: form-data; name="note"\r
        \r
        қазақша\r
        --aB-9--\r

        """

    private static let events: [MultipartReader.Event] = [
        .field(name: "premises", value: "12"), .field(name: "number", value: ""),
        .fileStart(name: "file", fileName: "Тізім; \"1\".csv", mediaType: "text/csv"),
        .fileBytes(Array("\r\n--aB-\r\n\r--aB-9 iin\r\n\r".utf8)), .fileEnd, .field(name: "note", value: "қазақша"),
    ]

    @Test func `a form reads the same wherever the network splits it in two`() throws {
        let bytes = Array(Self.body.utf8)
        for split in 0...bytes.count {
            #expect(try read([bytes[..<split], bytes[split...]]) == Self.events)
        }
    }

    @Test func `a form reads the same in pieces of every size`() throws {
        let bytes = Array(Self.body.utf8)
        for size in 1...bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
            #expect(try read(pieces) == Self.events)
        }
    }

    @Test func `a file of ten pieces comes out whole and is never held whole`() throws {
        let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var reader = try MultipartReader(boundary: "x")
        var file: [UInt8] = []
        _ = try reader.feed(Array("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8))
        for start in stride(from: 0, to: content.count, by: 10_000) {
            let given = try reader.feed(content[start..<start + 10_000]).reduce(into: 0) { count, event in
                if case .fileBytes(let bytes) = event {
                    file += bytes
                    count += bytes.count
                }
            }
            #expect(given > 9_990)
        }
        for case .fileBytes(let bytes) in try reader.feed(Array("\r\n--x--".utf8)) { file += bytes }
        try reader.finish()
        #expect(file == content)
    }

    @Test func `a form whose last boundary is missing is refused`() {
        let whole = Self.body.dropLast("--\r\n".count)
        #expect(throws: MultipartReader.Fault.endMissing) { try read([Array(whole.utf8)[...]]) }
        #expect(throws: MultipartReader.Fault.endMissing) { try read([]) }
    }

    @Test func `headers larger than the limit are refused before they end`() {
        let header = "--aB-9\r\nX-Long: " + String(repeating: "a", count: MultipartReader.headerLimit)
        #expect(throws: MultipartReader.Fault.headersTooLarge) { try read([Array(header.utf8)[...]]) }
    }

    @Test func `a field larger than the limit is refused before it ends`() {
        let start = "--aB-9\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        let field = start + String(repeating: "a", count: MultipartReader.fieldLimit + 9)
        #expect(throws: MultipartReader.Fault.fieldTooLarge) { try read([Array(field.utf8)[...]]) }
    }

    @Test func `two files are refused`() {
        let part = "--aB-9\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n"
        #expect(throws: MultipartReader.Fault.secondFile) { try read([Array("\(part)\(part)--aB-9--".utf8)[...]]) }
    }

    @Test(arguments: [
        ("Content-Disposition: form-data", MultipartReader.Fault.headersUnreadable),
        ("Content-Disposition: attachment; name=\"a\"", .headersUnreadable),
        ("Content-Disposition: form-data; name=\"a", .headersUnreadable),
        ("Content-Disposition: form-data; name=\"a\"; name=\"b\"", .headersUnreadable),
        ("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", .headersUnreadable),
        ("no header", .headersUnreadable),
    ])
    func `a part that does not say what it is is refused`(_ headers: String, _ fault: MultipartReader.Fault) {
        #expect(throws: fault) { try read([Array("--aB-9\r\n\(headers)\r\n\r\nx\r\n--aB-9--".utf8)[...]]) }
    }

    @Test func `text before the first boundary or long after the last one is refused`() {
        #expect(throws: MultipartReader.Fault.textOutsideParts) { try read([Array("hello\r\n\(Self.body)".utf8)[...]]) }
        let tail = String(repeating: "a", count: MultipartReader.headerLimit + 1)
        #expect(throws: MultipartReader.Fault.textOutsideParts) { try read([Array((Self.body + tail).utf8)[...]]) }
    }

    @Test func `a content type without a usable boundary is refused`() {
        for type in [
            "", "text/csv", "multipart/form-data", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=ә",
        ] {
            #expect(throws: MultipartReader.Fault.boundaryMissing) { _ = try MultipartReader(contentType: type) }
        }
    }

    @Test func `forms that chance damaged are read or refused, the same in one piece and in many`() throws {
        var chance = Chance(seed: 20_261_123)
        let whole = Array(Self.body.utf8)
        for _ in 0..<4_000 {
            var bytes = whole
            for _ in 0..<chance.below(4) { damage(&bytes, &chance) }
            var pieces: [ArraySlice<UInt8>] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let size = 1 + chance.below(40)
                pieces.append(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(outcome([bytes[...]]) == outcome(pieces))
        }
    }

    private func damage(_ bytes: inout [UInt8], _ chance: inout Chance) {
        guard !bytes.isEmpty else { return }
        let place = chance.below(bytes.count)
        switch chance.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8(chance.below(256))
        case 2: bytes.insert(contentsOf: Array("\r\n--aB-9".utf8), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + chance.below(60)))
        }
    }

    private func outcome(_ pieces: [ArraySlice<UInt8>]) -> Result<[MultipartReader.Event], MultipartReader.Fault> {
        do throws(MultipartReader.Fault) {
            return .success(try read(pieces))
        } catch {
            return .failure(error)
        }
    }

    /// Events with the bytes of a file put together, so that they do not depend on how the body was split.
    private func read(_ pieces: [ArraySlice<UInt8>]) throws(MultipartReader.Fault) -> [MultipartReader.Event] {
        var reader = try MultipartReader(contentType: "multipart/form-data; boundary=aB-9")
        var events: [MultipartReader.Event] = []
        for piece in pieces {
            for event in try reader.feed(piece) {
                if case .fileBytes(let bytes) = event, case .fileBytes(let former) = events.last {
                    events[events.count - 1] = .fileBytes(former + bytes)
                } else {
                    events.append(event)
                }
            }
        }
        try reader.finish()
        return events
    }
}

/// SplitMix64: chance that is the same in every run.
private struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
