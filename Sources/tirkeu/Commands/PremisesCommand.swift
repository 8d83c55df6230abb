internal import ArgumentParser
internal import Domain
internal import Store

/// `tirkeu premises …`
struct PremisesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "premises", abstract: "Premises: where residents live, and how many may.",
        subcommands: [Add.self, List.self, Places.self])

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add premises of an institution and print their number.")

        @OptionGroup var options: Options
        @Option(help: "The institution, by number.") var institution: Int64
        @Option(help: "What the institution calls them.") var name: String
        @Option(help: "The address in Kazakh.") var addressKK: String
        @Option(help: "The address in Russian.") var addressRU: String
        @Option(help: "Nine digits of the classifier of territories.") var kato: String
        @Option(help: "The registration code of the address.") var rka: String?
        @Option(help: "The title: own, lease or use.") var titleBasis: String?
        @Option(help: "The document of the title.") var titleDocument: String?
        @Option(help: "Until when the title lasts, yyyy-MM-dd.") var titleUntil: Day?
        @Option(help: "Square metres of living area.") var livingArea: Double?
        @Option(help: "Places of the licence.") var places: Int

        func perform(on console: Console) async throws {
            let premises = NewPremises(
                name: name, addressKK: addressKK, addressRU: addressRU, kato: kato, rka: rka, titleBasis: titleBasis,
                titleDocument: titleDocument, titleUntil: titleUntil, livingArea: livingArea, places: places)
            let id = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.addPremises(premises, of: institution, by: .commandLine)
            }
            console.say("\(id)")
        }
    }

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(abstract: "List premises with today's places.")

        @OptionGroup var options: Options
        @Option(help: "Only those of this institution, by number.") var institution: Int64?

        func perform(on console: Console) async throws {
            let found = try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.premises(of: institution, by: .commandLine)
            }
            console.table(
                ["id", "institution", "authority", "KATO", "places", "held", "registered", "name"],
                found.map { premises in
                    [
                        "\(premises.id)", "\(premises.institution)", "\(premises.authority)", premises.kato,
                        "\(premises.places)",
                        "\(premises.held)", "\(premises.registered)", premises.name,
                    ]
                })
        }
    }

    struct Places: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set the places of premises from today on.",
            discussion: "Fewer than are used let nobody in until enough have left.")

        @OptionGroup var options: Options
        @Argument(help: "The premises, by number.") var premises: Int64
        @Argument(help: "How many places.") var places: Int

        func perform(on console: Console) async throws {
            try await World.with(try Settings(options), console) { world in
                try await world.store.institutions.setPlaces(places, of: premises, by: .commandLine)
            }
            console.say("premises \(premises): \(places) places from today on")
        }
    }
}
