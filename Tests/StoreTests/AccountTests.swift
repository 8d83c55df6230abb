import Domain
import Foundation
import Store
import TestKit
import Testing

/// Signing in, sessions and tokens, with a clock that the test sets; one after the other, for a hash takes 128 MiB.
@Suite(.world, .serialized)
struct AccountTests {
    private let world: World
    private let accounts: Accounts
    private let password = "correct horse battery"

    init() throws {
        world = try World.here()
        accounts = world.store.accounts
    }

    private func addClerk() async throws -> Int64 {
        try await accounts.add(
            NewAccount(
                person: Resident(1).iin, login: "somebody", name: "Somebody", role: .clerk, institution: 1,
                maySubmit: true, language: .en),
            password: password, by: World.Person.keeper.caller)
    }

    @Test func `who knows the password is signed in, for a while`() async throws {
        let account = try await addClerk()
        let token = try await accounts.signIn(login: "somebody", password: password)
        let caller = try #require(try await accounts.caller(session: token))
        #expect(
            (caller.account, caller.role, caller.institution, caller.maySubmit, caller.language) == (
                account, .clerk, 1, true, .en
            ))
        #expect(try await accounts.caller(session: String(token.reversed())) == nil)

        world.clock.advance(seconds: Accounts.idleLimit - 1)
        #expect(try await accounts.caller(session: token) != nil)
        world.clock.advance(seconds: Accounts.idleLimit + 1)
        #expect(try await accounts.caller(session: token) == nil)
    }

    @Test func `a busy session ends after eight hours all the same`() async throws {
        _ = try await addClerk()
        let token = try await accounts.signIn(login: "somebody", password: password)
        let start = world.clock.clock.now()
        while world.clock.clock.now().timeIntervalSince(start) + 600 < Accounts.sessionLimit {
            world.clock.advance(seconds: 600)
            #expect(try await accounts.caller(session: token) != nil)
        }
        world.clock.advance(seconds: 600)
        #expect(try await accounts.caller(session: token) == nil)
        try await accounts.sweep()
        #expect(try await world.database.number("SELECT count(*) AS n FROM session") == 0)
    }

    @Test func `a wrong password, an unknown login and a closed account are refused alike`() async throws {
        let account = try await addClerk()
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "somebody", password: "wrong password!") }?.code
                == .signInFailed)
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "nobody", password: password) }?.code
                == .signInFailed)
        try await world.database.raw("UPDATE account SET disabled_at = now() WHERE id = \(account)")
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "somebody", password: password) }?.code
                == .signInFailed)
        let kept = try await world.database.rows("SELECT encode(login_hash, 'escape') AS t FROM sign_in_failure")
        #expect(kept.count == 3)
        #expect(!kept.contains { $0.contains("body") })
    }

    @Test func `after ten failures the right password waits too, a quarter of an hour`() async throws {
        _ = try await addClerk()
        try await world.database.raw(
            """
            INSERT INTO sign_in_failure (login_hash, at)
            SELECT sha256('somebody'), timestamptz '\(World.today) 07:00:00+00' FROM generate_series(1, 10)
            """)
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "somebody", password: password) }?.code
                == .tooManySignIns)
        world.clock.advance(seconds: 15 * 60 + 1)
        _ = try await accounts.signIn(login: "somebody", password: password)
    }

    @Test func `of many wrong passwords at once no more than ten are judged`() async throws {
        _ = try await addClerk()
        let tries = try await race(24) { [accounts] _ in
            try await accounts.signIn(login: "somebody", password: "wrong password!")
        }
        #expect(tries.allSatisfy { $0.code != nil })
        #expect(tries.count { $0.code == .signInFailed } <= 10)
        let kept = try await world.database.number("SELECT count(*) AS n FROM sign_in_failure")
        #expect(kept == tries.count { $0.code == .signInFailed })
    }

    @Test func `a stranger who guesses keeps nobody out who sits somewhere else`() async throws {
        _ = try await addClerk()
        try await world.database.raw(
            """
            INSERT INTO sign_in_failure (login_hash, at)
            SELECT sha256('somebody'::bytea || '\\x00'::bytea || '192.0.2.1'::bytea), timestamptz '\(World.today) 07:00:00+00'
            FROM generate_series(1, 10)
            """)
        #expect(
            try await refusal {
                _ = try await accounts.signIn(login: "somebody", password: password, from: "192.0.2.1")
            }?.code == .tooManySignIns)
        _ = try await accounts.signIn(login: "somebody", password: password, from: "198.51.100.1")
    }

    @Test func `a new password ends the sessions, and signing out ends one`() async throws {
        _ = try await addClerk()
        let (first, second) = (
            try await accounts.signIn(login: "somebody", password: password),
            try await accounts.signIn(login: "somebody", password: password)
        )
        try await accounts.signOut(session: first, by: try await accounts.caller(session: first))
        #expect(try await accounts.caller(session: first) == nil)
        #expect(try await accounts.caller(session: second) != nil)
        let fresh = try await accounts.resetPassword(login: "somebody", by: World.Person.keeper.caller)
        #expect(try await accounts.caller(session: second) == nil)
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "somebody", password: password) }?.code
                == .signInFailed)
        _ = try await accounts.signIn(login: "somebody", password: fresh)
    }

    @Test func `a closed account has no way in, and is opened without its old tokens`() async throws {
        let account = try await addClerk()
        let keeper = World.Person.keeper.caller
        let session = try await accounts.signIn(login: "somebody", password: password)
        let token = try await accounts.issueToken(login: "somebody", name: "system", by: keeper)
        try await accounts.close(login: "somebody", by: keeper)
        #expect(try await accounts.caller(session: session) == nil)
        #expect(try await accounts.caller(token: token) == nil)
        #expect(
            try await refusal { _ = try await accounts.signIn(login: "somebody", password: password) }?.code
                == .signInFailed)
        #expect(try await accounts.read(account, by: keeper).disabledAt == world.clock.clock.now())
        try await accounts.open(login: "somebody", by: keeper)
        #expect(try await accounts.caller(session: session) == nil)
        #expect(try await accounts.caller(token: token) == nil)
        _ = try await accounts.signIn(login: "somebody", password: password)
        for action in ["account.closed", "account.opened"] {
            #expect(
                try await world.database.number(
                    "SELECT count(*) AS n FROM audit WHERE object = '\(account)' AND action = '\(action)'") == 1)
        }
        #expect(try await refusal { try await accounts.close(login: "keeper", by: keeper) }?.code == .notAllowed)
        #expect(
            try await refusal { try await accounts.close(login: "somebody", by: World.Person.clerk.caller) }?.code
                == .notAllowed)
    }

    @Test func `a new password takes the tokens too, and revoking them takes nothing else`() async throws {
        let keeper = World.Person.keeper.caller
        var tokens: [String] = []
        for _ in 0..<2 { tokens.append(try await accounts.issueToken(login: "clerk", name: "system", by: keeper)) }
        _ = try await accounts.resetPassword(login: "clerk", by: keeper)
        for token in tokens { #expect(try await accounts.caller(token: token) == nil) }
        let last = try await accounts.issueToken(login: "clerk", name: "system", by: keeper)
        #expect(try await accounts.revokeTokens(login: "clerk", by: keeper) == 1)
        #expect(try await accounts.caller(token: last) == nil)
        #expect(try await refusal { try await accounts.revokeTokens(login: "nobody", by: keeper) }?.code == .notFound)
    }

    @Test func `one's own password is changed by who knows the old one, and other sessions end`() async throws {
        _ = try await addClerk()
        let (here, elsewhere) = (
            try await accounts.signIn(login: "somebody", password: password),
            try await accounts.signIn(login: "somebody", password: password)
        )
        let caller = try #require(try await accounts.caller(session: here))
        let fresh = "another long password"
        for (old, new, field) in [(password, "short", "new"), (password, password, "new"), ("wrong", fresh, "old")] {
            #expect(
                try await refusal {
                    try await accounts.changePassword(from: old, to: new, session: here, by: caller)
                }?.arguments["field"] == field)
        }
        try await accounts.changePassword(from: password, to: fresh, session: here, by: caller)
        #expect(try await accounts.caller(session: here) != nil)
        #expect(try await accounts.caller(session: elsewhere) == nil)
        _ = try await accounts.signIn(login: "somebody", password: fresh)
    }

    @Test func `a token is somebody's until it is revoked`() async throws {
        let token = try await accounts.issueToken(login: "clerk", name: "system", by: World.Person.keeper.caller)
        #expect(try await accounts.caller(token: token)?.account == World.Person.clerk.account)
        #expect(try await accounts.caller(token: token + "0") == nil)
        #expect(
            try await world.database.rows("SELECT t::text AS t FROM api_token AS t").allSatisfy { !$0.contains(token) })
        try await world.database.raw("UPDATE api_token SET revoked_at = now()")
        #expect(try await accounts.caller(token: token) == nil)
        #expect(
            try await refusal { _ = try await accounts.issueToken(login: "nobody", name: "x", by: nil) }?.code
                == .notFound)
    }

    @Test func `a login is taken once, a short password is none, sides do not mix`() async throws {
        let keeper = World.Person.keeper.caller
        let account = NewAccount(person: Resident(2).iin, login: "clerk", name: "x", role: .clerk, institution: 1)
        #expect(
            try await refusal { _ = try await accounts.add(account, password: "short", by: keeper) }?.code
                == .valueInvalid)
        #expect(
            try await refusal { _ = try await accounts.add(account, password: password, by: keeper) }?.code
                == .valueTaken)
        let mixed = NewAccount(person: Resident(2).iin, login: "mixed", name: "x", role: .clerk, authority: 1)
        #expect(
            try await refusal { _ = try await accounts.add(mixed, password: password, by: keeper) }?.code
                == .valueInvalid)
    }

    @Test func `the same person has the same hash, in no account their IIN`() async throws {
        _ = try await addClerk()
        let rows = try await world.database.rows("SELECT a::text AS a FROM account AS a WHERE login = 'somebody'")
        #expect(rows.count == 1)
        #expect(!rows[0].contains(Resident(1).iin.digits))
        #expect(!rows[0].contains(password))
    }
}
