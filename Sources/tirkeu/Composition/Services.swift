internal import Glibc
internal import Intake
internal import Logging
internal import ServiceLifecycle
internal import Store
internal import UnixSignals

/// The worker as one of the services that live and end together.
struct WorkerService: Service {
    let worker: Worker

    func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
    }
}

/// The connections of a store: closed after everybody who uses them has ended, and before the cluster does.
struct StoreService: Service {
    let store: Store

    func run() async throws {
        try? await gracefulShutdown()
        await store.close()
    }
}

/// Says that the pages are there, once they are.
struct Announcement: Service {
    let address: ListenAddress
    let lines: [String]
    let console: Console

    func run() async throws {
        while !address.isAnswering() {
            if Task.isShuttingDownGracefully { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        for line in lines { console.say(line) }
        try? await gracefulShutdown()
    }
}

/// Runs services until a signal ends them, the last one first; the end of one is the end of all.
func runTogether(_ services: [any Service], _ logger: Logger) async throws {
    // whatever is written from here on is nobody else's to read
    umask(0o077)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .notice)
    var configuration = ServiceGroupConfiguration(
        services: services.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup)
        },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(30)
    try await ServiceGroup(configuration: configuration).run()
}
