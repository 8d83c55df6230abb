internal import ArgumentParser

/// The program: a command to run a whole Tirkeu, one for each of its parts, and those of its operator.
@main
struct Tirkeu: AsyncParsableCommand {
    /// The version that `--version` and the start message name.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tirkeu",
        abstract: "Registers the residents of institutions in bulk.",
        discussion: """
            tirkeu start --demo     a whole practice Tirkeu on this machine
            tirkeu doctor           what is wrong, and what to do about it

            Every setting is an option or an environment variable; options win.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Run", subcommands: [Start.self, Serve.self, Work.self, Migrate.self, Doctor.self]),
            CommandGroup(
                name: "Operate",
                subcommands: [
                    UserCommand.self, InstitutionCommand.self, PremisesCommand.self, AuthorityCommand.self,
                    PolicyCommand.self,
                    Recount.self,
                ]),
            CommandGroup(
                name: "Files", subcommands: [Check.self, Explain.self, TemplateCommand.self, SampleCommand.self]),
        ])
}
