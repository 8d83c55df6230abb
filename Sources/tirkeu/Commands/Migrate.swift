internal import ArgumentParser

/// `tirkeu migrate`
struct Migrate: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database to the schema of this version.",
        discussion: "The login must be allowed to make roles. Nothing happens when nothing is missing.")

    @OptionGroup var options: Options

    func perform(on console: Console) async throws {
        let settings = try Settings(options)
        let applied = try await Database.with(settings, isNew: true, console) { database in
            try await World(settings, connectionString: database.connectionString).migrate()
        }
        for name in applied { console.say("applied \(name)") }
        if applied.isEmpty { console.say("nothing to do: the schema is that of this version") }
    }
}
