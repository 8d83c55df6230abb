public import Domain
public import Hummingbird
public import Logging
import NIOPosix
public import Store
public import Texts

/// The web side of the service: pages, the API and public files, as an application that runs until it is told to stop.
///
/// - Parameters:
///   - host: the address to listen on.
///   - port: the port to listen on; 0 lets the system choose.
/// - Throws: when templates or public files are not beside the binary.
public func tirkeuApplication(
    store: Store, texts: Texts, configuration: WebConfiguration, host: String, port: Int, clock: Clock, logger: Logger
) async throws -> some ApplicationProtocol {
    let pages = try await Pages(texts: { texts.page(in: $0) })
    let web = WebRoom(
        store: store, texts: texts, pages: pages, configuration: configuration, clock: clock, logger: logger)
    return Application(
        router: try router(web),
        server: .http1(configuration: .init(idleTimeout: .seconds(60))),
        configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
        // The work is the database's; one thread moves the bytes, and memory stays small.
        eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)),
        logger: logger)
}

/// All routes behind all middlewares; the order of the middlewares is from the outside in.
func router(_ web: WebRoom) throws -> Router<PublicContext> {
    let router = Router(context: PublicContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(metrics: web.metrics))
    router.add(middleware: StrictHeaders(isSecure: web.configuration.isSecure))
    router.add(middleware: VisitReading(web: web))
    router.add(middleware: ErrorTranslation(web: web))
    let known = KnownPaths()
    router.add(middleware: MethodCheck(known: known))
    router.add(middleware: ForgeryGuard(configuration: web.configuration))
    router.add(middleware: BodyLimit(limits: web.limits))
    try PublicFiles().addRoutes(to: router)
    addAPIRoutes(to: router, web)
    addPageRoutes(to: router, web)
    known.learn(router.routes.map { ($0.method, $0.path.description) })
    return router
}
