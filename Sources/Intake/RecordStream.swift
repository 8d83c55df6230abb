internal import Dispatch
internal import Domain
internal import Foundation
internal import Tabular

/// The records of a workbook, read on a thread of its own and handed over in batches, so that judging them costs the reading
/// no time. The thread waits while three batches are not taken: a workbook of any length needs the same memory.
struct RecordStream {
    /// The sheets, then batches of records, and at the end what of the workbook was left out.
    enum Event: Sendable {
        case sheets(SheetNames)
        case records([Record])
        case end(LeftOut)
    }

    private static let batchRecords = 2_000

    let events: AsyncThrowingStream<Event, any Error>
    private let taken: DispatchSemaphore

    /// Starts reading the workbook at a path: the sheet of a name, else the first visible one.
    init(workbook path: String, sheet: String?, limits: TabularLimits) {
        let taken = DispatchSemaphore(value: 3)
        let (events, continuation) = AsyncThrowingStream<Event, any Error>.makeStream()
        let thread = Thread {
            do {
                let workbook = try XLSXReader(path: path, limits: limits, sheet: sheet)
                continuation.yield(.sheets(SheetNames(workbook)))
                try Self.read(workbook) { batch in
                    taken.wait()
                    if case .terminated = continuation.yield(.records(batch)) { throw CancellationError() }
                }
                continuation.yield(.end(LeftOut(workbook)))
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

    private static func read(_ workbook: XLSXReader, _ hand: ([Record]) throws -> Void) throws {
        var batch: [Record] = []
        batch.reserveCapacity(batchRecords)
        try workbook.read { record in
            batch.append(record)
            if batch.count == batchRecords {
                try hand(batch)
                batch = []
                batch.reserveCapacity(batchRecords)
            }
        }
        if !batch.isEmpty { try hand(batch) }
    }
}
