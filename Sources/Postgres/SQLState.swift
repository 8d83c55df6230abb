/// The five characters with which PostgreSQL names what went wrong, as in `23505`.
///
/// A `catch` can match one: `catch SQLState.uniqueViolation { … }`.
public struct SQLState: RawRepresentable, Hashable, Sendable {
    /// The five characters.
    public let rawValue: String

    /// Takes the five characters as the server sent them.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The first two characters: the class of the condition, `23` for every violated constraint.
    public var family: String { String(rawValue.prefix(2)) }

    /// Whether `error` is a `PostgresError` with this state.
    public static func ~= (pattern: SQLState, error: any Error) -> Bool {
        (error as? PostgresError)?.sqlState == pattern
    }
}

extension SQLState {
    /// A NOT NULL column was left empty.
    public static let notNullViolation = SQLState(rawValue: "23502")
    /// A foreign key points nowhere, or something still points here.
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    /// A value that has to be unique is there already.
    public static let uniqueViolation = SQLState(rawValue: "23505")
    /// A CHECK said no.
    public static let checkViolation = SQLState(rawValue: "23514")
    /// An exclusion constraint found an overlap.
    public static let exclusionViolation = SQLState(rawValue: "23P01")
    /// A serializable or repeatable-read transaction met another one and has to run again.
    public static let serializationFailure = SQLState(rawValue: "40001")
    /// Two transactions waited for each other; this one gave way.
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    /// A statement ran into `statement_timeout` or was cancelled from outside.
    public static let queryCanceled = SQLState(rawValue: "57014")
    /// A lock was not free within `lock_timeout`, or NOWAIT found it taken.
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    /// The role lacks the grant.
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// PL/pgSQL's RAISE EXCEPTION without a state of its own.
    public static let raiseException = SQLState(rawValue: "P0001")
    /// The transaction failed earlier and takes nothing but a rollback.
    public static let inFailedTransaction = SQLState(rawValue: "25P02")
    /// A write in a read-only transaction, or on a standby.
    public static let readOnlyTransaction = SQLState(rawValue: "25006")
    /// A value's text does not fit its type.
    public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    /// COPY met a line it cannot take.
    public static let badCopyFormat = SQLState(rawValue: "22P04")
    /// A table that does not exist.
    public static let undefinedTable = SQLState(rawValue: "42P01")
    /// SQL that does not parse.
    public static let syntaxError = SQLState(rawValue: "42601")
    /// An administrator or a shutdown ended the session.
    public static let adminShutdown = SQLState(rawValue: "57P01")

    /// Whether the session is over: the connection failed, or the server is going down or was told to end it.
    var endsSession: Bool { family == "08" || rawValue.hasPrefix("57P") }

    /// Whether the session lives but is of no further use: its server became a standby, or its prepared statements
    /// no longer fit the tables.
    var spoilsSession: Bool { Self.spoiling.contains(rawValue) }

    /// 26000: a prepared statement vanished; 0A000: "cached plan must not change result type" after a migration.
    private static let spoiling: Set<String> = ["25006", "26000", "0A000"]
}
