internal import Dispatch
internal import Domain
internal import Foundation
internal import Tabular

/// The records of a workbook, read on a thread of its own and handed over in batches, so that judging them costs the reading
/// no time. The thread waits while three batches are not taken: a workbook of any length needs the same memory.
struct RecordStream {
    /// A batch of records, or at the end what of the workbook was left out.
    enum Event: Sendable {
        case records([Record])
        case end([Issue])
    }

    private static let batchRecords = 2_000

    let events: AsyncThrowingStream<Event, any Error>
    private let taken: DispatchSemaphore

    /// Starts reading the workbook at a path.
    init(workbook path: String, limits: TabularLimits) {
        let taken = DispatchSemaphore(value: 3)
        let (events, continuation) = AsyncThrowingStream<Event, any Error>.makeStream()
        let thread = Thread {
            do {
                let leftOut = try Self.read(path, limits) { batch in
                    taken.wait()
                    if case .terminated = continuation.yield(.records(batch)) { throw CancellationError() }
                }
                continuation.yield(.end(leftOut))
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
        self.events = events
        self.taken = taken
    }

    /// Says that a batch was taken, so that the next may come.
    func tookBatch() { taken.signal() }

    /// Lets the thread come to its end when nobody takes batches any more.
    func abandon() { for _ in 0..<4 { taken.signal() } }

    private static func read(
        _ path: String, _ limits: TabularLimits, _ hand: ([Record]) throws -> Void
    ) throws -> [Issue] {
        var batch: [Record] = []
        let workbook = try XLSXReader(path: path, limits: limits)
        try workbook.read { record in
            batch.append(record)
            if batch.count == batchRecords {
                try hand(batch)
                batch = []
            }
        }
        if !batch.isEmpty { try hand(batch) }
        return workbook.leftOut
    }
}
