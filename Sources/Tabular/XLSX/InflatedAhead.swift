internal import CZip
internal import Dispatch
internal import Synchronization

/// A part of an archive, inflated on another thread while the pieces before are read: reading a big sheet takes the time of the
/// slower of the two, not of both.
final class InflatedAhead: @unchecked Sendable {
    // Unchecked: each buffer belongs to one thread at a time, and the semaphores say to which.
    private static let ahead = 3
    private static let pieceBytes = 131_072

    private let file: OpaquePointer
    private let buffers: [UnsafeMutableRawBufferPointer]
    private let counts: UnsafeMutableBufferPointer<Int>
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let isStopped = Atomic(false)
    private var next = 0

    /// Starts inflating an opened part; nobody else may use its archive until `close`.
    init(_ file: OpaquePointer) {
        self.file = file
        buffers = (0..<Self.ahead).map { _ in .allocate(byteCount: Self.pieceBytes, alignment: 16) }
        counts = .allocate(capacity: Self.ahead)
        counts.initialize(repeating: 0)
        for _ in 0..<Self.ahead { free.signal() }
        DispatchQueue.global().async { [self] in
            inflate()
            ended.signal()
        }
    }

    /// Hands over the next piece; false at the end of the part, nil when it is damaged. The piece is valid during the call only.
    func take(_ piece: (UnsafeRawBufferPointer) throws -> Void) rethrows -> Bool? {
        filled.wait()
        let count = counts[next]
        guard count > 0 else { return count == 0 ? false : nil }
        try piece(UnsafeRawBufferPointer(rebasing: buffers[next][..<count]))
        next = (next + 1) % Self.ahead
        free.signal()
        return true
    }

    /// Stops inflating, wherever it is. Must be called once, at the end.
    func close() {
        isStopped.store(true, ordering: .releasing)
        free.signal()
        ended.wait()
        for buffer in buffers { buffer.deallocate() }
        counts.deallocate()
        zip_fclose(file)
    }

    private func inflate() {
        var index = 0
        while true {
            free.wait()
            if isStopped.load(ordering: .acquiring) { return }
            counts[index] = Int(zip_fread(file, buffers[index].baseAddress, UInt64(buffers[index].count)))
            filled.signal()
            if counts[index] <= 0 { return }
            index = (index + 1) % Self.ahead
        }
    }
}
