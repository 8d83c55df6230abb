public import Domain
public import FoundationEssentials
internal import Postgres

/// What an institution taught us about one of its headers.
public struct TaughtHeader: Hashable, Sendable {
    /// The header's letters and digits in lower case: what it is known by.
    public let spelling: String
    /// The header as it was written.
    public let header: String
    /// What its column is taken for.
    public let meaning: HeaderMeaning
    /// When that was said.
    public let at: Date
}

/// What a clerk says of a header.
public struct HeaderLesson: Hashable, Sendable {
    /// The header's letters and digits in lower case.
    public var spelling: String
    /// The header as it is written.
    public var header: String
    /// What its column is to be taken for; nil when the dictionary may say again.
    public var meaning: HeaderMeaning?

    /// A lesson.
    public init(spelling: String, header: String, meaning: HeaderMeaning?) {
        self.spelling = spelling
        self.header = header
        self.meaning = meaning
    }
}

extension Petitions {
    /// How the file of a petition was read; nil where it has no file of its own or is being read just now.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    public func reading(of id: Int64, by caller: Caller) async throws(Refusal) -> FileReading? {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.petition, id) != nil else { throw Refusal(.notFound) }
            guard let reading = try db.first(Statements.read, id) else { return nil }
            // its first lines are people's
            try db.log(
                AuditEntry(
                    action: .looksAtFile, petition: id, details: ["rows": "\(reading.firstLines.count)"]),
                by: caller, at: now)
            return reading
        }
    }

    /// What the caller's institution taught us, by spelling.
    public func taughtHeaders(by caller: Caller) async throws(Refusal) -> [TaughtHeader] {
        guard let institution = caller.institution else { return [] }
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.rows(Statements.taught, institution)
        }
    }

    /// Sends a draft back to be read again as its clerk says; what they say of headers is remembered for the institution.
    ///
    /// Everything read before, repairs too, is made anew from the file: for all of its buildings, whichever was asked for.
    ///
    /// - Parameter lessons: what they say, when the file was read as it was.
    /// - Returns: the petition that the file is read as.
    /// - Throws: `.stateForbids`, `.versionStale`, `.noFile`, and what `lessons` throws.
    @discardableResult
    public func reread(
        _ id: Int64, wish: ReadingWish, version: Int?, by caller: Caller,
        lessons: @escaping @Sendable (FileReading?) throws(Refusal) -> [HeaderLesson] = { _ in [] }
    ) async throws(Refusal) -> Int64 {
        guard caller.may(.repair), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        return try await room.act(.petitionReread, on: id, as: caller) { db -> Int64 in
            let petition = try db.lockFile(of: id, version: version, by: caller, at: now)
            let id = petition.id
            let lessons = try lessons(try db.first(Statements.read, id))
            guard let bytes = try db.first(Statements.wish, id, JSONValue(wish)) else { throw Refusal(.noFile) }
            // the rows are read anew, so there is nothing left that could be undone
            try db.run(Statements.forgetRepairs, id, caller.account, now)
            try db.run(Statements.forgetRepairedRows, id, [Int]?.none)
            try db.teach(lessons, to: institution, by: caller, at: now)
            try db.run(Statements.addJob, id, institution, now)
            try db.run(Statements.progress, id, institution, "waiting", 0, bytes, 0, now)
            var details = ["headers": "\(lessons.count)"]
            details["encoding"] = wish.encoding?.rawValue
            details["separator"] = wish.separator?.rawValue
            details["header_row"] = wish.headerRow.map { "\($0)" }
            try db.log(
                AuditEntry(
                    action: .petitionReread, petition: id, premises: petition.premises, details: details),
                by: caller, at: now)
            _ = try db.rows(Statements.wake)
            return id
        }
    }

    /// Forgets what the caller's institution taught us about a header; the next file is read by the dictionary again.
    ///
    /// - Throws: `.notFound` when nothing was taught.
    public func forgetHeader(_ spelling: String, by caller: Caller) async throws(Refusal) {
        guard caller.may(.repair), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            guard try db.run(Statements.forget, institution, [spelling]) == 1 else { throw Refusal(.notFound) }
            try db.log(AuditEntry(action: .headerForgotten), by: caller, at: now)
        }
    }
}

extension Connection {
    /// Locks the first of the petitions that a file became, to be read anew; the drafts of its other buildings give their place to it.
    fileprivate func lockFile(of id: Int64, version: Int?, by caller: Caller, at now: Date) throws -> LockedPetition {
        let asked = try lock(id, version: version, for: .recheck)
        guard let group = asked.group else { return asked }
        let first = group == id ? asked : try lock(group, version: nil, for: .recheck)
        for sibling in try rows(Statements.parts, group) where sibling != group {
            try close(lock(sibling, version: nil, for: .withdraw).id, replacedBy: group, by: caller, at: now)
        }
        return first
    }

    fileprivate func teach(
        _ lessons: [HeaderLesson], to institution: Int64, by caller: Caller, at now: Date
    ) throws {
        let forgotten = lessons.filter { $0.meaning == nil }.map(\.spelling)
        if !forgotten.isEmpty { try run(Statements.forget, institution, forgotten) }
        let taught = lessons.filter { $0.meaning != nil }
        if taught.isEmpty { return }
        try run(
            Statements.teach, institution, taught.map(\.spelling), taught.map(\.header),
            taught.map { $0.meaning?.name ?? "" }, caller.account, now)
    }
}

/// A value as jsonb.
struct JSONValue<Value: Codable & Sendable>: Bindable, Readable {
    let value: Value

    init(_ value: Value) { self.value = value }

    init?(cell: borrowing Cell) {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(cell.text.utf8)) else { return nil }
        self.value = value
    }

    var bind: Bind {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(value) else { preconditionFailure("values of ours always encode") }
        return .text(String(decoding: data, as: UTF8.self))
    }
}

private enum Statements {
    static let parts = Statement<Int64>("petition/parts") { row in try row.decode("part") }
    static let forgetRepairs = Statement<Void>("repair/forget")
    static let forgetRepairedRows = Statement<Void>("repair/forget_rows")
    static let petition = Statement<Int64>("petition/read") { row in try row.decode("id") }
    static let read = Statement<FileReading>("reading/read") { row in
        var reading = try row.decode("found", as: JSONValue<FileReading>.self).value
        reading.wish = try row.decode("wish", as: JSONValue<ReadingWish>.self).value
        return reading
    }
    static let wish = Statement<Int>("reading/wish") { row in try row.decode("bytes") }
    static let taught = Statement<TaughtHeader>("spelling/of_institution") { row in
        TaughtHeader(
            spelling: try row.decode("spelling"), header: try row.decode("header"),
            meaning: HeaderMeaning(name: try row.decode("meaning")) ?? .unused, at: try row.decode("taught_at"))
    }
    static let teach = Statement<Void>("spelling/teach")
    static let forget = Statement<Void>("spelling/forget")
    static let addJob = Statement<Void>("job/add")
    static let progress = Statement<Void>("check/progress")
    static let wake = Statement<Void>("job/wake") { _ in }
}
