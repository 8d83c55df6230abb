internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Intake
internal import Store
internal import Texts

/// `tirkeu check`
struct Check: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check petition files without a server or a database.",
        discussion: """
            The same issues as the service finds, but for those that need the register, the places or other petitions.
            Status 0: everything is sound; 1: there are errors or warnings; 2: a file could not be read.
            """)

    @Argument(help: "CSV files or XLSX workbooks.") var files: [String]
    @Option(help: "The kind of institution.") var kind = InstitutionKind.other
    @Option(help: "The stay of rows that say nothing: permanent or temporary.") var stay: Stay?
    @Option(help: "The start of rows that say nothing, yyyy-MM-dd.") var from: Day?
    @Option(help: "The end of rows that say nothing, yyyy-MM-dd.") var until: Day?
    @Option(help: "The profile of rules: a name, or the path of a policy file. [TIRKEU_POLICY]") var policy: String?
    @Option(name: .customLong("on"), help: "The petition's date, yyyy-MM-dd (default: today).") var dated: Day?
    @Option(help: "The language of messages: kk, ru or en.") var language = Language.en
    @Option(help: "A folder for a copy of each file with its issues marked.") var annotate: String?
    @Flag(help: "Answer in JSON.") var json = false

    func perform(on console: Console) async throws {
        let environment = ProcessInfo.processInfo.environment
        let policy = try PolicyFile.profile(
            policy ?? environment["TIRKEU_POLICY"] ?? Policy.egov2017.name
        ).policy
        let today = Clock.system.today
        let terms = PetitionTerms(kind: kind, dated: dated ?? today, stay: stay, from: from, until: until, today: today)
        let texts = try Texts()
        let check = FileCheck(policy: policy, terms: terms, texts: texts, limits: try Limits(environment: environment))
        if let annotate { try Self.makeFolder(annotate) }
        let outcomes = await Self.inParallel(files, check.check)
        let reports = outcomes.map { FileReport($0, texts, language) }
        if json {
            console.say(try FileReport.json(reports))
        } else {
            reports.forEach { $0.say(on: console) }
            if reports.count > 1 { FileReport.table(reports, on: console) }
        }
        if let annotate { mark(outcomes, with: check, into: annotate, on: console) }
        if outcomes.contains(where: { !$0.isReadable }) { throw ExitCode(2) }
        if outcomes.contains(where: { $0.issues.contains { $0.severity != .note } }) { throw ExitCode(1) }
    }

    /// Checks each file once, as many at a time as there are cores; the outcomes are in the order of the files.
    private static func inParallel(
        _ files: [String], _ check: @escaping @Sendable (String) -> FileCheck.Outcome
    ) async -> [FileCheck.Outcome] {
        var outcomes: [String: FileCheck.Outcome] = [:]
        var seen: Set<String> = []
        let given = files.filter { seen.insert($0).inserted }
        await withTaskGroup { group in
            var waiting = given[...]
            for file in waiting.prefix(ProcessInfo.processInfo.activeProcessorCount) { group.addTask { check(file) } }
            waiting = waiting.dropFirst(ProcessInfo.processInfo.activeProcessorCount)
            for await outcome in group {
                outcomes[outcome.file] = outcome
                if let next = waiting.popFirst() { group.addTask { check(next) } }
            }
        }
        return given.compactMap { outcomes[$0] }
    }

    private static func makeFolder(_ path: String) throws(OperatorError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OperatorError("the folder \(path) cannot be made")
        }
    }

    /// What cannot be marked is said, and stops nothing.
    private func mark(
        _ outcomes: [FileCheck.Outcome], with check: FileCheck, into folder: String, on console: Console
    ) {
        for outcome in outcomes {
            do throws(Refusal) {
                let copy = try check.mark(outcome, into: folder, in: language)
                console.note(copy.map { "wrote \($0)" } ?? "\(outcome.file): nothing in it can be marked")
            } catch {
                console.problem("\(outcome.file): its copy cannot be written to \(folder)")
            }
        }
    }
}

/// What was found in a file, in the API's shape.
private struct FileReport: Encodable {
    struct Counts: Encodable {
        let rows, sound, warned, faulty, blank: Int
    }

    struct Finding: Encodable {
        let row: Int?
        let column: String?
        let cell: String?
        let severity: String
        let code: String
        let found: String?
        let expected: String
        let message: String
        let arguments: [String: String]
    }

    let file: String
    let reading: FileReading
    let counts: Counts
    let issues: [Finding]

    init(_ outcome: FileCheck.Outcome, _ texts: Texts, _ language: Language) {
        file = outcome.file
        reading = outcome.reading.masked
        let counts = outcome.counts
        self.counts = Counts(
            rows: counts.rows, sound: counts.sound, warned: counts.warned, faulty: counts.faulty, blank: counts.blank)
        issues = outcome.issues.map { issue in
            return Finding(
                row: issue.place.row, column: issue.place.column?.rawValue,
                cell: issue.cell(in: outcome.layout),
                severity: issue.severity.rawValue, code: issue.code.rawValue, found: issue.found,
                expected: texts.expected(issue, in: language), message: texts.message(issue, in: language),
                arguments: issue.arguments)
        }
    }

    static func json(_ reports: [FileReport]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(["files": reports]), as: UTF8.self)
    }

    static func table(_ reports: [FileReport], on console: Console) {
        console.say("")
        console.table(
            ["file", "rows", "sound", "warned", "faulty", "blank"],
            reports.map { report in
                let counts = report.counts
                return [
                    report.file, "\(counts.rows)", "\(counts.sound)", "\(counts.warned)", "\(counts.faulty)",
                    "\(counts.blank)",
                ]
            })
    }

    func say(on console: Console) {
        console.say(
            "\(file): \(counts.rows) rows, \(counts.sound) sound, \(counts.warned) warned, \(counts.faulty) faulty, \(counts.blank) blank"
        )
        if let how = reading.inWords { console.say("  read as \(how)") }
        for issue in issues {
            let place = issue.cell ?? issue.row.map { "row \($0)" } ?? issue.column ?? "file"
            let found = issue.found.map { " “\($0)”" } ?? ""
            console.say("  \(place)\(found): \(issue.message) [\(issue.severity) \(issue.code)]")
        }
    }
}

extension FileReading {
    /// What was found out of the file in one line; nil when there was nothing to find out.
    fileprivate var inWords: String? {
        let separator = self.separator.map { $0 == "\t" ? "a tab" : "“\($0)”" }
        let unused = headers.filter { $0.meaning == nil }.map { "“\($0.text)”" }
        let parts = [
            encoding?.rawValue, separator.map { "\($0) between cells" },
            quoteEscape == "backslash" ? "quotes behind a backslash" : nil, sheet.map { "sheet “\($0)”" },
            headerRow.map { "header in row \($0)" },
            unused.isEmpty ? nil : "not used: \(unused.joined(separator: ", "))",
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "\(kind.uppercased()), \(parts.joined(separator: ", "))"
    }
}
