/// A failure of the database or on the way to it.
///
/// It carries names (statement, constraint, SQLSTATE) and never values: the server's DETAIL and CONTEXT quote rows and
/// are dropped before the error exists.
public struct PostgresError: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Kind: Hashable, Sendable {
        /// The server refused with this state.
        case server(SQLState)
        /// The connection broke, the server ended it, or it stopped answering; an open transaction is rolled back by the server.
        case connectionLost
        /// The connection broke while COMMIT was on its way: the transaction is either done or not.
        case commitUnknown
        /// No server took a connection within the pool's wait limit.
        case cannotConnect
        /// A row was expected and none came.
        case noRow
        /// One row was expected and more came.
        case tooManyRows
        /// A column is missing, NULL where it must not be, or not of the type asked for; nil when the decoder refused
        /// the row as a whole.
        case decoding(column: String?)
        /// A text with a NUL character, which PostgreSQL cannot hold.
        case encoding
        /// Every connection stayed in use for the pool's wait limit.
        case poolExhausted
        /// The pool is closed.
        case poolClosed
        /// The task was cancelled.
        case cancelled
        /// The catalog has no SQL under the statement's name.
        case unknownStatement
        /// libpq did not take the call, or the server answered with something that does not fit it.
        case unexpectedAnswer
    }

    /// What went wrong.
    public let kind: Kind
    /// The name of the statement that failed, where one did.
    public internal(set) var statement: String?
    /// The constraint that said no.
    public internal(set) var constraint: String?
    /// The table the server named.
    public internal(set) var table: String?
    /// The column the server named.
    public internal(set) var column: String?
    /// The message behind the error, for the operator's eyes: kept only when the connection failed, for SQLSTATE
    /// class 42 (names and syntax) and for scripts, because only there it cannot quote a row.
    public internal(set) var debugText: String?

    init(_ kind: Kind, statement: String? = nil, debugText: String? = nil) {
        self.kind = kind
        self.statement = statement
        self.debugText = debugText
    }

    /// The server's five characters, when it was the server that refused.
    public var sqlState: SQLState? {
        if case .server(let state) = kind { state } else { nil }
    }

    /// Whether the same transaction, run again from its start, may well succeed.
    var asksForAnotherTry: Bool {
        sqlState == .serializationFailure || sqlState == .deadlockDetected
            || (kind == .connectionLost && statement == "BEGIN")
    }

    /// Whether the connection it happened on is of no further use.
    var spoilsConnection: Bool {
        switch kind {
        case .connectionLost, .commitUnknown, .unexpectedAnswer: true
        case .server(let state): state.spoilsSession
        default: false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// Kind, statement and constraint; fit for a log, without a value of any row.
    public var description: String {
        var text = "database error (\(kind.label))"
        if let statement { text += " in \(statement)" }
        if let constraint { text += ", constraint \(constraint)" }
        return text
    }
}

extension String {
    /// A message of several lines on one, for a log whose entries are lines.
    public var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}

extension PostgresError.Kind {
    /// The kind in words.
    var label: String {
        switch self {
        case .server(let state): "SQLSTATE \(state.rawValue)"
        case .connectionLost: "connection lost"
        case .commitUnknown: "connection lost during commit"
        case .cannotConnect: "cannot connect"
        case .noRow: "no row"
        case .tooManyRows: "too many rows"
        case .decoding(let column): column.map { "column \($0) does not decode" } ?? "row does not decode"
        case .encoding: "text with a NUL character"
        case .poolExhausted: "pool exhausted"
        case .poolClosed: "pool closed"
        case .cancelled: "cancelled"
        case .unknownStatement: "unknown statement"
        case .unexpectedAnswer: "unexpected answer"
        }
    }
}
