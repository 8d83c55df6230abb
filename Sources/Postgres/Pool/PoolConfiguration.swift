/// What a pool connects to and how far it goes.
public struct PoolConfiguration: Sendable {
    /// Any libpq connection string or URI, several hosts and `sslmode` included; taken as it is.
    public var connectionString: String
    /// The most connections at a time; each is a thread here and a process on the server.
    public var size: Int
    /// How long a caller waits for a connection before it is refused.
    public var waitLimit: Duration
    /// The role each session takes on after it has connected.
    public var role: String?
    /// The name in `pg_stat_activity`, unless the connection string has one.
    public var applicationName: String
    /// `statement_timeout`; nil leaves it to the server.
    public var statementTimeout: Duration?
    /// `lock_timeout`; nil leaves it to the server.
    public var lockTimeout: Duration?
    /// `idle_in_transaction_session_timeout`; nil leaves it to the server.
    public var idleInTransactionTimeout: Duration?

    /// Fills in what a web process needs; every value can be changed afterwards.
    public init(
        _ connectionString: String, size: Int = 8, waitLimit: Duration = .seconds(5), role: String? = nil,
        applicationName: String = "tirkeu", statementTimeout: Duration? = .seconds(30),
        lockTimeout: Duration? = .seconds(5), idleInTransactionTimeout: Duration? = .seconds(60)
    ) {
        precondition(size > 0, "a pool has at least one connection")
        self.connectionString = connectionString
        self.size = size
        self.waitLimit = waitLimit
        self.role = role
        self.applicationName = applicationName
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
    }

    /// How long an answer is waited for before the server is taken to be frozen; nil: for ever.
    var answerLimit: Duration? { statementTimeout.map { $0 + .seconds(2) } }
}

/// How many connections are in which state, and how many callers wait.
public struct PoolOccupancy: Hashable, Sendable {
    /// Connections nobody uses.
    public internal(set) var idle = 0
    /// Connections lent out.
    public internal(set) var leased = 0
    /// Connections being opened.
    public internal(set) var connecting = 0
    /// Callers without a connection.
    public internal(set) var waiting = 0
}
