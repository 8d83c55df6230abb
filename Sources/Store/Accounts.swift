public import Domain
public import FoundationEssentials
internal import Postgres

/// An account as the operator sees it.
public struct Account: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// What its person signs in with.
    public let login: String
    /// The person's name as pages show it.
    public let name: String
    /// Its role.
    public let role: Role
    /// The institution of clerks and heads.
    public let institution: Int64?
    /// The authority of reviewers and chiefs.
    public let authority: Int64?
    /// Whether a clerk may submit.
    public let maySubmit: Bool
    /// When it was closed.
    public let disabledAt: Date?
}

/// What an operator says of a new account.
public struct NewAccount: Sendable {
    /// The person's IIN; kept only as a keyed hash.
    public var person: IIN
    /// What they sign in with: small Latin letters, digits, `.`, `_`, `-`.
    public var login: String
    /// Their name as pages show it.
    public var name: String
    /// Their role.
    public var role: Role
    /// The institution of clerks and heads.
    public var institution: Int64?
    /// The authority of reviewers and chiefs.
    public var authority: Int64?
    /// Whether a clerk may submit.
    public var maySubmit: Bool
    /// The language of their pages.
    public var language: Language

    /// Describes a new account.
    public init(
        person: IIN, login: String, name: String, role: Role, institution: Int64? = nil, authority: Int64? = nil,
        maySubmit: Bool = false, language: Language = .kk
    ) {
        self.person = person
        self.login = login
        self.name = name
        self.role = role
        self.institution = institution
        self.authority = authority
        self.maySubmit = maySubmit
        self.language = language
    }
}

/// Accounts, sessions and tokens.
public struct Accounts: Sendable {
    let room: Room
    let hashing = Turnstile(width: 2)

    init(room: Room) { self.room = room }

    /// A session ends after so many seconds without a request.
    public static let idleLimit: TimeInterval = 15 * 60
    /// A session ends after so many seconds in any case.
    public static let sessionLimit: TimeInterval = 8 * 3600
    static let failureWindow: TimeInterval = 15 * 60
    private static let failureLimit = 10

    /// Adds an account with a password that the service chose, and returns both; the password is shown once.
    public func add(_ account: NewAccount, by caller: Caller?) async throws(Refusal) -> (id: Int64, password: String) {
        let password = String(Token.make().prefix(20))
        let id = try await add(account, password: password, by: caller)
        return (id, password)
    }

    /// Adds an account with a known password.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.valueInvalid`, `.valueTaken`.
    public func add(_ account: NewAccount, password: String, by caller: Caller?) async throws(Refusal) -> Int64 {
        try requireOperator(caller)
        if password.count < Password.shortest { throw Refusal(.valueInvalid, arguments: ["field": "password"]) }
        let stored = try await hashing.through { try Password.hash(password) }
        let (now, person) = (room.clock.now(), room.secret.hash(of: account.person))
        return try await room.transaction(as: caller) { db in
            let id = try db.one(
                Statements.add, person, account.login, stored, account.name, account.role, account.institution,
                account.authority, account.maySubmit, account.language, now)
            try db.log(
                AuditEntry(action: .accountAdded, object: "\(id)", details: ["role": account.role.rawValue]),
                by: caller, at: now)
            return id
        }
    }

    /// The accounts, of one institution or all.
    public func list(institution: Int64? = nil, by caller: Caller?) async throws(Refusal) -> [Account] {
        try requireOperator(caller)
        return try await room.transaction(as: caller, readOnly: true) { db in try db.rows(Statements.list, institution)
        }
    }

    /// Signs in and returns the session's token.
    ///
    /// An unknown login costs as much time as a known one, and the refusal does not tell which of the two was wrong. A try counts
    /// as failed before it is judged, so that many at once are not judged before the first of them counts; and it counts
    /// against the login *and* the address it comes from, so that a stranger cannot keep somebody else out.
    ///
    /// - Parameter address: where the client is; nil or always the same when that is not known, as behind a proxy.
    /// - Throws: `.signInFailed`, `.tooManySignIns`, `.busy` while two tries with this login are being judged.
    public func signIn(login: String, password: String, from address: String? = nil) async throws(Refusal) -> String {
        let now = room.clock.now()
        let loginHash = Token.hash(address.map { login + "\u{0}" + $0 } ?? login)
        let found = try await judged(password, as: loginHash) { db in
            try db.first(Statements.byLogin, login) ?? Known(id: 0, password: Self.decoy, isDisabled: true)
        }
        guard let found, !found.isDisabled else { throw Refusal(.signInFailed) }
        let token = Token.make()
        try await room.transaction(as: nil) { db in
            try db.run(Statements.forgetFailures, loginHash, now.addingTimeInterval(-Self.failureWindow))
            try db.run(Statements.begin, Token.hash(token), found.id, now)
            try db.log(AuditEntry(action: .signedIn, object: "\(found.id)"), by: nil, at: now)
        }
        return token
    }

