import Foundation
import Intake
import Testing

/// Files of a moment are this account's alone, and do not outlive a process that was killed.
@Suite struct ScratchTests {
    @Test func `a folder and its files are private, and what others left is swept`() throws {
        let files = FileManager.default
        let parent = files.temporaryDirectory.appendingPathComponent("scratch-\(UUID().uuidString)").path
        defer { try? files.removeItem(atPath: parent) }
        // 4194305 is over the kernel's highest process number, 1 is always there
        for left in ["4194305", "1", "note"] {
            try files.createDirectory(atPath: "\(parent)/\(left)", withIntermediateDirectories: true)
        }
        let scratch = try Scratch(below: parent)
        let path = try scratch.file()
        #expect(try permissions(path) == 0o600)
        #expect(try permissions(URL(fileURLWithPath: path).deletingLastPathComponent().path) == 0o700)
        let own = "\(ProcessInfo.processInfo.processIdentifier)"
        #expect(try Set(files.contentsOfDirectory(atPath: parent)) == ["1", "note", own])
        _ = try Scratch(below: parent)
        #expect(!files.fileExists(atPath: path))
        #expect(try permissions(Scratch.temporary.file("csv")) == 0o600)
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
