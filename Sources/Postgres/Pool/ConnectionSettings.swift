internal import CPostgres

/// What a connection is opened with.
struct ConnectionSettings: Sendable {
    let configuration: PoolConfiguration

    /// libpq's parameters: the connection string as it is, and around it what the string leaves open.
    ///
    /// Throws `.cannotConnect` when the string is malformed, without libpq's message: that quotes the string, password
    /// and all.
    func parameters() throws(PostgresError) -> [(name: String, value: String)] {
        guard let given = Self.parse(configuration.connectionString) else {
            throw PostgresError(.cannotConnect, debugText: "the connection string is malformed")
        }
        var parameters = [(name: "dbname", value: configuration.connectionString)]
        // A server that is gone is noticed in seconds, not in the two hours of the kernel's own keep-alive.
        let defaults = [
            ("connect_timeout", "5"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "15"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"),
        ]
        for (name, value) in defaults where given[name] == nil { parameters.append((name, value)) }
        parameters.append(("fallback_application_name", configuration.applicationName))
        parameters.append(("client_encoding", "UTF8"))
        parameters.append(("options", ([given["options"]].compactMap { $0 } + options).joined(separator: " ")))
        return parameters
    }

    /// The session's settings, sent with the connection: no round trip, and RESET ALL comes back to them.
    private var options: [String] {
        var settings = [
            ("TimeZone", "UTC"), ("DateStyle", "ISO"), ("IntervalStyle", "iso_8601"), ("bytea_output", "hex"),
            ("extra_float_digits", "1"),
        ]
        if let role = configuration.role { settings.append(("role", role)) }
        let limits = [
            ("statement_timeout", configuration.statementTimeout), ("lock_timeout", configuration.lockTimeout),
            ("idle_in_transaction_session_timeout", configuration.idleInTransactionTimeout),
        ]
        for case (let name, let limit?) in limits { settings.append((name, "\(limit.milliseconds)ms")) }
        return settings.map { name, value in
            "-c \(name)=\(value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ "))"
        }
    }

    /// What the string itself says; nil when it is malformed.
    private static func parse(_ connectionString: String) -> [String: String]? {
        guard let options = PQconninfoParse(connectionString, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var given: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { given[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return given
    }
}

extension Duration {
    /// Whole milliseconds, at least one: PostgreSQL takes 0 for "no limit".
    fileprivate var milliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
