internal import ArgumentParser
internal import ServiceLifecycle

/// `tirkeu start`
struct Start: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run everything in one process: database, pages and API, worker.",
        discussion: """
            Without DATABASE_URL a private PostgreSQL is made and kept in the folder of data; the installed server is used.
            SIGINT or SIGTERM ends everything in order, and the next start goes on with the same data.
            """)

    @OptionGroup var options: Options
    @OptionGroup var serving: ServingOptions
    @Flag(help: "Add practice institutions, accounts and petitions; their passwords are in TIRKEU_DATA/demo.json.")
    var demo = false

    func perform(on console: Console) async throws {
        let settings = try Settings(options, serving)
        try settings.listen.requireFree()
        let database = try await Database.open(settings, .alone, isNew: true, console)
        do {
            let world = try World(settings, connectionString: database.connectionString)
            for name in try await world.migrate() { console.note("applied \(name)") }
            try await world.requireItsKey()
            if demo { try await PracticeWorld(world, console).make() }
            var lines = ["Tirkeu \(Tirkeu.version) is at \(settings.origin)"]
            if demo { lines.append("The practice accounts with their passwords are in \(settings.data.demo)") }
            let services: [(any Service)?] = [
                database.cluster, StoreService(store: world.store),
                WorkerService(worker: world.worker(on: world.store)),
                try await world.web(), Announcement(address: settings.listen, lines: lines, console: console),
            ]
            try await runTogether(services.compactMap(\.self), world.logger)
        } catch {
            await database.cluster?.stop()
            throw error
        }
    }
}

/// `tirkeu serve`
struct Serve: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve pages and API only.", discussion: "Any number may run on one database, behind a balancer.")

    @OptionGroup var options: Options
    @OptionGroup var serving: ServingOptions

    func perform(on console: Console) async throws {
        let settings = try Settings(options, serving)
        try settings.listen.requireFree()
        let database = try await Database.open(settings, .shared, isNew: false, console)
        do {
            let world = try World(settings, connectionString: database.connectionString)
            try await world.requireItsSchema()
            try await world.requireItsKey()
            let lines = ["Tirkeu \(Tirkeu.version) serves at \(settings.origin)"]
            let services: [(any Service)?] = [
                database.cluster, StoreService(store: world.store), try await world.web(),
                Announcement(address: settings.listen, lines: lines, console: console),
            ]
            try await runTogether(services.compactMap(\.self), world.logger)
        } catch {
            await database.cluster?.stop()
            throw error
        }
    }
}

/// `tirkeu work`
struct Work: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check uploaded files only.",
        discussion: "Any number may run on one database; each job is done by one.")

    @OptionGroup var options: Options

    func perform(on console: Console) async throws {
        let settings = try Settings(options)
        let database = try await Database.open(settings, .shared, isNew: false, console)
        do {
            let world = try World(settings, connectionString: database.connectionString)
            try await world.requireItsSchema()
            try await world.requireItsKey()
            console.say("Tirkeu \(Tirkeu.version) works")
            let worker = WorkerService(worker: world.worker(on: world.store))
            let services: [(any Service)?] = [database.cluster, StoreService(store: world.store), worker]
            try await runTogether(services.compactMap(\.self), world.logger)
        } catch {
            await database.cluster?.stop()
            throw error
        }
    }
}
