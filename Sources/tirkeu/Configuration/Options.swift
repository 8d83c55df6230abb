internal import ArgumentParser

/// Settings as options; each stands above its environment variable.
struct Options: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: "A libpq connection string; without one, a PostgreSQL of our own. [DATABASE_URL]")
    var database: String?

    @Option(help: "Where the folder of data is. [TIRKEU_DATA] (default: .tirkeu)")
    var data: String?

    @Option(help: "The profile of rules until an operator chooses one: egov-2017 or kz-2025. [TIRKEU_POLICY]")
    var policy: String?

    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning or error. [TIRKEU_LOG_LEVEL]")
    var logLevel: String?
}

/// Settings of what serves pages.
struct ServingOptions: ParsableArguments {
    @Option(help: "Address and port. [TIRKEU_LISTEN] (default: 127.0.0.1:8080)")
    var listen: String?

    @Option(help: "How browsers reach us: https://registration.example. [TIRKEU_ORIGIN] (default: http://LISTEN)")
    var origin: String?
}
