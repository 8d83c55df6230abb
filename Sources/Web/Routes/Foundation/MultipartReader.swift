import Domain

/// Reads `multipart/form-data` (RFC 7578) from pieces of any size: bytes in, events out, nothing kept but a part's headers, a
/// field's value or the few bytes that may begin a boundary.
struct MultipartReader: Sendable {
    /// What was found.
    enum Event: Hashable, Sendable {
        case field(name: String, value: String)
        case fileStart(name: String, fileName: String, mediaType: String)
        case fileBytes([UInt8])
        case fileEnd
    }

    /// Why a body is not a form of ours.
    enum Fault: String, Error, Sendable {
        case boundaryMissing = "multipart.boundary"
        case textOutsideParts = "multipart.outside"
        case headersTooLarge = "multipart.headers_too_large"
        case headersUnreadable = "multipart.headers"
        case fieldTooLarge = "multipart.field_too_large"
        case fieldUnreadable = "multipart.field"
        case tooManyFields = "multipart.too_many_fields"
        case secondFile = "multipart.second_file"
        case endMissing = "multipart.end"
    }

    static let headerLimit = 8 << 10
    static let fieldLimit = 64 << 10
    static let fieldCount = 100

    private enum State: Hashable {
        case preamble, boundaryLine, headers, field(String), file, epilogue
    }

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// Bytes that were fed and not yet given away. It begins with a line break, so that the first boundary, which has none before
    /// it, looks like all others.
    private var buffer: [UInt8] = [13, 10]
    /// Where the search for the next delimiter or line goes on.
    private var searched = 0
    private var fields = 0
    private var filesLeft: Int
    private var epilogue = 0

    /// A reader of the body of a `Content-Type` with so many files at most.
    init(contentType: String, files: Int = 1) throws(Fault) {
        let parts = HeaderParameters(contentType)
        guard let parts, parts.value == "multipart/form-data", let boundary = parts["boundary"] else {
            throw .boundaryMissing
        }
        try self.init(boundary: boundary, files: files)
    }

    init(boundary: String, files: Int = 1) throws(Fault) {
        guard 1...70 ~= boundary.utf8.count, boundary.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .boundaryMissing
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        filesLeft = files
    }

    /// Reads on.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(Fault) -> [Event] {
        if state == .epilogue {
            try skipEpilogue(bytes.count)
            return []
        }
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// Says that the body is over.
    func finish() throws(Fault) {
        guard state == .epilogue else { throw .endMissing }
    }

    /// Does what can be done with the bytes at hand; false when more are needed.
    private mutating func step(_ events: inout [Event]) throws(Fault) -> Bool {
        switch state {
        case .preamble:
            guard let end = try find(delimiter, within: 2, else: .textOutsideParts) else { return false }
            if end > 0 { throw .textOutsideParts }
            drop(delimiter.count)
            state = .boundaryLine
        case .boundaryLine:
            return try readBoundaryLine()
        case .headers:
            guard let end = try find([13, 10, 13, 10], within: Self.headerLimit, else: .headersTooLarge) else {
                return false
            }
            let block = Array(buffer[..<end])
            drop(end + 4)
            try begin(PartHeaders(block), &events)
        case .field(let name):
            guard let end = try find(delimiter, within: Self.fieldLimit, else: .fieldTooLarge) else { return false }
            guard let value = String(validating: buffer[..<end], as: UTF8.self), !value.utf8.contains(0) else {
                throw .fieldUnreadable
            }
            events.append(.field(name: name, value: value))
            drop(end + delimiter.count)
            state = .boundaryLine
        case .file:
            return readFile(&events)
        case .epilogue:
            let rest = buffer.count
            drop(rest)
            try skipEpilogue(rest)
            return false
        }
        return true
    }

    /// After a boundary: `--` for the end, or blanks and a line break before the next part.
    private mutating func readBoundaryLine() throws(Fault) -> Bool {
        guard buffer.count >= 2 else { return false }
        if buffer[0] == UInt8(ascii: "-") && buffer[1] == UInt8(ascii: "-") {
            drop(2)
            state = .epilogue
            return true
        }
        guard let end = try find([13, 10], within: 100, else: .headersUnreadable) else { return false }
        guard buffer[..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { throw .headersUnreadable }
        drop(end + 2)
        state = .headers
        return true
    }

    private mutating func begin(_ headers: PartHeaders?, _ events: inout [Event]) throws(Fault) {
        guard let headers else { throw .headersUnreadable }
        guard let fileName = headers.fileName else {
            fields += 1
            if fields > Self.fieldCount { throw .tooManyFields }
            state = .field(headers.name)
            return
        }
        if filesLeft == 0 { throw .secondFile }
        filesLeft -= 1
        events.append(.fileStart(name: headers.name, fileName: fileName, mediaType: headers.mediaType))
        state = .file
    }

    private mutating func readFile(_ events: inout [Event]) -> Bool {
        let end = buffer.firstOffset(of: delimiter, from: 0)
        let bytes = end ?? max(0, buffer.count - delimiter.count + 1)
        if bytes > 0 { events.append(.fileBytes(Array(buffer[..<bytes]))) }
        guard end != nil else {
            drop(bytes)
            return false
        }
        events.append(.fileEnd)
        drop(bytes + delimiter.count)
        state = .boundaryLine
        return true
    }

    /// Where a mark begins in the buffer; nil when it is not there yet but may still come within so many bytes.
    private mutating func find(_ mark: [UInt8], within limit: Int, else fault: Fault) throws(Fault) -> Int? {
        let found = buffer.firstOffset(of: mark, from: searched)
        if found ?? (buffer.count - mark.count) > limit { throw fault }
        searched = max(0, buffer.count - mark.count + 1)
        return found
    }

    private mutating func drop(_ count: Int) {
        buffer.removeSubrange(..<count)
        searched = 0
    }

    private mutating func skipEpilogue(_ count: Int) throws(Fault) {
        epilogue += count
        if epilogue > Self.headerLimit { throw .textOutsideParts }
    }
}

extension MultipartReader {
    /// Reads, and refuses what is no form of ours with the reason's name.
    static func named<Value>(_ body: () throws(Fault) -> Value) throws(Refusal) -> Value {
        do {
            return try body()
        } catch {
            throw Refusal(.malformedRequest, arguments: ["field": error.rawValue])
        }
    }
}

extension [UInt8] {
    /// Where a mark begins at or after an offset; nil when it is not there.
    fileprivate func firstOffset(of mark: [UInt8], from start: Int) -> Int? {
        let (bytes, mark) = (span, mark.span)
        var offset = start
        while offset + mark.count <= bytes.count {
            if bytes[offset] == mark[0] {
                var length = 1
                while length < mark.count && bytes[offset + length] == mark[length] { length += 1 }
                if length == mark.count { return offset }
            }
            offset += 1
        }
        return nil
    }
}
