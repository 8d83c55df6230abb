public import Domain
internal import Foundation
public import Store
internal import Tabular
public import Texts

/// A check of a file without a server or a database: the same issues as the service, but for those that need the register, the
/// occupancy or other petitions.
public struct FileCheck: Sendable {
    /// What was found.
    public struct Outcome: Sendable {
        /// The file, as it was named.
        public let file: String
        /// How its rows stand.
        public let counts: RowCounts
        /// All issues, as the file goes.
        public let issues: [Issue]
        /// Where each column stands in the file from 0.
        public let layout: [Column: Int]
        /// Whether the rows could be read at all.
        public let isReadable: Bool
    }

    private let policy: Policy
    private let terms: PetitionTerms
    private let texts: Texts
    private let limits: TabularLimits

    /// A check under a policy against the terms of a petition.
    public init(policy: Policy, terms: PetitionTerms, texts: Texts, limits: Limits) {
        self.policy = policy
        self.terms = terms
        self.texts = texts
        self.limits = TabularLimits(limits)
    }

    /// Checks one file.
    public func check(_ path: String) -> Outcome {
        var reader = PetitionReader(
            judge: RowJudge(policy: policy, terms: terms, words: texts.words, longestCell: limits.cellBytes),
            texts: texts, terms: terms)
        var found = Findings()
        let kind: FileKind
        do {
            kind = try FileKind.sniff(path: path)
            switch kind {
            case .text: try readText(path, CSVReader(limits: limits), &reader, &found)
            case .json: try readText(path, JSONReader.petition(limits: limits), &reader, &found)
            case .xlsx:
                let workbook = try XLSXReader(path: path, limits: limits)
                try workbook.read { record in found.add(reader.take(record)) }
                reader.note(workbook.leftOut)
            case .empty: throw TabularError.empty
            case .encrypted: throw TabularError.encrypted
            default: throw TabularError.wrongKind(kind)
            }
            reader.finish()
        } catch {
            let fault = error as? TabularError ?? .unreadable(.cannotOpen(errno: 0))
            return Outcome(
                file: path, counts: RowCounts(rows: 0, sound: 0, warned: 0, faulty: 0, blank: 0),
                issues: [Issue(fault)],
                layout: [:], isReadable: false)
        }
        let issues = terms.issues(under: policy) + reader.fileIssues + found.withDuplicates()
        return Outcome(
            file: path, counts: found.counts(rows: reader.rows, blank: reader.blank), issues: issues,
            layout: kind == .json ? [:] : reader.layout,
            isReadable: !reader.isStopped)
    }

    private func readText(
        _ path: String, _ format: some TextReader, _ reader: inout PetitionReader, _ found: inout Findings
    ) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw TabularError.unreadable(.cannotOpen(errno: errno))
        }
        defer { try? file.close() }
        var format = format
        while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
            try format.feed(Array(data)) { record in found.add(reader.take(record)) }
        }
        try format.finish { record in found.add(reader.take(record)) }
    }
}

/// Issues of rows, and which rows share an IIN.
private struct Findings {
    private var issues: [Issue] = []
    private var states: [RowState: Int] = [:]
    private var rowsOfPerson: [IIN: [(number: Int, state: RowState)]] = [:]

    mutating func add(_ row: JudgedRow?) {
        guard let row else { return }
        issues += row.issues
        states[row.state, default: 0] += 1
        if let iin = row.reading.iin { rowsOfPerson[iin, default: []].append((row.text.number, row.state)) }
    }

    /// All issues with those of rows that share an IIN; such rows are faulty.
    mutating func withDuplicates() -> [Issue] {
        for twins in rowsOfPerson.values where twins.count > 1 {
            let rows = twins.prefix(5).map { "\($0.number)" }.joined(separator: ", ")
            for twin in twins {
                states[twin.state, default: 0] -= 1
                states[.faulty, default: 0] += 1
                issues.append(
                    Issue(.rowDuplicateIIN, at: .cell(row: twin.number, column: .iin), arguments: ["rows": rows]))
            }
        }
        return issues.enumerated()
            .sorted { ($0.element.place.row ?? 0, $0.offset) < ($1.element.place.row ?? 0, $1.offset) }
            .map(\.element)
    }

    func counts(rows: Int, blank: Int) -> RowCounts {
        RowCounts(
            rows: rows, sound: states[.sound, default: 0], warned: states[.warned, default: 0],
            faulty: states[.faulty, default: 0], blank: blank)
    }
}
