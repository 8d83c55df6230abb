internal import Foundation
internal import Glibc
internal import ServiceLifecycle

/// A private, durable PostgreSQL cluster in the folder of data, reached through a socket that nobody else may enter.
final class Cluster: Service {
    private static let owner = "tirkeu"
    private static let database = "tirkeu"

    /// Where its database is, as a libpq connection string.
    let connectionString: String
    private let folder: DataFolder
    private let server: ServerProcess
    /// Held for as long as the cluster runs.
    private let lock: DataLock

    private init(_ folder: DataFolder, _ server: ServerProcess, socket: String, lock: DataLock) {
        self.folder = folder
        self.server = server
        self.lock = lock
        connectionString = Self.connectionString(socket: socket)
    }

    /// Where the cluster is that another process runs on the same data.
    static func running(in folder: DataFolder) throws(OperatorError) -> String {
        connectionString(socket: try SocketFolder.path(for: folder))
    }

    /// Starts the cluster, made first when there is none, and waits until it answers.
    ///
    /// - Parameter lock: the right to this folder.
    static func start(in folder: DataFolder, lock: DataLock, _ console: Console) async throws -> Cluster {
        let account = try ServerAccount()
        let installation = try Installation.find(for: majorVersion(of: folder))
        try account.requireReach(of: folder.path)
        let socket = try SocketFolder.path(for: folder)
        try account.makeFolder(socket)
        if !folder.hasCluster {
            console.note("making a PostgreSQL \(installation.major) cluster in \(folder.cluster)")
            try make(in: folder, installation, account)
        }
        try await waitForPredecessor(in: folder)

        let command =
            [installation.program("postgres"), "-D", folder.cluster] + ClusterSettings.arguments(socket: socket)
        let server = try await ServerProcess.start(
            account.command(command, endsWithThread: true), log: try logFile(in: folder))
        let cluster = Cluster(folder, server, socket: socket, lock: lock)
        do {
            let probe = [installation.program("pg_isready"), "-q", "-h", socket, "-U", owner, "-d", database]
            try await cluster.waitUntilReady(Program(account.command(probe)))
        } catch {
            await cluster.stop()
            throw error
        }
        return cluster
    }

    /// Keeps the cluster until the other services have ended; its own end is an error.
    func run() async throws {
        let isLost = await withTaskGroup(of: Bool.self) { group in
            group.addTask { [server] in
                await server.ended()
                return true
            }
            group.addTask {
                try? await gracefulShutdown()
                return false
            }
            let isLost = await group.next() ?? true
            await server.stop()
            group.cancelAll()
            return isLost
        }
        if isLost { throw OperatorError("PostgreSQL ended by itself", advice: "its own words are in \(folder.log)") }
    }

    /// Stops the cluster in order.
    func stop() async { await server.stop() }

    private static func connectionString(socket: String) -> String {
        "host=\(socket) user=\(owner) dbname=\(database)"
    }

    private static func majorVersion(of folder: DataFolder) -> Int? {
        guard let text = try? String(contentsOfFile: folder.cluster + "/PG_VERSION", encoding: .utf8) else {
            return nil
        }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Makes the cluster with its database beside its place and moves it there, so that an interrupted start leaves no half of one.
    private static func make(in folder: DataFolder, _ installation: Installation, _ account: ServerAccount) throws {
        let draft = folder.cluster + ".new"
        try? FileManager.default.removeItem(atPath: draft)
        try account.makeFolder(draft)
        let cluster = Program(
            account.command([
                installation.program("initdb"), "-D", draft, "-U", owner, "--auth-local=trust", "--auth-host=reject",
                "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
            ])
        ).run()
        guard let cluster, cluster.code == 0 else { throw OperatorError("initdb failed", advice: cluster?.text) }
        let filled = Program(
            account.command([installation.program("postgres"), "--single", "-j", "-D", draft, "postgres"])
        )
        .run(input: "CREATE DATABASE \(database);\n\n")
        guard let filled, filled.code == 0 else {
            throw OperatorError("the database cannot be made", advice: filled?.text)
        }
        if rename(draft, folder.cluster) != 0 {
            throw OperatorError("\(folder.cluster) is in the way: it is no cluster")
        }
    }

    /// The server of a tirkeu that was killed may need a moment to come to its end.
    private static func waitForPredecessor(in folder: DataFolder) async throws {
        let lines = try? String(contentsOfFile: folder.cluster + "/postmaster.pid", encoding: .utf8).split(
            separator: "\n")
        guard let process = lines?.first.flatMap({ pid_t($0) }) else { return }
        let name = { try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8) }
        for turn in 0..<1_200 where name()?.hasPrefix("postgres") == true {
            // one that was told to stop while it recovered from a crash may wait for ever: it is ours, since we hold the lock on its
            // data, and what it has promised is in its log
            if turn == 200 { kill(process, SIGQUIT) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func logFile(in folder: DataFolder) throws(OperatorError) -> FileHandle {
        let size = (try? FileManager.default.attributesOfItem(atPath: folder.log)[.size] as? Int) ?? 0
        if size > 16 << 20 { rename(folder.log, folder.log + ".old") }
        let file = open(folder.log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
        if file < 0 { throw OperatorError("\(folder.log) cannot be written") }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    /// Recovery after a power cut may take minutes, so a server that answers “not yet” has as long as it needs.
    private func waitUntilReady(_ probe: Program) async throws {
        let notYet: Int32 = 1
        var silentSince = ContinuousClock.now
        while server.isRunning, silentSince.duration(to: .now) < .seconds(60) {
            switch probe.run()?.code {
            case 0: return
            case notYet: silentSince = .now
            default: break
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw OperatorError("PostgreSQL does not start", advice: lastWords())
    }

    private func lastWords() -> String {
        let text = (try? String(contentsOfFile: folder.log, encoding: .utf8)) ?? ""
        return "its own words, from \(folder.log):\n  "
            + text.split(separator: "\n").suffix(5).joined(separator: "\n  ")
    }
}
