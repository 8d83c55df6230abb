internal import Store

/// The database that a command works on, with the cluster that was started for it, if one was.
struct Database {
    /// Whether a command needs the folder of data for itself.
    enum Sharing {
        /// It is the one that runs the cluster.
        case alone
        /// It may join the cluster of a tirkeu that runs already.
        case shared
    }

    /// A libpq connection string.
    let connectionString: String
    /// The cluster that ends with the command.
    let cluster: Cluster?

    /// Opens the database of the settings.
    ///
    /// - Parameter isNew: whether a cluster is made where there is none; else there has to be one.
    /// - Throws: `OperatorError` when there is no PostgreSQL, no data, or the data is somebody else's.
    static func open(
        _ settings: Settings, _ sharing: Sharing, isNew: Bool, _ console: Console
    ) async throws -> Database {
        if settings.database == .embedded, !isNew, !settings.data.hasCluster {
            throw OperatorError(
                "there is no data in \(settings.data.path)",
                advice: "set TIRKEU_DATA to the folder that has it, or make it with tirkeu start")
        }
        try settings.data.make()
        if case .at(let connectionString) = settings.database {
            return Database(connectionString: connectionString, cluster: nil)
        }
        if let lock = try settings.data.lock() {
            let cluster = try await Cluster.start(in: settings.data, lock: lock, console)
            return Database(connectionString: cluster.connectionString, cluster: cluster)
        }
        if sharing == .alone {
            throw OperatorError(
                "another tirkeu runs on the data in \(settings.data.path)",
                advice: "stop it, or set TIRKEU_DATA to another folder")
        }
        return Database(connectionString: try Cluster.running(in: settings.data), cluster: nil)
    }

    /// Opens the database, does some work, and stops the cluster that was started for it.
    static func with<Result>(
        _ settings: Settings, isNew: Bool = false, _ console: Console, _ work: (Database) async throws -> Result
    ) async throws -> Result {
        let database = try await open(settings, .shared, isNew: isNew, console)
        do {
            let result = try await work(database)
            await database.cluster?.stop()
            return result
        } catch {
            await database.cluster?.stop()
            throw error
        }
    }
}
