import Glibc

/// A file opened for reading at any offset; closed when nobody holds it.
final class FileOnDisk {
    let count: UInt64
    private let descriptor: Int32

    init(path: String) throws(TabularError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(.cannotOpen(errno: errno)) }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        count = isKnown ? UInt64(max(0, status.st_size)) : 0
        if status.st_mode & S_IFMT == S_IFDIR { throw .unreadable(.cannotOpen(errno: EISDIR)) }
    }

    deinit { close(descriptor) }

    /// Reads what fits into a buffer, and says how much that was; nothing at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(TabularError) -> Int {
        while true {
            let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if got >= 0 { return got }
            if errno != EINTR { throw .unreadable(.cannotOpen(errno: errno)) }
        }
    }

    /// The bytes from an offset on; fewer than asked for where the file ends.
    func bytes(at offset: UInt64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset) + off_t(filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                filled += got
            }
        }
    }
}

/// Hands over the bytes of a file from the first to the last, through one buffer. Throws `TabularError`, or what `each` threw.
public func readPieces(of path: String, _ each: (UnsafeRawBufferPointer) throws -> Void) throws {
    let file = try FileOnDisk(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var offset: UInt64 = 0
    while case let count = try file.read(into: buffer, at: offset), count > 0 {
        try each(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += UInt64(count)
    }
}
