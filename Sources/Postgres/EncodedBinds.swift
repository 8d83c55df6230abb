/// A statement's parameters in one piece of memory, as libpq wants them.
struct EncodedBinds {
    private var storage: [UInt8] = []
    /// Where each parameter starts in `storage`; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ binds: [(any Bindable)?]) throws(PostgresError) {
        for value in binds {
            switch value?.bind ?? .null {
            case .null:
                append(nil, length: 0, format: 0)
            case .text(let text):
                // libpq reads text up to the first NUL: the rest would be lost in silence.
                guard !text.utf8.contains(0) else { throw PostgresError(.encoding) }
                append(storage.count, length: text.utf8.count, format: 0)
                storage.append(contentsOf: text.utf8)
                storage.append(0)
            case .bytes(let bytes):
                append(storage.count, length: bytes.count, format: 1)
                storage.append(contentsOf: bytes)
                storage.append(0)
            }
        }
    }

    private mutating func append(_ start: Int?, length: Int, format: Int32) {
        starts.append(start)
        lengths.append(Int32(clamping: length))
        formats.append(format)
    }

    /// Lends count, values, lengths and formats.
    func withPointers<R>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        storage.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(starts.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
