public import Domain
internal import Foundation
internal import Glibc

/// Where files lie that hold people's data for a moment: a folder of this process that nobody else can look into.
public struct Scratch: Sendable {
    private let folder: String

    /// For tests and commands: below the system's temporary folder, under a name that nobody could have taken before.
    public static let temporary = Scratch(unchecked: makeTemporary())

    /// A folder for this process below another one; what processes left there that are gone is removed.
    ///
    /// - Throws: what the file system says.
    public init(below parent: String) throws {
        let files = FileManager.default
        let privately: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try files.createDirectory(atPath: parent, withIntermediateDirectories: true, attributes: privately)
        for name in try files.contentsOfDirectory(atPath: parent) {
            guard let process = Int32(name), process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) else {
                continue
            }
            try? files.removeItem(atPath: "\(parent)/\(name)")
        }
        folder = "\(parent)/\(getpid())"
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false, attributes: privately)
    }

    private init(unchecked folder: String) { self.folder = folder }

    /// Makes an empty file that only this account can read, and gives its path; who asked for it removes it.
    ///
    /// - Throws: `.unavailable` when the disk refuses.
    public func file(_ ending: String = "xlsx") throws(Refusal) -> String {
        let path = "\(folder)/\(UUID().uuidString).\(ending)"
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw Refusal(.unavailable) }
        Glibc.close(descriptor)
        return path
    }

    private static func makeTemporary() -> String {
        var name = Array("\(FileManager.default.temporaryDirectory.path)/tirkeu-XXXXXX".utf8CString)
        // without a folder every file is refused, which says it in the right place
        guard mkdtemp(&name) != nil else { return "/nowhere" }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
