import Foundation
public import FoundationEssentials

/// The SQL of the service as files: statements by name, migrations in order, functions.
public struct SQLCatalog: Sendable {
    /// The folder was not found or could not be read.
    public struct Missing: Error, CustomStringConvertible {
        /// Where it was looked for.
        public let path: String
        /// What an operator reads.
        public var description: String { "the folder of SQL files is missing: \(path)" }
    }

    /// A numbered migration.
    public struct Migration: Sendable, Hashable {
        /// Its number.
        public let number: Int
        /// The file's name without its ending.
        public let name: String
        /// Its SQL.
        public let sql: String
    }

    /// Name ("petition/lock") to SQL.
    public let statements: [String: String]
    /// The migrations in order.
    public let migrations: [Migration]
    /// The roles of the cluster.
    public let roles: String
    /// Functions, made again whenever they change.
    public let functions: String

    /// The catalogue that was shipped with the binary.
    public static func bundled() throws(Missing) -> SQLCatalog {
        try SQLCatalog(folder: Bundle.module.bundleURL.appendingPathComponent("sql"))
    }

    /// Reads a folder laid out as `sql/`.
    public init(folder: URL) throws(Missing) {
        do {
            roles = try String(contentsOf: folder.appendingPathComponent("roles.sql"), encoding: .utf8)
            let read = { (below: String) throws -> [(name: String, sql: String)] in
                try Self.files(below: folder.appendingPathComponent(below))
            }
            statements = Dictionary(uniqueKeysWithValues: try read("queries").map { ($0.name, $0.sql) })
            migrations = try read("migrations").compactMap { name, sql in
                Int(name.prefix(4)).map { Migration(number: $0, name: name, sql: sql) }
            }
            // rights are said last: they name what the other files make
            functions = try read("functions").sorted {
                ($0.name == "rights" ? 1 : 0, $0.name) < ($1.name == "rights" ? 1 : 0, $1.name)
            }
            .map(\.sql).joined(separator: "\n")
        } catch {
            throw Missing(path: folder.path)
        }
    }

    private static func files(below folder: URL) throws -> [(name: String, sql: String)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
            .sorted()
        return try names.map { name in
            (String(name.dropLast(4)), try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
        }
    }
}
