internal import Domain
internal import FoundationEssentials
internal import Postgres

/// The request that is being answered, when its sender may repeat it.
struct RepeatableRequest: Sendable {
    @TaskLocal static var current: RepeatableRequest?

    let account: Int64
    let key: String
    let hash: [UInt8]
}

extension Room {
    /// Runs a verb that a repeated request must not do twice, as one transaction that sees only what its caller may see.
    ///
    /// What it came to is kept under the request's key in the same transaction. Whoever comes again, because the service was killed
    /// before it answered, gets that and nothing is done.
    ///
    /// - Parameter object: what it is done to, when one request may do it to several.
    func act<Result: Codable & Sendable>(
        _ action: AuditAction, on object: Int64? = nil, as caller: Caller,
        _ body: @escaping @Sendable (isolated Connection) throws -> Result
    ) async throws(Refusal) -> Result {
        guard let request = RepeatableRequest.current else { return try await transaction(as: caller, body) }
        let name = object.map { "\(action.rawValue) \($0)" } ?? action.rawValue
        return try await transaction(as: caller) { db in
            _ = try db.one(Statements.wait, request.account, request.key)
            let act = Statement<JSONValue<Result>?>("idempotency/act") { row in try row.decode("act") }
            guard let known = try db.first(act, request.account, request.key, request.hash, name) else {
                throw Refusal(.keyReused)
            }
            if let known { return known.value }
            let result = try body(db)
            try db.run(Statements.keep, request.account, request.key, request.hash, name, JSONValue(result))
            return result
        }
    }

    /// The same for a verb that has nothing to say.
    func act(
        _ action: AuditAction, on object: Int64, as caller: Caller,
        _ body: @escaping @Sendable (isolated Connection) throws -> Void
    ) async throws(Refusal) {
        _ = try await act(action, on: object, as: caller) { db -> Bool in
            try body(db)
            return true
        }
    }
}

private enum Statements {
    static let wait = Statement<Void>("idempotency/wait") { _ in }
    static let keep = Statement<Void>("idempotency/keep_act")
}
