internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Texts

/// `tirkeu doctor`
struct Doctor: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at everything that Tirkeu needs, and say what to do about what is wrong.",
        discussion: "Status 1 when something is wrong. Nothing is repaired.")

    @OptionGroup var options: Options
    @OptionGroup var serving: ServingOptions

    func perform(on console: Console) async throws {
        let settings = try Settings(options, serving)
        var round = Round(console: console)
        round.look("clock") { try clock() }
        if settings.database == .embedded {
            round.look("PostgreSQL") {
                let installation = try Installation.find(for: nil)
                return "version \(installation.major) in \(installation.folder)"
            }
        }
        round.look("data") {
            if !settings.data.exists { return "\(settings.data.path) is not there yet: tirkeu start makes it" }
            try settings.data.make()
            if settings.database == .embedded { try ServerAccount().requireReach(of: settings.data.path) }
            return settings.data.path
        }
        round.look("files") { try files() }
        if round.isSound { await round.look("database") { try await database(settings, console) } }
        if !round.isSound { throw ExitCode.failure }
    }

    private func clock() throws(OperatorError) -> String {
        let today = Clock.system.today
        if today.year < 2026 { throw OperatorError("it says \(today)", advice: "set the machine's clock, best by NTP") }
        return "\(today) in Almaty"
    }

    /// Everything that the program reads lies in folders beside it.
    private func files() throws -> String {
        _ = try Texts()
        let catalog = try SQLCatalog.bundled()
        let program = Bundle.main.bundleURL.path
        for folder in ["tirkeu_Store.resources", "tirkeu_Texts.resources", "tirkeu_Web.resources"] {
            if !FileManager.default.fileExists(atPath: "\(program)/\(folder)") {
                throw OperatorError(
                    "\(folder) is not beside the program in \(program)", advice: "install both together")
            }
        }
        return "\(catalog.statements.count) statements, texts and pages beside the program"
    }

    private func database(_ settings: Settings, _ console: Console) async throws -> String {
        if settings.database == .embedded, !settings.data.hasCluster {
            return "none yet: tirkeu start makes one in \(settings.data.cluster)"
        }
        return try await Database.with(settings, console) { database in
            let world = try World(settings, connectionString: database.connectionString)
            try await world.requireItsSchema()
            let drifts = try await world.store.occupancy.recount()
            await world.store.close()
            if !drifts.isEmpty {
                throw OperatorError("\(drifts.count) days differ from a recount", advice: "tirkeu recount lists them")
            }
            return "reached, schema of this version, a recount finds no drift"
        }
    }
}

/// Looks, one after another, each answered by a line.
private struct Round {
    let console: Console
    private(set) var isSound = true

    init(console: Console) { self.console = console }

    mutating func look(_ subject: String, _ look: () throws -> String) {
        do { console.say("ok       \(subject): \(try look())") } catch { fail(subject, error) }
    }

    mutating func look(_ subject: String, _ look: () async throws -> String) async {
        do { console.say("ok       \(subject): \(try await look())") } catch { fail(subject, error) }
    }

    private mutating func fail(_ subject: String, _ error: any Error) {
        isSound = false
        let text = words(for: error).replacingOccurrences(of: "\n", with: "\n         ")
        console.say("problem  \(subject): \(text)")
    }
}
