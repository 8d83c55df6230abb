internal import CDispatch
internal import Glibc

/// Where the cluster's socket is: beside the data, or in a short place of its own where that path is too long or odd.
enum SocketFolder {
    private static let longestPath = 107
    private static let socketName = "/.s.PGSQL.5432"

    /// The folder for a folder of data, which must exist; the same on every call.
    static func path(for folder: DataFolder) throws(OperatorError) -> String {
        let beside = folder.path + "/socket"
        // libpq takes a comma for the end of a host, so only plain paths are told to it
        let isPlain = beside.utf8.allSatisfy {
            "/._-".utf8.contains($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
        }
        if isPlain, (beside + socketName).utf8.count <= longestPath { return beside }
        var found = stat()
        guard stat(folder.path, &found) == 0 else { throw OperatorError("there is no folder \(folder.path)") }
        let base = geteuid() == 0 ? "/run" : "/tmp"
        return "\(base)/tirkeu-\(found.st_dev)-\(found.st_ino)"
    }
}
