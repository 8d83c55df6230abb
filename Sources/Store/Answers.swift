public import Domain
internal import FoundationEssentials
internal import Postgres

/// An answer that was given to a request.
public struct Answer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// The Location header.
    public let location: String?
    /// The body.
    public let body: String

    /// An answer.
    public init(status: Int, location: String?, body: String) {
        self.status = status
        self.location = location
        self.body = body
    }
}

/// Answers given before, so that a request that is repeated under its key is answered alike and done once.
public struct Answers: Sendable {
    let room: Room

    /// What is known of a key.
    public enum Known: Hashable, Sendable {
        /// Nobody used it: it is the caller's now, or its first use never came to an answer.
        case nothing
        /// It was answered.
        case answer(Answer)
    }

    /// Takes a key for a request.
    ///
    /// - Throws: `.keyReused` when the key was used for another request.
    public func take(_ key: String, request: [UInt8], by caller: Caller) async throws(Refusal) -> Known {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            if try db.run(Statements.take, caller.account, key, request, now) == 1 { return .nothing }
            guard let known = try db.first(Statements.read, caller.account, key) else { return .nothing }
            if known.request != request { throw Refusal(.keyReused) }
            return known.answer.map(Known.answer) ?? .nothing
        }
    }

    /// Remembers the answer to a key.
    public func remember(_ answer: Answer, to key: String, by caller: Caller) async throws(Refusal) {
        try await room.transaction(as: caller) { db in
            try db.run(Statements.answer, caller.account, key, answer.status, answer.location, Array(answer.body.utf8))
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
                : Answer(status: status ?? 0, location: try row.decode("location"), body: try row.decode("body"))
        )
    }
    static let answer = Statement<Void>("idempotency/answer")
    static let sweep = Statement<Void>("idempotency/sweep")
}
