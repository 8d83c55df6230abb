internal import ArgumentParser
internal import Domain
internal import Store

/// `tirkeu user …`
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts: who may sign in, and as what.",
        subcommands: [Add.self, List.self, Password.self, Token.self, Close.self, Open.self])

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account and print its password, once.")

        @OptionGroup var options: Options
        @Option(help: "What they sign in with: small Latin letters, digits, “.”, “_”, “-”.") var login: String
        @Option(help: "Their name as pages show it.") var name: String
        @Option(help: "clerk, head, reviewer, chief, auditor or operator.") var role: Role
        @Option(help: "Their IIN, kept as a keyed hash; asked for when left out, so that no history keeps it.") var iin:
            String?
        @Option(help: "The institution of a clerk or head, by number.") var institution: Int64?
        @Option(help: "The authority of a reviewer or chief, by number.") var authority: Int64?
        @Flag(help: "A clerk may submit petitions.") var maySubmit = false
        @Option(help: "The language of their pages: kk, ru or en.") var language = Language.kk

        func validate() throws {
            if role.isInstitutions != (institution != nil) {
                throw ValidationError(
                    role.isInstitutions ? "A \(role) needs --institution." : "Only clerks and heads have --institution."
                )
            }
            if role.isAuthoritys != (authority != nil) {
                throw ValidationError(
                    role.isAuthoritys ? "A \(role) needs --authority." : "Only reviewers and chiefs have --authority.")
            }
        }

        func perform(on console: Console) async throws {
            let person = try person(console)
            let account = NewAccount(
                person: person, login: login, name: name, role: role, institution: institution, authority: authority,
                maySubmit: maySubmit, language: language)
            let added = try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.add(account, by: .commandLine)
            }
            console.say("account \(added.id), password: \(added.password)")
        }

        private func person(_ console: Console) throws(OperatorError) -> IIN {
            let text = iin ?? console.ask("IIN of \(name)") ?? ""
            guard let person = try? IIN(text) else {
                throw OperatorError("that is no IIN", advice: "expected: 12 digits with a right check digit")
            }
            return person
        }
    }

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "List accounts.")

        @OptionGroup var options: Options
        @Option(help: "Only those of this institution, by number.") var institution: Int64?

        func perform(on console: Console) async throws {
            let accounts = try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.list(institution: institution, by: .commandLine)
            }
            console.table(
                ["id", "login", "role", "institution", "authority", "submits", "closed", "name"],
                accounts.map { account in
                    [
                        "\(account.id)", account.login, account.role.rawValue,
                        account.institution.map { "\($0)" } ?? "-",
                        account.authority.map { "\($0)" } ?? "-",
                        account.maySubmit || account.role == .head ? "yes" : "no",
                        account.disabledAt == nil ? "no" : "yes", account.name,
                    ]
                })
        }
    }

    struct Password: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new password, print it once, end its sessions and revoke its tokens.")

        @OptionGroup var options: Options
        @Argument(help: "The account's login.") var login: String

        func perform(on console: Console) async throws {
            let password = try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.resetPassword(login: login, by: .commandLine)
            }
            console.say(password)
        }
    }

    struct Token: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token for a system that uses the API, and print it once; or revoke all that it has.")

        @OptionGroup var options: Options
        @Argument(help: "The login that the system acts as.") var login: String
        @Option(help: "What the token is for.") var name: String?
        @Flag(help: "Revoke every token of the account; no new one is issued.") var revoke = false

        func validate() throws {
            if revoke == (name != nil) { throw ValidationError("Say --name of a new token, or --revoke.") }
        }

        func perform(on console: Console) async throws {
            guard let name else {
                let revoked = try await World.with(try Settings(options), console) { world in
                    try await world.store.accounts.revokeTokens(login: login, by: .commandLine)
                }
                return console.say("revoked: \(revoked)")
            }
            let token = try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.issueToken(login: login, name: name, by: .commandLine)
            }
            console.say(token)
        }
    }

    struct Close: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an account: nobody signs in with it, its sessions end, its tokens are revoked.")

        @OptionGroup var options: Options
        @Argument(help: "The account's login.") var login: String

        func perform(on console: Console) async throws {
            try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.close(login: login, by: .commandLine)
            }
            console.say("closed: \(login)")
        }
    }

    struct Open: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a closed account again; its tokens stay revoked.")

        @OptionGroup var options: Options
        @Argument(help: "The account's login.") var login: String

        func perform(on console: Console) async throws {
            try await World.with(try Settings(options), console) { world in
                try await world.store.accounts.open(login: login, by: .commandLine)
            }
            console.say("opened: \(login)")
        }
    }
}
