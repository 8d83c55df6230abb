internal import Domain
internal import Foundation
internal import Intake
internal import Store
internal import Tabular
internal import Texts

/// Reads one file as the worker would and does nothing with it, for `deploy/bench`: `parse` makes records, `judge` judges them too.
///
/// Prints how many rows it saw, how many seconds that took, and the most memory the process ever had.
@main
struct Measure {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else { throw Misuse() }
        let (work, path) = (CommandLine.arguments[1], CommandLine.arguments[2])
        var rows = 0
        let begin: ContinuousClock.Instant
        switch work {
        case "parse":
            begin = .now
            try parse(path) { rows += 1 }
        case "judge":
            let check = try check()
            begin = .now
            let counts = try check.counts(of: path)
            rows = counts.rows - counts.blank
        default: throw Misuse()
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print("{\"rows\":\(rows),\"seconds\":\(seconds),\"peak_kib\":\(try peak())}")
    }

    private static func parse(_ path: String, _ each: () -> Void) throws {
        if try FileKind.sniff(path: path) == .xlsx { return try XLSXReader(path: path).read { _ in each() } }
        var reader = CSVReader()
        try readPieces(of: path) { piece in try reader.feed(piece) { _ in each() } }
        try reader.finish { _ in each() }
    }

    private static func check() throws -> FileCheck {
        let today = Clock.system.today
        return FileCheck(
            policy: .egov2017, terms: PetitionTerms(kind: .hostel, dated: today, stay: .temporary, today: today),
            texts: try Texts(), limits: Limits())
    }

    /// KiB; what `getrusage` says would count the process that started this one.
    private static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}

private struct Misuse: Error, CustomStringConvertible {
    var description: String { "measure parse|judge FILE" }
}
