internal import Foundation

extension Cluster {
    /// The schema of a database as pg_dump writes it, without what changes from one version of pg_dump to the next.
    public func schema(of database: TestDatabase) throws -> String {
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "\(try binaryFolder())/pg_dump")
        process.arguments = ["--schema-only", "--no-owner", "--dbname=\(database.conninfo)"]
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let dump = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ClusterFailure("pg_dump failed") }
        var lines: [Substring] = []
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            // comments name versions, settings differ by server, \restrict carries a random key
            if line.hasPrefix("--") || line.hasPrefix("\\") || line.hasPrefix("SET ")
                || line.hasPrefix("SELECT pg_catalog.set_config")
            {
                continue
            }
            if line.isEmpty, lines.last?.isEmpty != false { continue }
            lines.append(line)
        }
        return
            "-- Today's schema, to read: a test writes it from the migrations (TIRKEU_WRITE_SCHEMA=1) and compares it with them.\n\n"
            + lines.joined(separator: "\n")
    }
}
