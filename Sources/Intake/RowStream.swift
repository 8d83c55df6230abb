internal import Dispatch
internal import Domain
internal import Foundation
internal import Tabular

/// Judged rows of a workbook, read on a thread of its own and handed over in batches: the thread waits while three are not taken, so
/// a workbook of any length needs the same memory.
struct RowStream {
    /// A batch of rows, or the reader's end.
    enum Event: Sendable {
        case rows([JudgedRow])
        case end(PetitionReader)
    }

    private static let batchRows = 2_000

    let events: AsyncThrowingStream<Event, any Error>
    private let taken: DispatchSemaphore

    /// Starts reading the workbook at a path.
    init(workbook path: String, limits: TabularLimits, reader: PetitionReader) {
        let taken = DispatchSemaphore(value: 3)
        let (events, continuation) = AsyncThrowingStream<Event, any Error>.makeStream()
        let thread = Thread {
            do {
                let end = try Self.read(path, limits, reader) { batch in
                    taken.wait()
                    if case .terminated = continuation.yield(.rows(batch)) { throw CancellationError() }
                }
                continuation.yield(.end(end))
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
    func taken(_ batch: [JudgedRow]) { taken.signal() }

    /// Lets the thread come to its end when nobody takes batches any more.
    func abandon() { for _ in 0..<4 { taken.signal() } }

    private static func read(
        _ path: String, _ limits: TabularLimits, _ start: PetitionReader, _ hand: ([JudgedRow]) throws -> Void
    ) throws -> PetitionReader {
        var (reader, batch) = (start, [JudgedRow]())
        let workbook = try XLSXReader(path: path, limits: limits)
        try workbook.read { record in
            if let row = reader.take(record) { batch.append(row) }
            if batch.count == batchRows {
                try hand(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        if !batch.isEmpty { try hand(batch) }
        return reader
    }
}
