internal import CDispatch
internal import Glibc

/// Where the cluster's socket is: beside the data, or in a short place of its own where that path is too long for a socket.
enum SocketFolder {
    private static let longestPath = 107
    private static let socketName = "/.s.PGSQL.5432"

    /// The folder for a folder of data, which must exist; the same on every call.
    static func path(for folder: DataFolder) throws(OperatorError) -> String {
        let beside = folder.path + "/socket"
        if (beside + socketName).utf8.count <= longestPath { return beside }
        var found = stat()
        guard stat(folder.path, &found) == 0 else { throw OperatorError("there is no folder \(folder.path)") }
        let base = geteuid() == 0 ? "/run" : "/tmp"
        return "\(base)/tirkeu-\(found.st_dev)-\(found.st_ino)"
    }
}
