internal import Domain
internal import Foundation
internal import Logging
internal import Store
internal import Tabular
internal import Texts

/// One check of an uploaded petition: its bytes are streamed, its rows judged and written, in the one transaction of `Checks.record`.
struct Checking: Sendable {
    let store: Store
    let texts: Texts
    let limits: TabularLimits
    let scratch: Scratch
    let lease: Lease
    let subject: CheckSubject

    /// Checks the petition; what is wrong with its file becomes its issue.
    func run() async throws(Refusal) {
        let checking = self
        do {
            try await store.checks.record(lease) { writer in try await checking.write(to: &writer) }
        } catch let refusal {
            throw refusal
        }
    }

    private func write(to writer: inout CheckWriter) async throws -> CheckResult {
        var reader = PetitionReader(
            judge: RowJudge(
                policy: subject.policy, terms: subject.terms, words: texts.words, longestCell: limits.cellBytes
            )
            .remembering(subject.remembered),
            texts: texts, headers: texts.headers.remembering(subject.spellings), terms: subject.terms,
            wish: subject.wish, former: try await former(), premises: subject.premises,
            roster: subject.list == .roster ? RosterPlan(register: try await store.checks.residents(for: subject)) : nil
        )
        var drafted = 0
        do {
            try await read(&reader, &writer)
            reader.finish()
            for row in reader.departures() {
                writer.add(row)
                drafted += 1
                if writer.isFull { try await writer.send() }
            }
        } catch let fault as TabularError {
            return try await unreadable(fault, reader.reading, &writer)
        }
        var issues = reader.fileIssues
        if subject.isTitleMissing { issues.append(Issue(.premisesTitleMissing, at: .file)) }
        writer.add(issues)
        // those for whom nothing changes are told of, and are no rows of the draft
        let comparison = reader.comparison
        let hasCells = reader.reading.kind != FileKind.json.named
        var result = CheckResult(
            // JSON has no cells that a program could show
            layout: hasCells ? reader.layout : [:], reading: reader.reading,
            rows: reader.rows + drafted - (comparison?.leftOut ?? 0), blank: reader.blank,
            fileErrors: issues.count { $0.severity == .error }, roster: comparison)
        if hasCells { (result.headerRow, result.marksPlace) = (reader.headerRow, reader.marksPlace) }
        // a file without rows corrects nothing: the draft stays until one comes that does
        if let former = subject.former, reader.rows > reader.blank, !reader.isStopped {
            result.correction = Correction(
                former: former, numbers: reader.carried.numbers, formers: reader.carried.formers)
        }
        return result
    }

    /// The rows that need no judging where they come again.
    private func former() async throws(Refusal) -> FormerRows? {
        guard let former = subject.former, subject.carriesRows else { return nil }
        return FormerRows(try await store.checks.fingerprints(of: former))
    }

    private func read(_ reader: inout PetitionReader, _ writer: inout CheckWriter) async throws {
        let first = try await store.checks.chunk(0, of: subject.upload) ?? []
        let kind = FileKind.sniff(first.prefix(8_192))
        reader.reading.kind = kind.named
        switch kind {
        case .text: try await readText(first, CSVReader(limits: limits, wish: subject.wish), &reader, &writer)
        case .json: try await readText(first, JSONReader.petition(limits: limits), &reader, &writer)
        case .xlsx: try await readWorkbook(first, &reader, &writer)
        case .empty: throw TabularError.empty
        case .encrypted: throw TabularError.encrypted
        default: throw TabularError.wrongKind(kind)
        }
    }

    /// A file that breaks off in the middle is a draft without rows: half a list must not look like a whole one.
    private func unreadable(
        _ fault: TabularError, _ reading: FileReading, _ writer: inout CheckWriter
    ) async throws -> CheckResult {
        try await writer.discard()
        writer.add([Issue(fault)])
        return CheckResult(reading: reading, fileErrors: 1)
    }

    private func readText(
        _ first: [UInt8], _ format: some TextReader, _ reader: inout PetitionReader, _ writer: inout CheckWriter
    ) async throws {
        var format = format
        defer { format.describe(&reader.reading) }
        var (chunk, number, bytes) = (first, 0, 0)
        var pace = Pace()
        while true {
            try Task.checkCancellation()
            try chunk.withUnsafeBytes { bytes in
                try format.feed(bytes) { record in
                    if let row = reader.take(record) { writer.add(row) }
                }
            }
            bytes += chunk.count
            if writer.isFull { try await writer.send() }
            number += 1
            if pace.isDue() { try await report("reading", bytes: bytes, rows: reader.rows) }
            guard let next = try await store.checks.chunk(number, of: subject.upload) else { break }
            chunk = next
        }
        try format.finish { record in
            if let row = reader.take(record) { writer.add(row) }
        }
        try await report("register", bytes: bytes, rows: reader.rows)
    }

    private func readWorkbook(_ first: [UInt8], _ reader: inout PetitionReader, _ writer: inout CheckWriter)
        async throws
    {
        let path = try await spool(first)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let stream = RecordStream(workbook: path, sheet: subject.wish.sheet, limits: limits)
        defer { stream.abandon() }
        var pace = Pace()
        for try await event in stream.events {
            switch event {
            case .sheets(let sheets): sheets.describe(&reader.reading)
            case .end(let leftOut): reader.note(leftOut)
            case .records(let batch):
                for record in batch {
                    if let row = reader.take(record) { writer.add(row) }
                }
                stream.tookBatch()
            }
            if writer.isFull { try await writer.send() }
            if pace.isDue() { try await report("reading", bytes: subject.bytes, rows: reader.rows) }
        }
        try await report("register", bytes: subject.bytes, rows: reader.rows)
    }

    /// A zip's directory is at its end, so a workbook is laid down as a file first, readable by nobody else.
    private func spool(_ first: [UInt8]) async throws -> String {
        let path = try scratch.file()
        guard let file = FileHandle(forWritingAtPath: path) else { throw Refusal(.unavailable) }
        defer { try? file.close() }
        var (chunk, number) = (first, 0)
        while true {
            try file.write(contentsOf: Data(chunk))
            number += 1
            guard let next = try await store.checks.chunk(number, of: subject.upload) else { return path }
            chunk = next
        }
    }

    private func report(_ stage: String, bytes: Int, rows: Int) async throws(Refusal) {
        try await store.checks.progress(lease, stage: stage, bytes: bytes, of: subject.bytes, rows: rows)
    }
}

/// Progress is said so often that a person sees it move, and not oftener.
private struct Pace {
    private var next = ContinuousClock.now

    mutating func isDue() -> Bool {
        if ContinuousClock.now < next { return false }
        next = .now + .milliseconds(250)
        return true
    }
}
