internal import ArgumentParser
internal import Domain
internal import Store

/// `tirkeu institution …`
struct InstitutionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "institution", abstract: "Institutions: who files petitions.", subcommands: [Add.self, List.self])

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "Add an institution and print its number.")

        @OptionGroup var options: Options
        @Option(help: "Its BIN.") var bin: String
        @Option(
            help: ArgumentHelp("Its kind.", discussion: InstitutionKind.allCases.map(\.rawValue).joined(separator: " "))
        )
        var kind: InstitutionKind
        @OptionGroup var name: NameOptions

        func perform(on console: Console) async throws {
            guard let bin = try? BIN(bin) else {
                throw OperatorError("“\(bin)” is no BIN", advice: "expected: 12 digits with a right check digit")
            }
            let id = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.add(
                    bin: bin, kind: kind, name: Name(kk: name.kk, ru: name.ru, en: name.en), by: .commandLine)
            }
            console.say("\(id)")
        }
    }

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "List institutions.")

        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            let found = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.list(by: .commandLine)
            }
            console.table(
                ["id", "BIN", "kind", "name"], found.map { ["\($0.id)", "\($0.bin)", $0.kind.rawValue, $0.name.kk] })
        }
    }
}

/// `tirkeu authority …`
struct AuthorityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority", abstract: "Authorities: who decides petitions, and where.",
        subcommands: [Add.self, List.self])

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an authority and print its number.",
            discussion: "A petition goes to the authority with the longest KATO prefix of its premises.")

        @OptionGroup var options: Options
        @OptionGroup var name: NameOptions
        @Option(help: "The authority above it, by number.") var parent: Int64?
        @Option(help: "A KATO prefix that it is competent for; may be repeated.") var territory: [String]

        func validate() throws {
            if let wrong = territory.first(where: { !(1...9 ~= $0.utf8.count) || !$0.allSatisfy("0123456789".contains) }
            ) {
                throw ValidationError("“\(wrong)” is no KATO prefix: 1 to 9 digits.")
            }
        }

        func perform(on console: Console) async throws {
            let id = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.addAuthority(
                    name: Name(kk: name.kk, ru: name.ru, en: name.en), parent: parent, territory: territory,
                    by: .commandLine)
            }
            console.say("\(id)")
        }
    }

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "List authorities.")

        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            let found = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.authorities(by: .commandLine)
            }
            console.table(
                ["id", "parent", "territory", "name"],
                found.map { authority in
                    [
                        "\(authority.id)", authority.parent.map { "\($0)" } ?? "-",
                        authority.territory.joined(separator: " "), authority.name.kk,
                    ]
                })
        }
    }
}
