internal import CZip
import Glibc

/// A copy of an archive in which some entries are others; the rest goes over as it is, compressed.
final class ArchiveEdit {
    private let archive: Archive
    private let handle: OpaquePointer
    private var isDone = false
    /// What entries are made of must live until the archive is written.
    private var held: [UnsafeMutableRawPointer] = []

    /// Copies the file at `source` to `path`, readable by nobody else.
    init(_ archive: Archive, source: String, path: String) throws {
        try Self.copy(source, to: path)
        self.archive = archive
        var code: Int32 = 0
        guard let handle = zip_open(path, 0, &code) else { throw TabularError.cannotWrite(code: Int(code)) }
        self.handle = handle
    }

    deinit {
        if !isDone { zip_discard(handle) }
        held.forEach { free($0) }
    }

    /// Puts bytes in the place of an entry, or adds it.
    func put(_ name: String, _ bytes: [UInt8]) throws {
        guard let copy = malloc(max(1, bytes.count)) else { throw TabularError.cannotWrite(code: Int(ENOMEM)) }
        held.append(copy)
        bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
        try put(name, zip_source_buffer(handle, copy, UInt64(bytes.count), 0))
    }

    /// Puts a file in the place of an entry, or adds it; the file must live until `finish`.
    func put(_ name: String, file: String) throws {
        // libzip keeps to its slowest level for an entry that was compressed before; a new one takes ours
        try remove(name)
        try put(name, zip_source_file(handle, file, 0, 0), isNew: true)
    }

    /// Takes an entry out.
    func remove(_ name: String) throws {
        if let index = archive.index(name), zip_delete(handle, index) != 0 { throw failure }
    }

    /// Writes the archive.
    func finish() throws {
        guard zip_close(handle) == 0 else { throw failure }
        isDone = true
    }

    private func put(_ name: String, _ source: OpaquePointer?, isNew: Bool = false) throws {
        guard let source else { throw failure }
        let known = isNew ? nil : archive.index(name)
        let index: Int64
        if let known {
            index = zip_file_replace(handle, known, source, 0) == 0 ? Int64(known) : -1
        } else {
            index = zip_file_add(handle, name, source, UInt32(ZIP_FL_ENC_UTF_8))
        }
        guard index >= 0 else {
            zip_source_free(source)
            throw failure
        }
        // a clerk waits for this file, and opens it once
        zip_set_file_compression(handle, UInt64(index), Int32(ZIP_CM_DEFLATE), 2)
    }

    private var failure: TabularError {
        .cannotWrite(code: Int(zip_error_code_zip(zip_get_error(handle))))
    }

    private static func copy(_ source: String, to path: String) throws {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw TabularError.unreadable(.cannotOpen(errno: errno)) }
        defer { Glibc.close(input) }
        let output = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw TabularError.cannotWrite(code: Int(errno)) }
        defer { Glibc.close(output) }
        while true {
            let count = sendfile(output, input, nil, 1 << 24)
            if count == 0 { return }
            if count < 0, errno != EINTR { throw TabularError.cannotWrite(code: Int(errno)) }
        }
    }
}
