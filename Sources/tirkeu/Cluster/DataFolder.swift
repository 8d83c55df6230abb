internal import Foundation
internal import Glibc

/// The folder of everything that a Tirkeu on this machine keeps.
struct DataFolder: Hashable, Sendable {
    /// The folder, from the root.
    let path: String

    /// A folder by its path, as an operator gave it.
    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// PostgreSQL's own files.
    var cluster: String { path + "/postgres" }
    /// What PostgreSQL complains of.
    var log: String { path + "/postgres.log" }
    /// The key of personal hashes.
    var secret: String { path + "/secret.key" }
    /// Files that hold people's data for a moment.
    var scratch: String { path + "/scratch" }
    /// The practice world's accounts.
    var demo: String { path + "/demo.json" }

    /// Whether the folder is there.
    var exists: Bool { FileManager.default.fileExists(atPath: path) }
    /// Whether PostgreSQL's own files are there.
    var hasCluster: Bool { FileManager.default.fileExists(atPath: cluster + "/PG_VERSION") }

    /// Makes the folder when it is not there.
    ///
    /// Others may pass through a folder of ours, for PostgreSQL runs under an account of its own; they cannot see what is in it.
    func make() throws(OperatorError) {
        let files = FileManager.default
        if files.fileExists(atPath: path + "/PG_VERSION") {
            throw OperatorError(
                "\(path) is a PostgreSQL cluster of its own", advice: "set TIRKEU_DATA to another folder")
        }
        if !exists {
            do {
                try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw OperatorError(
                    "the folder \(path) cannot be made", advice: "set TIRKEU_DATA to a folder that can be written")
            }
            chmod(path, 0o711)
        }
        if access(path, W_OK | X_OK) != 0 {
            throw OperatorError(
                "the folder \(path) cannot be written", advice: "set TIRKEU_DATA to one that can, or change its owner")
        }
    }

    /// Keeps every other tirkeu away from this data until the process ends; nil when another one has it.
    func lock() throws(OperatorError) -> DataLock? {
        let file = open(path + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        if file < 0 {
            throw OperatorError("\(path)/lock cannot be opened", advice: "does it belong to another account?")
        }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return DataLock(file) }
        close(file)
        return nil
    }
}

/// The right to use a folder of data alone; it ends with this object or with the process, however that ends.
final class DataLock: Sendable {
    private let file: Int32

    init(_ file: Int32) { self.file = file }

    deinit { close(file) }
}
