internal import Dispatch
internal import Domain
internal import Synchronization
internal import Tabular

/// Rows judged on other threads while those after them are read; what is kept of them is handed over in the order of the file.
struct JudgedAhead<Kept: Sendable> {
    /// Batches are judged at once by as many threads as are free: a row counts no reference to what they share.
    private let threads = DispatchQueue(label: "judging", attributes: .concurrent)
    private let keep: @Sendable (JudgedRow) -> Kept
    private var gathered = RecordBatch(room: batchRows)
    private var underWay: [Batch] = []

    private static var batchRows: Int { 256 }
    private static var mostUnderWay: Int { 4 }

    private final class Batch: Sendable {
        private let kept = Mutex<[Kept?]>([])
        private let isJudged = DispatchSemaphore(value: 0)

        init(
            _ records: RecordBatch, _ judging: RowJudging, _ keep: @escaping @Sendable (JudgedRow) -> Kept,
            on threads: DispatchQueue
        ) {
            threads.async { [self] in
                var found: [Kept?] = []
                found.reserveCapacity(records.count)
                records.forEach { record in found.append(judging.judged(record).map(keep)) }
                kept.withLock { $0 = found }
                isJudged.signal()
            }
        }

        /// What was kept of the rows, once all are judged.
        func wait() -> [Kept?] {
            isJudged.wait()
            return kept.withLock { $0 }
        }
    }

    /// Starts without rows; `keep` says what is to be handed over of each.
    init(keep: @escaping @Sendable (JudgedRow) -> Kept) { self.keep = keep }

    /// Takes a row's record, and hands over what is judged by now, nil for blank rows.
    mutating func add(
        _ record: Record, _ judging: @autoclosure () -> RowJudging, _ each: (Kept?) -> Void
    ) {
        gathered.append(record)
        if gathered.count < Self.batchRows { return }
        underWay.append(Batch(gathered, judging(), keep, on: threads))
        gathered = RecordBatch(room: Self.batchRows)
        if underWay.count == Self.mostUnderWay { underWay.removeFirst().wait().forEach(each) }
    }

    /// Hands over all rows that are left.
    mutating func finish(_ judging: RowJudging, _ each: (Kept?) -> Void) {
        for batch in underWay { batch.wait().forEach(each) }
        underWay = []
        var rest: [Kept?] = []
        gathered.forEach { record in rest.append(judging.judged(record).map(keep)) }
        gathered = RecordBatch(room: 0)
        rest.forEach(each)
    }
}