    /// What `find` gives with its stored password, if the password is that; nil when it is not.
    ///
    /// - Parameter kind: of whose tries only so many are judged in a while; each counts as failed until it is judged.
    func judged(
        _ password: String, as kind: [UInt8], _ find: @escaping @Sendable (isolated Connection) throws -> Known
    ) async throws(Refusal) -> Known? {
        let (now, start) = (room.clock.now(), room.clock.now().addingTimeInterval(-Self.failureWindow))
        let found = try await room.transaction(as: nil) { db in
            _ = try db.one(Statements.lockTries, kind)
            if try db.one(Statements.countFailures, kind, start) >= Self.failureLimit {
                throw Refusal(.tooManySignIns, arguments: ["minutes": "\(Int(Self.failureWindow / 60))"])
            }
            try db.run(Statements.fail, kind, now)
            return try find(db)
        }
        do throws(Refusal) {
            let stored = found.password
            guard try await hashing.through(for: kind, { try Password.matches(password, stored) }) else { return nil }
        } catch {
            // it was not judged, so it was no failure
            try await room.transaction(as: nil) { db in
                _ = try db.one(Statements.lockTries, kind)
                try db.run(Statements.forgetTry, kind, now)
            }
            throw error
        }
        return found
    }

    /// Who a session's token belongs to; nil when it ended.
    public func caller(session token: String) async throws(Refusal) -> Caller? {
        let (now, hash) = (room.clock.now(), Token.hash(token))
        return try await room.transaction(as: nil) { db in
            let caller = try db.first(
                Statements.bySession, hash, now.addingTimeInterval(-Self.idleLimit),
                now.addingTimeInterval(-Self.sessionLimit))
            // once a minute is often enough to know that somebody is there
            if caller != nil { try db.run(Statements.seen, hash, now, now.addingTimeInterval(-60)) }
            return caller
        }
    }

    /// Who a system's token belongs to; nil when there is no such token.
    public func caller(token: String) async throws(Refusal) -> Caller? {
        try await room.transaction(as: nil, readOnly: true) { db in try db.first(Statements.byToken, Token.hash(token))
        }
    }

    /// Ends a session.
    public func signOut(session token: String, by caller: Caller?) async throws(Refusal) {
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            try db.run(Statements.end, Token.hash(token))
            try db.log(AuditEntry(action: .signedOut), by: caller, at: now)
        }
    }

    /// Sets the language of the caller's pages.
    public func set(_ language: Language, for caller: Caller) async throws(Refusal) {
        try await room.transaction(as: caller) { db in try db.run(Statements.setLanguage, caller.account, language) }
    }

    /// Forgets sessions that ended.
    public func sweep() async throws(Refusal) {
        let now = room.clock.now()
        try await room.work { db in
            try db.run(
                Statements.sweep, now.addingTimeInterval(-Self.idleLimit), now.addingTimeInterval(-Self.sessionLimit))
        }
    }

    private static let decoy =
        "$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
}

extension Accounts {
    /// An account as its passwords are judged by.
    struct Known {
        let id: Int64
        let password: String
        let isDisabled: Bool
    }
}

extension Accounts.Known {
    init(_ row: borrowing RowView) throws {
        self.init(
            id: try row.decode("id"), password: try row.decode("password"),
            isDisabled: try row.decode("disabled_at", as: Date?.self) != nil)
    }
}

private enum Statements {
    static let add = Statement<Int64>("account/add") { row in try row.decode("id") }
    static let list = Statement<Account>("account/list") { row in try Account(row) }
    static let byLogin = Statement<Accounts.Known>("account/by_login") { row in try Accounts.Known(row) }
    static let bySession = Statement<Caller>("account/by_session") { row in try Caller(row) }
    static let byToken = Statement<Caller>("account/by_token") { row in try Caller(row) }
    static let setLanguage = Statement<Void>("account/set_language")
    static let begin = Statement<Void>("session/begin")
    static let seen = Statement<Void>("session/seen")
    static let end = Statement<Void>("session/end")
    static let sweep = Statement<Void>("session/sweep")
    static let countFailures = Statement<Int>("session/count_failures") { row in try row.decode("failures") }
    static let lockTries = Statement<Void>("session/lock_tries") { _ in }
    static let fail = Statement<Void>("session/fail")
    static let forgetTry = Statement<Void>("session/forget_try")
    static let forgetFailures = Statement<Void>("session/forget_failures")
}

extension Account {
    init(_ row: borrowing RowView) throws {
        self.init(
            id: try row.decode("id"), login: try row.decode("login"), name: try row.decode("name"),
            role: try row.decode("role"),
            institution: try row.decode("institution_id"), authority: try row.decode("authority_id"),
            maySubmit: try row.decode("may_submit"), disabledAt: try row.decode("disabled_at"))
    }
}

extension Caller {
    fileprivate init(_ row: borrowing RowView) throws {
        self.init(
            account: try row.decode("id"), name: try row.decode("name"), role: try row.decode("role"),
            institution: try row.decode("institution_id"), authority: try row.decode("authority_id"),
            maySubmit: try row.decode("may_submit"), language: try row.decode("language"))
    }
}
