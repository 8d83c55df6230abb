internal import Foundation

/// The programs of an installed PostgreSQL server.
struct Installation: Hashable, Sendable {
    /// The folder they are in.
    let folder: String
    /// The major version.
    let major: Int

    /// The full path of one of them.
    func program(_ name: String) -> String { "\(folder)/\(name)" }

    /// Finds the server that data belongs to, or the newest when there is no data yet.
    ///
    /// - Parameter major: the version of the data; nil when there is none.
    static func find(for major: Int?) throws(OperatorError) -> Installation {
        let installed = all()
        guard let newest = installed.max(by: { $0.major < $1.major }) else {
            throw OperatorError(
                "PostgreSQL is not installed: no initdb beside pg_config or below /usr/lib/postgresql",
                advice: "sudo apt-get install --no-install-recommends postgresql   (or set DATABASE_URL)")
        }
        guard let major else { return newest }
        if let match = installed.first(where: { $0.major == major }) { return match }
        throw OperatorError(
            "the data belongs to PostgreSQL \(major), installed is \(newest.major)",
            advice: "sudo apt-get install postgresql-\(major), or move the data with pg_upgrade or pg_dump")
    }

    private static func all() -> [Installation] {
        let told = Program(["/usr/bin/env", "pg_config", "--bindir"]).output()
        let below = { (base: String) in
            ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []).map { "\(base)/\($0)/bin" }
        }
        let pathFolders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let folders = [told].compactMap(\.self) + below("/usr/lib/postgresql") + pathFolders
        return Set(folders).compactMap(Installation.init(folder:))
    }

    private init?(folder: String) {
        let needed = ["postgres", "initdb", "pg_isready"]
        guard needed.allSatisfy({ FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }),
            let told = Program(["\(folder)/postgres", "--version"]).output(),
            let major = told.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return nil }
        self.folder = folder
        self.major = major
    }
}
