internal import Dispatch
internal import Foundation
internal import Tabular

/// The records of a workbook, read on a thread of its own and handed over in batches, so that judging them costs the reading
/// no time. The thread waits while three batches are not taken: a workbook of any length needs the same memory.
struct RecordStream {
    private static let batchRecords = 2_000

    let batches: AsyncThrowingStream<[Record], any Error>
    private let taken: DispatchSemaphore

    /// Starts reading the workbook at a path.
    init(workbook path: String, limits: TabularLimits) {
        let taken = DispatchSemaphore(value: 3)
        let (batches, continuation) = AsyncThrowingStream<[Record], any Error>.makeStream()
        let thread = Thread {
            do {
                try Self.read(path, limits) { batch in
                    taken.wait()
                    if case .terminated = continuation.yield(batch) { throw CancellationError() }
                }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
        self.batches = batches
        self.taken = taken
    }

    /// Says that a batch was taken, so that the next may come.
    func tookBatch() { taken.signal() }

    /// Lets the thread come to its end when nobody takes batches any more.
    func abandon() { for _ in 0..<4 { taken.signal() } }

    private static func read(_ path: String, _ limits: TabularLimits, _ hand: ([Record]) throws -> Void) throws {
        var batch: [Record] = []
        try XLSXReader(path: path, limits: limits).read { record in
            batch.append(record)
            if batch.count == batchRecords {
                try hand(batch)
                batch = []
            }
        }
        if !batch.isEmpty { try hand(batch) }
    }
}
