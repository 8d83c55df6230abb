/// How much of other transactions a transaction sees.
public enum TransactionIsolation: String, Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted = "READ COMMITTED"
    /// The whole transaction sees what was committed before its first statement.
    case repeatableRead = "REPEATABLE READ"
    /// The outcome is that of some order of running one transaction after the other.
    case serializable = "SERIALIZABLE"

    /// The statement that opens the transaction.
    func begin(readOnly: Bool) -> String {
        "BEGIN ISOLATION LEVEL \(rawValue) READ \(readOnly ? "ONLY" : "WRITE")"
    }
}

extension Connection {
    func transact<T>(_ begin: String, _ body: (isolated Connection) throws -> T) throws -> T {
        try self.begin(begin)
        do {
            let value = try body(self)
            try commit()
            return value
        } catch {
            rollback()
            throw error
        }
    }

    func transactLong<T: Sendable>(
        _ begin: String, _ body: @Sendable (isolated Connection) async throws -> T
    ) async throws -> T {
        try self.begin(begin)
        do {
            let value = try await body(self)
            try commit()
            return value
        } catch {
            rollback()
            throw error
        }
    }
}
