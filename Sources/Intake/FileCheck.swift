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
        /// How the file was read.
        public let reading: FileReading
        /// Whether the rows could be read at all.
        public let isReadable: Bool

        fileprivate var kind: FileKind?
        fileprivate var headerRow: Int?
        fileprivate var marksPlace: Int?
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
        var found = Findings()
        var reader = makeReader()
        let kind: FileKind
        do {
            kind = try pass(path, &reader, keep: CheckedRow.init) { row in found.add(row) }
        } catch {
            let fault = error as? TabularError ?? .unreadable(.cannotOpen(errno: 0))
            return Outcome(
                file: path, counts: RowCounts(rows: 0, sound: 0, warned: 0, faulty: 0, blank: 0),
                issues: [Issue(fault)],
                layout: [:], reading: reader.reading, isReadable: false)
        }
        let issues = terms.issues(under: policy) + reader.fileIssues + found.withDuplicates()
        return Outcome(
            file: path, counts: found.counts(rows: reader.rows, blank: reader.blank), issues: issues,
            layout: kind == .json ? [:] : reader.layout, reading: reader.reading,
            isReadable: !reader.isStopped, kind: kind, headerRow: reader.headerRow, marksPlace: reader.marksPlace)
    }

    /// Writes a copy of a checked file with its issues marked into a folder, under its own name, and gives its path; nil
    /// for a file that has no cells to mark.
    ///
    /// - Throws: a refusal when it cannot be written.
    public func mark(_ outcome: Outcome, into folder: String, in language: Language) throws(Refusal) -> String? {
        guard outcome.isReadable, let kind = outcome.kind, let headerRow = outcome.headerRow,
            MarkedCopy.exists(of: kind)
        else { return nil }
        let marking = Marking(texts: texts, language: language, layout: outcome.layout)
        let rows = Dictionary(grouping: outcome.issues.filter { $0.place.row != nil }) { $0.place.row ?? 0 }
        let marks = rows.sorted { $0.key < $1.key }.map { marking.mark($0.key, $0.value) }
        let copy = MarkedCopy(file: outcome.file, kind: kind, limits: limits)
        let column = MarkColumn(
            title: texts.headers.marksTitle(in: language), headerRow: headerRow, place: outcome.marksPlace)
        let path = Self.free(in: folder, for: outcome.file, ending: copy.ending)
        do {
            do {
                var rest = marks[...]
                try copy.write(to: path, column) { rest.popFirst() }
            } catch is NotMarkable {
                var rest = marks[...]
                try copy.writePlainly(to: path, column) { rest.popFirst() }
            }
            return path
        } catch {
            throw Refusal(.unavailable)
        }
    }

    /// A name in the folder that no other copy has: files of several folders may be called the same.
    private static func free(in folder: String, for file: String, ending: String) -> String {
        let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        let names = (1...).lazy.map { $0 == 1 ? "\(folder)/\(name).\(ending)" : "\(folder)/\(name)-\($0).\(ending)" }
        return names.first { !FileManager.default.fileExists(atPath: $0) } ?? "\(folder)/\(name).\(ending)"
    }

    /// Reads and judges one file and keeps nothing but how its rows stand: memory does not grow with them.
    ///
    /// - Throws: why the file cannot be read.
    public func counts(of path: String) throws -> RowCounts {
        var reader = makeReader()
        var states: [RowState: Int] = [:]
        _ = try pass(path, &reader, keep: \.state) { state in states[state, default: 0] += 1 }
        return RowCounts(rows: reader.rows, states, blank: reader.blank)
    }

    private func makeReader() -> PetitionReader {
        PetitionReader(
            judge: RowJudge(policy: policy, terms: terms, words: texts.words, longestCell: limits.cellBytes),
            texts: texts, terms: terms)
    }

    private func pass<Kept: Sendable>(
        _ path: String, _ reader: inout PetitionReader, keep: @escaping @Sendable (JudgedRow) -> Kept,
        _ each: (Kept) -> Void
    ) throws -> FileKind {
        let kind = try FileKind.sniff(path: path)
        reader.reading.kind = kind.named
        switch kind {
        case .text: try readText(path, CSVReader(limits: limits), &reader, JudgedAhead(keep: keep), each)
        case .json: try readText(path, JSONReader.petition(limits: limits), &reader, JudgedAhead(keep: keep), each)
        case .xlsx: try readWorkbook(path, &reader, JudgedAhead(keep: keep), each)
        case .empty: throw TabularError.empty
        case .encrypted: throw TabularError.encrypted
        default: throw TabularError.wrongKind(kind)
        }
        reader.finish()
        return kind
    }

    private func readWorkbook<Kept>(
        _ path: String, _ reader: inout PetitionReader, _ rows: JudgedAhead<Kept>, _ each: (Kept) -> Void
    ) throws {
        let workbook = try XLSXReader(path: path, limits: limits)
        SheetNames(workbook).describe(&reader.reading)
        var rows = rows
        try workbook.read { record in
            if reader.isRow(record) { rows.add(record, reader.judging) { reader.deliver($0, each) } }
        }
        rows.finish(reader.judging) { reader.deliver($0, each) }
        reader.note(LeftOut(workbook))
    }

    private func readText<Kept>(
        _ path: String, _ format: some TextReader, _ reader: inout PetitionReader, _ rows: JudgedAhead<Kept>,
        _ each: (Kept) -> Void
    ) throws {
        var (format, rows) = (format, rows)
        defer { format.describe(&reader.reading) }
        try readPieces(of: path) { piece in
            try format.feed(piece) { record in
                if reader.isRow(record) { rows.add(record, reader.judging) { reader.deliver($0, each) } }
            }
        }
        try format.finish { record in
            if reader.isRow(record) { rows.add(record, reader.judging) { reader.deliver($0, each) } }
        }
        rows.finish(reader.judging) { reader.deliver($0, each) }
    }
}

extension PetitionReader {
    /// Hands over what is kept of a row, or counts a blank one.
    fileprivate mutating func deliver<Kept>(_ kept: Kept?, _ each: (Kept) -> Void) {
        if let kept { each(kept) } else { noteBlank() }
    }
}

/// What a check keeps of a row.
private struct CheckedRow: Sendable {
    let number: Int
    let iin: IIN?
    let state: RowState
    let issues: [Issue]

    init(_ row: JudgedRow) {
        number = row.text.number
        iin = row.reading.iin
        state = row.state
        issues = row.issues
    }
}

/// Issues of rows, and which rows share an IIN.
private struct Findings {
    private var issues: [Issue] = []
    private var states: [RowState: Int] = [:]
    private var rowsOfPerson: [IIN: [(number: Int, state: RowState)]] = [:]

    mutating func add(_ row: CheckedRow) {
        issues += row.issues
        states[row.state, default: 0] += 1
        if let iin = row.iin { rowsOfPerson[iin, default: []].append((row.number, row.state)) }
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
        RowCounts(rows: rows, states, blank: blank)
    }
}

extension RowCounts {
    fileprivate init(rows: Int, _ states: [RowState: Int], blank: Int) {
        self.init(
            rows: rows, sound: states[.sound, default: 0], warned: states[.warned, default: 0],
            faulty: states[.faulty, default: 0], blank: blank)
    }
}
