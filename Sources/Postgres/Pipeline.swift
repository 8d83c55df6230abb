/// Statements that travel together: the next one is sent without waiting for the answer to the one before.
///
/// They succeed or fail together, also outside a transaction.
public struct Pipeline {
    /// The place of a statement in its pipeline.
    public struct Entry<Row>: Sendable {
        let index: Int
    }

    struct Item {
        let name: String
        let format: Int32
        let binds: [(any Bindable)?]
        let read: (borrowing ResultHandle) throws(PostgresError) -> any Sendable
    }

    private(set) var items: [Item] = []

    /// Adds a statement; the entry finds its rows in the results.
    @discardableResult
    public mutating func add<R: Sendable>(_ statement: Statement<R>, _ binds: (any Bindable)?...) -> Entry<R> {
        items.append(
            Item(name: statement.name, format: statement.format.rawValue, binds: binds) {
                result throws(PostgresError) in
                try result.map(statement)
            })
        return Entry(index: items.count - 1)
    }
}

/// What the statements of a pipeline gave.
public struct PipelineResults: Sendable {
    /// Each an array of its statement's rows.
    private var rows: [any Sendable] = []
    /// The number of rows each statement touched, in the order of the pipeline.
    public private(set) var affected: [Int] = []

    /// The rows of one statement.
    public subscript<R>(entry: Pipeline.Entry<R>) -> [R] {
        guard let rows = rows[entry.index] as? [R] else { preconditionFailure("the entry is of another pipeline") }
        return rows
    }

    mutating func append(_ rows: any Sendable, affected: Int) {
        self.rows.append(rows)
        self.affected.append(affected)
    }
}

extension Connection {
    /// Runs the statements `body` adds, in order, with one wait for all of them.
    ///
    /// Throws the first statement's error, with its name; those after it did not run, those before it are undone.
    @discardableResult
    public func pipeline(_ body: (inout Pipeline) throws -> Void) throws -> PipelineResults {
        var pipeline = Pipeline()
        try body(&pipeline)
        guard !pipeline.items.isEmpty else { return PipelineResults() }
        return try run(pipeline.items)
    }

    private func run(_ items: [Pipeline.Item]) throws(PostgresError) -> PipelineResults {
        var encoded: [EncodedBinds] = []
        for item in items {
            let sql = try sql(item.name)
            try query(item.name) { handle throws(PostgresError) in
                encoded.append(try EncodedBinds(item.binds))
                try prepare(item.name, sql, on: handle)
            }
        }
        return try query("pipeline") { handle throws(PostgresError) in
            try handle.enterPipeline()
            defer { handle.exitPipeline() }
            for (item, binds) in zip(items, encoded) {
                try handle.send(prepared: item.name, binds, format: item.format)
            }
            try handle.syncPipeline()
            try handle.flush()
            return try results(of: items, from: handle)
        }
    }

    /// Takes every answer up to the end of the batch, whatever fails, so that the connection stays in step.
    private func results(of items: [Pipeline.Item], from handle: Handle) throws(PostgresError) -> PipelineResults {
        var results = PipelineResults()
        var failure: PostgresError?
        for item in items {
            while let result = handle.nextResult() {
                canceller.heard()
                if failure != nil || result.isPipelineAborted { continue }
                do throws(PostgresError) {
                    if result.isError { throw handle.error(in: result) }
                    results.append(try item.read(result), affected: result.affected)
                } catch {
                    failure = error
                    failure?.statement = item.name
                }
            }
            guard handle.isGood else { break }
        }
        let isInStep = handle.isGood && handle.nextResult()?.isPipelineSync == true
        if let failure { throw failure }
        guard isInStep else { throw PostgresError(handle.isGood ? .unexpectedAnswer : .connectionLost) }
        return results
    }
}
