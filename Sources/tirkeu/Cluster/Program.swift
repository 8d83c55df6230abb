internal import CDispatch
internal import Foundation
internal import Glibc

/// A short run of another program.
struct Program {
    private let command: [String]

    /// A command with its arguments; the first is the program's full path.
    init(_ command: [String]) { self.command = command }

    /// What it wrote to standard output, without the line's end; nil when it failed.
    func output() -> String? {
        guard let status = run(input: "", \.standardOutput), status.code == 0 else { return nil }
        return status.text
    }

    /// Its status, and what it complained of; nil when it could not be started.
    func run(input: String = "") -> (code: Int32, text: String)? { run(input: input, \.standardError) }

    private func run(input: String, _ heard: ReferenceWritableKeyPath<Process, Any?>) -> (code: Int32, text: String)? {
        let process = Self.process(command)
        let (told, asked) = (Pipe(), Pipe())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process[keyPath: heard] = told
        process.standardInput = asked
        guard (try? process.run()) != nil else { return nil }
        try? asked.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? asked.fileHandleForWriting.close()
        let data = told.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return (process.terminationStatus, text)
    }

    /// A process that is not started yet; it begins in `/`, which every account may enter.
    static func process(_ command: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle.nullDevice
        return process
    }
}

/// The account that PostgreSQL runs under: our own, or `postgres` when we are root, which PostgreSQL refuses to be.
struct ServerAccount: Sendable {
    private static let name = "postgres"
    private let identity: (user: uid_t, group: gid_t)?

    init() throws(OperatorError) {
        if geteuid() != 0 {
            identity = nil
            return
        }
        guard let account = getpwnam(Self.name) else {
            throw OperatorError(
                "there is no account “\(Self.name)”, and PostgreSQL does not run as root",
                advice:
                    "sudo apt-get install --no-install-recommends postgresql, or run tirkeu under an ordinary account")
        }
        identity = (account.pointee.pw_uid, account.pointee.pw_gid)
    }

    /// A command that runs under this account.
    ///
    /// - Parameter endsWithThread: whether the kernel interrupts it when the thread that started it ends, killed or not.
    func command(_ command: [String], endsWithThread: Bool = false) -> [String] {
        let drop = ["--reuid=\(Self.name)", "--regid=\(Self.name)", "--init-groups", "--reset-env"]
        let options = (identity == nil ? [] : drop) + (endsWithThread ? ["--pdeathsig", "INT"] : [])
        return options.isEmpty ? command : ["/usr/bin/setpriv"] + options + command
    }

    /// Makes a folder that only this account can enter.
    func makeFolder(_ path: String) throws(OperatorError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw OperatorError("the folder \(path) cannot be made") }
        if let identity, chown(path, identity.user, identity.group) != 0 {
            throw OperatorError("the folder \(path) cannot be given to the account \(Self.name)")
        }
        var found = stat()
        // in /tmp somebody else could have made it first, or a link in its place
        guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR, found.st_uid == identity?.user ?? geteuid()
        else {
            throw OperatorError(
                "\(path) belongs to somebody else", advice: "remove it, or set TIRKEU_DATA to a shorter path")
        }
        chmod(path, 0o700)
    }

    /// Makes sure that this account can reach a folder through all its parents.
    func requireReach(of path: String) throws(OperatorError) {
        if identity == nil { return }
        var parents = ["/"]
        for part in path.split(separator: "/") {
            parents.append((parents.last.map { $0 == "/" ? "" : $0 } ?? "") + "/\(part)")
        }
        for parent in parents where Program(command(["/usr/bin/test", "-x", parent])).run()?.code != 0 {
            throw OperatorError(
                "the account \(Self.name), under which PostgreSQL runs when we are root, may not enter \(parent)",
                advice: "set TIRKEU_DATA to a folder outside it, such as /var/lib/tirkeu")
        }
    }
}
