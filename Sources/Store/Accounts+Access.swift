public import Domain
internal import FoundationEssentials
internal import Postgres

/// Giving access and taking it away.
extension Accounts {
    /// One account.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.notFound`.
    public func read(_ id: Int64, by caller: Caller?) async throws(Refusal) -> Account {
        try requireOperator(caller)
        return try await room.transaction(as: caller, readOnly: true) { db in
            guard let account = try db.first(Statements.read, id) else { throw Refusal(.notFound) }
            return account
        }
    }

    /// Closes an account: nobody signs in with it, its sessions end and its tokens are revoked.
    ///
    /// - Throws: `.notAllowed` for who is no operator, or closes their own; `.notFound`.
    public func close(login: String, by caller: Caller?) async throws(Refusal) {
        let now = room.clock.now()
        try await change(login, by: caller) { db, account in
            if account == caller?.account { throw Refusal(.notAllowed) }
            try db.run(Statements.setDisabled, account, now)
            try db.run(Statements.endAll, account)
            try db.run(Statements.revokeTokens, account, now)
            try db.log(AuditEntry(action: .accountClosed, object: "\(account)"), by: caller, at: now)
        }
    }

    /// Opens a closed account; its tokens stay revoked.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.notFound`.
    public func open(login: String, by caller: Caller?) async throws(Refusal) {
        let now = room.clock.now()
        try await change(login, by: caller) { db, account in
            try db.run(Statements.setDisabled, account, nil)
            try db.log(AuditEntry(action: .accountOpened, object: "\(account)"), by: caller, at: now)
        }
    }

    /// Revokes the tokens of an account and returns how many they were.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.notFound`.
    @discardableResult
    public func revokeTokens(login: String, by caller: Caller?) async throws(Refusal) -> Int {
        let now = room.clock.now()
        return try await change(login, by: caller) { db, account in
            let revoked = try db.run(Statements.revokeTokens, account, now)
            try db.log(
                AuditEntry(action: .tokensRevoked, object: "\(account)", details: ["tokens": "\(revoked)"]), by: caller,
                at: now)
            return revoked
        }
    }

    /// Gives an account a new password that the service chose, ends its sessions and revokes its tokens.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.notFound`.
    public func resetPassword(login: String, by caller: Caller?) async throws(Refusal) -> String {
        try requireOperator(caller)
        let password = String(Token.make().prefix(20))
        let stored = try await hashing.through { try Password.hash(password) }
        let now = room.clock.now()
        try await change(login, by: caller) { db, account in
            try db.run(Statements.setPassword, account, stored)
            try db.run(Statements.endAll, account)
            try db.run(Statements.revokeTokens, account, now)
            try db.log(AuditEntry(action: .passwordSet, object: "\(account)"), by: caller, at: now)
        }
        return password
    }

    /// Gives the caller's own account the password that they chose, and ends their other sessions.
    ///
    /// - Throws: `.valueInvalid` with the field `old` for a wrong password and `new` for one that is too short or the same;
    ///   `.tooManySignIns`.
    public func changePassword(
        from old: String, to new: String, session: String?, by caller: Caller
    ) async throws(Refusal) {
        if new.count < Password.shortest || new == old { throw Refusal(.valueInvalid, arguments: ["field": "new"]) }
        let kind = Token.hash("password of account \(caller.account)")
        let known = try await judged(old, as: kind) { db in
            guard let known = try db.first(Statements.known, caller.account) else { throw Refusal(.notFound) }
            return known
        }
        if known == nil { throw Refusal(.valueInvalid, arguments: ["field": "old"]) }
        let stored = try await hashing.through { try Password.hash(new) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            try db.run(Statements.forgetFailures, kind, now.addingTimeInterval(-Self.failureWindow))
            try db.run(Statements.setPassword, caller.account, stored)
            try db.run(Statements.endOthers, caller.account, Token.hash(session ?? ""))
            try db.log(AuditEntry(action: .passwordSet, object: "\(caller.account)"), by: caller, at: now)
        }
    }

    /// Issues a token for a system and returns it; it is shown once.
    ///
    /// - Throws: `.notAllowed` for who is no operator, `.notFound`.
    public func issueToken(login: String, name: String, by caller: Caller?) async throws(Refusal) -> String {
        let token = "tirkeu_" + Token.make()
        let now = room.clock.now()
        try await change(login, by: caller) { db, account in
            try db.run(Statements.addToken, Token.hash(token), account, name, now)
            try db.log(AuditEntry(action: .tokenIssued, object: "\(account)"), by: caller, at: now)
        }
        return token
    }

    /// Does something to the account of a login.
    private func change<T: Sendable>(
        _ login: String, by caller: Caller?, _ body: @escaping @Sendable (isolated Connection, Int64) throws -> T
    ) async throws(Refusal) -> T {
        try requireOperator(caller)
        return try await room.transaction(as: caller) { db in
            guard let account = try db.first(Statements.byLogin, login) else { throw Refusal(.notFound) }
            return try body(db, account.id)
        }
    }
}

private enum Statements {
    static let read = Statement<Account>("account/read") { row in try Account(row) }
    static let byLogin = Statement<Accounts.Known>("account/by_login") { row in try Accounts.Known(row) }
    static let known = Statement<Accounts.Known>("account/known") { row in try Accounts.Known(row) }
    static let setDisabled = Statement<Void>("account/set_disabled")
    static let setPassword = Statement<Void>("account/set_password")
    static let addToken = Statement<Void>("account/add_token")
    static let revokeTokens = Statement<Void>("account/revoke_tokens")
    static let endAll = Statement<Void>("session/end_all")
    static let endOthers = Statement<Void>("session/end_others")
    static let forgetFailures = Statement<Void>("session/forget_failures")
}
