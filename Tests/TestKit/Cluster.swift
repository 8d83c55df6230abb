internal import Foundation
internal import Glibc
internal import Logging
internal import Postgres

/// A throw-away PostgreSQL cluster for the whole test process, started by the first test that needs a database and
/// gone with the process, however it ends.
public actor Cluster {
    /// The one cluster of this process.
    public static let shared = Cluster()

    private var server: Task<Server, any Error>?
    private var templates: [String: Task<Void, any Error>] = [:]
    private var lastDatabase = 0

    /// Creates a database, a copy of `template` where one is named.
    ///
    /// Throws when PostgreSQL is missing or does not start: a test without its database fails, it is not skipped.
    public func database(template: String? = nil) async throws -> TestDatabase {
        lastDatabase += 1
        return try await create("test_\(lastDatabase)", template: template)
    }

    /// Makes sure that a database of this name exists to copy from; `prepare` fills it, once in this process.
    public func template(
        _ name: String, prepare: @escaping @Sendable (TestDatabase) async throws -> Void
    ) async throws {
        if templates[name] == nil {
            templates[name] = Task { try await prepare(try await create("template_\(name)", template: nil)) }
        }
        try await templates[name]?.value
    }

    /// The conninfo of the cluster's superuser, for a database of this name.
    public func conninfo(database: String) async throws -> String { try await running().conninfo(database) }

    private func create(_ name: String, template: String?) async throws -> TestDatabase {
        let server = try await running()
        let source = template.map { "template_\($0)" } ?? "template0"
        try await server.administration.connection { connection in
            try connection.script("CREATE DATABASE \(name) TEMPLATE \(source)")
        }
        return TestDatabase(name: name, conninfo: server.conninfo(name), administration: server.administration)
    }

    private func running() async throws -> Server {
        let task = server ?? Task { try await Server.start() }
        server = task
        return try await task.value
    }
}

/// The cluster's server process.
private struct Server: Sendable {
    let directory: String
    let administration: Pool

    func conninfo(_ database: String) -> String { "host=\(directory) user=postgres dbname=\(database)" }

    /// Starts the server from a thread that never ends: the kernel kills a child with PDEATHSIG when the *thread* that
    /// started it ends.
    static func start() async throws -> Server {
        let directory = try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                do {
                    let (directory, process) = try launch()
                    continuation.resume(returning: directory)
                    process.waitUntilExit()
                } catch {
                    continuation.resume(throwing: error)
                }
                while true { pause() }
            }
            thread.name = "cluster"
            thread.start()
        }
        var configuration = PoolConfiguration("host=\(directory) user=postgres dbname=postgres", size: 4)
        configuration.waitLimit = .seconds(120)
        configuration.statementTimeout = nil
        configuration.lockTimeout = nil
        let logger = Logger(label: "testkit") { _ in SwiftLogNoOpLogHandler() }
        return Server(directory: directory, administration: Pool(configuration, catalog: { _ in nil }, logger: logger))
    }

    private static func launch() throws -> (directory: String, Process) {
        let binaries = try binaryFolder()
        sweepLeftovers()
        // Short, for the path of a socket has to fit into 107 bytes.
        let directory = "/tmp/\(clusterPrefix)\(getpid())"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        if geteuid() == 0 {
            guard let account = getpwnam("postgres") else { throw ClusterFailure("there is no user postgres") }
            guard chown(directory, account.pointee.pw_uid, account.pointee.pw_gid) == 0 else {
                throw ClusterFailure("\(directory) cannot be given to postgres")
            }
        }
        let initialise = try run([
            "\(binaries)/initdb", "-D", "\(directory)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        ])
        initialise.waitUntilExit()
        guard initialise.terminationStatus == 0 else { throw ClusterFailure("initdb failed") }
        let process = try run(
            ["\(binaries)/postgres", "-D", "\(directory)/data"]
                + [
                    "listen_addresses=", "unix_socket_directories=\(directory)", "fsync=off", "synchronous_commit=off",
                    "full_page_writes=off", "max_connections=300", "deadlock_timeout=100ms", "log_min_messages=panic",
                ].flatMap { ["-c", $0] })
        cleanUpAtExit(directory, process.processIdentifier)
        for _ in 0..<300 {
            let probe = try run(["\(binaries)/pg_isready", "-q", "-h", directory])
            probe.waitUntilExit()
            if probe.terminationStatus == 0 { return (directory, process) }
            guard process.isRunning else { break }
            usleep(50_000)
        }
        throw ClusterFailure("the server in \(directory) does not answer")
    }

    /// Starts a program that dies with this thread; as root under the account PostgreSQL insists on.
    private static func run(_ command: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        let drop = ["--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env"]
        process.arguments = (geteuid() == 0 ? drop : []) + ["--pdeathsig", "INT"] + command
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

/// The folder of PostgreSQL's programs.
func binaryFolder() throws -> String {
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pg_config", "--bindir"]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let told = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let base = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    let newestFirst = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
    let candidates =
        [told.trimmingCharacters(in: .whitespacesAndNewlines)] + newestFirst.map { "\(base)/\($0)/bin" }
    for folder in candidates where FileManager.default.isExecutableFile(atPath: "\(folder)/initdb") {
        return folder
    }
    throw ClusterFailure("PostgreSQL is not installed: no initdb beside pg_config or below \(base)")
}

/// Why there is no cluster to test with.
struct ClusterFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
