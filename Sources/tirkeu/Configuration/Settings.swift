internal import Domain
internal import Foundation
internal import Logging
internal import Store

/// What a command works with, read from options and the environment once.
struct Settings: Sendable {
    /// Where the database is.
    enum Database: Hashable, Sendable {
        /// A PostgreSQL of our own in the folder of data.
        case embedded
        /// A libpq connection string.
        case at(String)
    }

    let database: Database
    let listen: ListenAddress
    let origin: String
    let data: DataFolder
    /// The rules in force until an operator chooses others.
    let policy: PolicyFile
    let logLevel: Logger.Level
    let limits: Limits

    /// Reads the settings.
    ///
    /// - Throws: `OperatorError` that names the variable and what is expected of it.
    init(
        _ options: Options, _ serving: ServingOptions? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(OperatorError) {
        let given = { (option: String?, variable: String) -> String? in
            [option, environment[variable]].compactMap(\.self).first { !$0.isEmpty }
        }
        database = given(options.database, "DATABASE_URL").map { .at($0) } ?? .embedded
        listen = try Self.read(
            "TIRKEU_LISTEN", given(serving?.listen, "TIRKEU_LISTEN") ?? "127.0.0.1:8080", Self.address)
        origin = try Self.read(
            "TIRKEU_ORIGIN", given(serving?.origin, "TIRKEU_ORIGIN") ?? listen.localOrigin, Self.site)
        data = DataFolder(given(options.data, "TIRKEU_DATA") ?? ".tirkeu")
        policy = try Self.read(
            "TIRKEU_POLICY", given(options.policy, "TIRKEU_POLICY") ?? Policy.egov2017.name, Self.profile)
        logLevel = try Self.read("TIRKEU_LOG_LEVEL", given(options.logLevel, "TIRKEU_LOG_LEVEL") ?? "info", Self.level)
        limits = try Limits(environment: environment)
    }

    /// How a text is read, and what is expected of it.
    private struct Reading<Value>: Sendable {
        let expected: String
        let read: @Sendable (String) -> Value?
    }

    private static func read<Value>(
        _ variable: String, _ text: String, _ reading: Reading<Value>
    ) throws(OperatorError) -> Value {
        if let value = reading.read(text) { return value }
        throw OperatorError("\(variable) is “\(text)”", advice: "expected: \(reading.expected)")
    }

    private static let address = Reading(expected: "an address and a port, such as 127.0.0.1:8080 or [::1]:8080") {
        text in
        ListenAddress(text)
    }
    private static let level = Reading(expected: Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")) {
        text in
        Logger.Level(rawValue: text.lowercased())
    }
    private static let profile = Reading(expected: Policy.profiles.map(\.name).joined(separator: ", ")) { text in
        PolicyFile.named(text)
    }
    private static let site = Reading(expected: "scheme, host and port alone, such as https://registration.example") {
        text in
        let isBare = URLComponents(string: text).map { parts in
            ["http", "https"].contains(parts.scheme) && parts.host?.isEmpty == false && parts.path.isEmpty
                && parts.query == nil && parts.fragment == nil && parts.user == nil
        }
        return isBare == true ? text : nil
    }
}
