public import Domain
public import FoundationEssentials
internal import Postgres

/// An answer that was given to a request.
public struct Answer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// The Location header.
    public let location: String?
    /// The ETag header.
    public let tag: String?
    /// The body.
    public let body: String

    /// An answer.
    public init(status: Int, location: String?, tag: String? = nil, body: String) {
        self.status = status
        self.location = location
        self.tag = tag
        self.body = body
    }
}

/// Answers given before, so that a request that is repeated under its key is answered alike and done once.
public struct Answers: Sendable {
    let room: Room

    /// What is known of a key.
    public enum Known: Hashable, Sendable {
        /// Nobody used it, or its use came to nothing: it is the caller's now, until `remember` or `free`.
        case nothing
        /// It was answered.
        case answer(Answer)
    }

    /// Whoever took a key and never came back, as a process that was killed does, has lost it after so many seconds.
    public static let lostAfter: TimeInterval = 120

    /// Takes a key for a request.
    ///
    /// - Throws: `.keyReused` when the key was used for another request, `.inProgress` while the same one still runs.
    public func take(_ key: String, request: [UInt8], by caller: Caller) async throws(Refusal) -> Known {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            let lost = now.addingTimeInterval(-Self.lostAfter)
            if try db.run(Statements.take, caller.account, key, request, now, lost) == 1 { return .nothing }
            guard let known = try db.first(Statements.read, caller.account, key) else { throw Refusal(.inProgress) }
            if known.request != request { throw Refusal(.keyReused) }
            guard let answer = known.answer else { throw Refusal(.inProgress) }
            return .answer(answer)
        }
    }

    /// Does what was asked with a key that was taken: each verb keeps what it did in its own transaction, and the same request finds it
    /// there when it comes again because this answer was lost.
    public func doing<Result>(
        _ key: String, request: [UInt8], by caller: Caller, _ act: () async throws -> Result
    ) async rethrows -> Result {
        let request = RepeatableRequest(account: caller.account, key: key, hash: request)
        return try await RepeatableRequest.$current.withValue(request) { try await act() }
    }

    /// Gives back a key whose request came to no answer: what is sent next under it is new, unless something was done already.
    public func free(_ key: String, by caller: Caller) async throws(Refusal) {
        let lost = room.clock.now().addingTimeInterval(-Self.lostAfter - 1)
        try await room.transaction(as: caller) { db in
            if try db.run(Statements.free, caller.account, key) == 0 {
                try db.run(Statements.letGo, caller.account, key, lost)
            }
        }
    }

    /// Remembers the answer to a key.
    public func remember(_ answer: Answer, to key: String, by caller: Caller) async throws(Refusal) {
        try await room.transaction(as: caller) { db in
            try db.run(
                Statements.answer, caller.account, key, answer.status, answer.location, answer.tag,
                Array(answer.body.utf8))
        }
    }

    /// Forgets keys older than a day.
    public func sweep() async throws(Refusal) {
        let before = room.clock.now().addingTimeInterval(-86_400)
        try await room.work { db in try db.run(Statements.sweep, before) }
    }
}

private enum Statements {
    static let take = Statement<Void>("idempotency/take")
    static let read = Statement<(request: [UInt8], answer: Answer?)>("idempotency/read") { row in
        let status = try row.decode("status", as: Int?.self)
        return (
            try row.decode("request_hash"),
            status == nil
                ? nil
                : Answer(
                    status: status ?? 0, location: try row.decode("location"), tag: try row.decode("tag"),
                    body: try row.decode("body"))
        )
    }
    static let answer = Statement<Void>("idempotency/answer")
    static let free = Statement<Void>("idempotency/free")
    static let letGo = Statement<Void>("idempotency/let_go")
    static let sweep = Statement<Void>("idempotency/sweep")
}
