internal import Domain
internal import Logging
internal import Postgres

/// What every verb needs: the connections of the web's and the worker's roles, the clock, and the key of personal hashes.
struct Room: Sendable {
    let web: Pool
    let worker: Pool
    let clock: Clock
    let secret: Secret
    /// The policy in force until an operator chooses one.
    let policy: PolicyFile
    let logger: Logger

    /// Runs a verb as one transaction that sees only what its caller may see.
    ///
    /// The body may be run again when the database asks for it (40001, 40P01), so it must do nothing but talk to `db`.
    @discardableResult
    func transaction<T: Sendable>(
        as caller: Caller?, readOnly: Bool = false,
        _ body: @escaping @Sendable (isolated Connection) throws -> T
    ) async throws(Refusal) -> T {
        do {
            return try await web.transaction(readOnly: readOnly) { db in
                try db.assume(caller)
                return try body(db)
            }
        } catch {
            throw refusal(for: error)
        }
    }

    /// Runs a transaction of the worker, which sees everything.
    @discardableResult
    func work<T: Sendable>(_ body: @escaping @Sendable (isolated Connection) throws -> T) async throws(Refusal) -> T {
        do {
            return try await worker.transaction(body)
        } catch {
            throw refusal(for: error)
        }
    }

    /// The one translation of errors into refusals; what is not foreseen is logged here, once.
    func refusal(for error: any Error) -> Refusal {
        if let refusal = error as? Refusal { return refusal }
        if error is CancellationError { return Refusal(.busy) }
        guard let error = error as? PostgresError else {
            logger.error("a verb failed", metadata: ["error.type": "\(type(of: error))"])
            return Refusal(.internalError)
        }
        let refusal = Refusal(error)
        if refusal.code == .internalError || refusal.code == .unavailable {
            logger.error("a verb failed in the database", metadata: error.facts)
        }
        return refusal
    }
}

/// Refuses whoever does not run the service; nobody is the service itself.
func requireOperator(_ caller: Caller?) throws(Refusal) {
    if let caller, !caller.may(.administer) { throw Refusal(.notAllowed) }
}

extension Refusal {
    /// What a database error means to the caller: known constraints by name, then SQLSTATE.
    init(_ error: PostgresError) {
        if let constraint = error.constraint, let code = Self.constraints[constraint] {
            self.init(code)
            return
        }
        switch error.kind {
        case .connectionLost, .commitUnknown, .cannotConnect, .poolClosed: self.init(.unavailable)
        case .poolExhausted, .cancelled: self.init(.busy)
        case .encoding: self.init(.malformedRequest)
        case .server(.lockNotAvailable), .server(.queryCanceled), .server(.deadlockDetected),
            .server(.serializationFailure):
            self.init(.busy)
        case .server(.uniqueViolation): self.init(.valueTaken)
        case .server(.foreignKeyViolation): self.init(.notFound)
        // a number out of range, a text with a NUL: what was asked cannot be meant
        case .server(let state) where state.family == "22": self.init(.valueInvalid)
        case .server(.checkViolation): self.init(.valueInvalid, arguments: ["constraint": error.constraint ?? ""])
        case .server(let state) where ["53", "57", "08", "25"].contains(state.family): self.init(.unavailable)
        default: self.init(.internalError)
        }
    }

    private static let constraints: [String: RefusalCode] = [
        "petition_file_once": .alreadyUploaded,
        "hold_person_once": .openHere,
        "premises_day_never_over": .occupancyFull,
        "registration_last_once": .registerMoved,
        "decision_not_by_submitter": .submitterDecides,
        "decision_by_two": .samePerson,
        "decision_once": .stateForbids,
        "account_login_once": .valueTaken,
    ]
}

extension PostgresError {
    /// What may be logged of it: nothing that could hold a row.
    var facts: Logger.Metadata {
        [
            "kind": "\(kind)", "sqlstate": "\(sqlState?.rawValue ?? "-")", "constraint": "\(constraint ?? "-")",
            "statement": "\(statement ?? "-")", "debug": "\(debugText?.onOneLine ?? "-")",
        ]
    }
}

extension Connection {
    /// Says for the rest of the transaction who asks, so that row-level security can answer.
    func assume(_ caller: Caller?) throws {
        try one(Statements.assume, caller?.role, caller?.institution, caller?.authority)
    }
}

private enum Statements {
    static let assume = Statement<Void>("caller/assume") { _ in }
}
