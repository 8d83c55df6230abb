import Foundation
import Tabular
import Testing

/// Files nobody here wrote. They stay outside the project; tests that need them say so where they are missing.
enum Corpora {
    static let missing: Comment = "the corpora are not at ../shared/corpora, nor where TIRKEU_CORPORA says"

    static let root: URL? = {
        let named = ProcessInfo.processInfo.environment["TIRKEU_CORPORA"].map { URL(fileURLWithPath: $0) }
        let project = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = project.deletingLastPathComponent().appending(path: "shared/corpora")
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static var areHere: Bool { root != nil }

    static func file(_ path: String) throws -> URL { try #require(root).appending(path: path) }

    static func files(_ folder: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: file(folder), includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    static func naughtyStrings() throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(contentsOf: file("blns/blns.json")))
    }
}

/// A folder of its own for one test, gone afterwards.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tabular-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The same numbers every time.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Record {
    var cells: [String] { (0..<count).map(text) }
}

/// Rows as `number: cells`.
func csv(
    _ bytes: [UInt8], chunk: Int = .max, limits: TabularLimits = .standard
) throws -> [(number: Int, cells: [String])] {
    var reader = CSVReader(limits: limits)
    var rows: [(number: Int, cells: [String])] = []
    var start = 0
    while start < bytes.count {
        let end = chunk < bytes.count - start ? start + chunk : bytes.count
        try reader.feed(Array(bytes[start..<end])) { rows.append(($0.number, $0.cells)) }
        start = end
    }
    try reader.finish { rows.append(($0.number, $0.cells)) }
    return rows
}

func csv(_ text: String, limits: TabularLimits = .standard) throws -> [[String]] {
    try csv(Array(text.utf8), limits: limits).map(\.cells)
}

func xlsx(_ file: URL, limits: TabularLimits = .standard) throws -> [(number: Int, cells: [String])] {
    var rows: [(number: Int, cells: [String])] = []
    try XLSXReader(path: file.path, limits: limits).read { rows.append(($0.number, $0.cells)) }
    return rows
}
