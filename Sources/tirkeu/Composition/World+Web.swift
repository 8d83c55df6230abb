internal import Domain
internal import Hummingbird
internal import ServiceLifecycle
internal import Web

extension World {
    /// The pages and the API, which listen once they run.
    ///
    /// - Throws: when templates or public files are not beside the program.
    func web() async throws -> any Service {
        try await tirkeuApplication(
            store: store, texts: texts,
            configuration: WebConfiguration(origin: settings.origin, limits: settings.limits, scratch: scratch),
            host: settings.listen.host, port: settings.listen.port, clock: .system, logger: logger)
    }
}
