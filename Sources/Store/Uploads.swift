public import Domain
internal import FoundationEssentials
internal import Postgres

/// What a petition says of itself beside its file.
public struct NewPetition: Hashable, Sendable {
    /// The premises its residents live in.
    public var premises: Int64
    /// The institution's own number of it.
    public var number: String
    /// Its date.
    public var dated: Day
    /// The stay of rows that say nothing.
    public var stay: Stay?
    /// The start of rows that say nothing.
    public var from: Day?
    /// The end of rows that say nothing.
    public var until: Day?
    /// The draft that its file corrects, whose place it takes once it is checked.
    public var corrects: Int64?
    /// What its file lists.
    public var list: PetitionList

    /// Describes a petition.
    public init(
        premises: Int64, number: String, dated: Day, stay: Stay? = nil, from: Day? = nil, until: Day? = nil,
        corrects: Int64? = nil, list: PetitionList = .changes
    ) {
        self.list = list
        self.premises = premises
        self.number = number
        self.dated = dated
        self.stay = stay
        self.from = from
        self.until = until
        self.corrects = corrects
    }
}

/// What an upload led to.
public struct Opened: Hashable, Sendable, Codable {
    /// The petition.
    public let petition: Int64
    /// Where it is.
    public let state: PetitionState
    /// Whether the same file was there already, as this petition.
    public let isKnown: Bool
}

/// Files as they come in: chunks in short transactions, then petition, job and log line together.
public struct Uploads: Sendable {
    let room: Room
    let limits: Limits

    /// Bytes of a chunk.
    public static let chunkBytes = 1 << 20
    /// An upload whose last chunk is so old counts no more, and is swept.
    fileprivate static let abandonedAfter: TimeInterval = 900

    /// Starts an upload and returns its number.
    ///
    /// - Throws: `.notAllowed`, `.tooManyUploads`, `.tooManyOpen`, `.notFound` for premises that are not the caller's; `.backDated`, `.inFuture`.
    public func begin(_ petition: NewPetition, mediaType: String, by caller: Caller) async throws(Refusal) -> Int64 {
        guard caller.may(.upload), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let (now, today, limits, fallback) = (room.clock.now(), room.clock.today, limits, room.policy)
        let faults = Self.faults(number: petition.number, from: petition.from, until: petition.until)
        if let fault = faults.first { throw fault }
        return try await room.transaction(as: caller) { db in
            let policy = try db.policyInForce(or: fallback).policy
            if let fault = Self.faults(dated: petition.dated, today: today, under: policy).first { throw fault }
            guard try db.first(Statements.premises, petition.premises, today) == institution else {
                throw Refusal(.notFound)
            }
            try db.requireUploads(institution, limits, at: now)
            try db.requireRoom(institution, limits)
            return try db.one(Statements.begin, institution, caller.account, mediaType, now)
        }
    }

    /// Adds a chunk; chunks are numbered from 0.
    ///
    /// - Throws: `.notFound` for an upload that is not the caller's or is complete.
    public func append(_ chunk: [UInt8], number: Int, to upload: Int64, by caller: Caller) async throws(Refusal) {
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            guard try db.run(Statements.append, upload, number, chunk, now) == 1 else { throw Refusal(.notFound) }
        }
    }

    /// Forgets an upload that did not come to its end.
    public func abandon(_ upload: Int64, by caller: Caller) async throws(Refusal) {
        try await room.transaction(as: caller) { db in try db.run(Statements.abandon, upload) }
    }

    /// Makes the petition of a file that arrived whole; the same file as an open petition of the same premises leads to that one.
    public func complete(
        _ upload: Int64, bytes: Int, sha256: [UInt8], as petition: NewPetition, by caller: Caller
    ) async throws(Refusal) -> Opened {
        do {
            return try await open(upload, bytes: bytes, sha256: sha256, as: petition, by: caller)
        } catch  where error.code == .alreadyUploaded {
            // another request brought the same file between our look and our insert: now it is there to be found
            return try await open(upload, bytes: bytes, sha256: sha256, as: petition, by: caller)
        }
    }

    private func open(
        _ upload: Int64, bytes: Int, sha256: [UInt8], as petition: NewPetition, by caller: Caller
    ) async throws(Refusal) -> Opened {
        guard let institution = caller.institution else { throw Refusal(.notAllowed) }
        let (now, limits, fallback) = (room.clock.now(), limits, room.policy)
        let made = try await room.act(.petitionUploaded, as: caller) { db -> Made in
            if let known = try db.first(Statements.sameFile, petition.premises, sha256) {
                try db.run(Statements.abandon, upload)
                let state = try db.one(Statements.state, known)
                return Made(upload: upload, opened: Opened(petition: known, state: state, isKnown: true))
            }
            try db.countAlone(institution)
            try db.requireRoom(institution, limits)
            guard try db.run(Statements.complete, upload, sha256, bytes) == 1 else { throw Refusal(.notFound) }
            let former = try petition.corrects.flatMap { try db.draft($0) }
            let policy = try db.policyInForce(or: fallback)
            let id = try db.one(
                Statements.open, petition.premises, upload, sha256, petition.number, petition.dated, petition.stay,
                petition.from, petition.until, petition.list, policy.name, policy.id, caller.account, now, former)
            try db.run(Statements.addJob, id, caller.institution, now)
            try db.run(Statements.progress, id, caller.institution, "waiting", 0, bytes, 0, now)
            try db.log(
                AuditEntry(
                    action: .petitionUploaded, petition: id, premises: petition.premises, details: ["bytes": "\(bytes)"]
                ),
                by: caller, at: now)
            _ = try db.rows(Statements.wake)
            return Made(upload: upload, opened: Opened(petition: id, state: .checking, isKnown: false))
        }
        // a repeated request brought its file once more
        if made.upload != upload { try await abandon(upload, by: caller) }
        return made.opened
    }

    private struct Made: Codable {
        let upload: Int64
        let opened: Opened
    }

    /// One chunk of a file; nil after the last, and for a file that is not of the caller's institution.
    public func chunk(_ number: Int, of upload: Int64, by caller: Caller) async throws(Refusal) -> [UInt8]? {
        try await room.transaction(as: caller, readOnly: true) { db in try db.first(Statements.chunk, upload, number) }
    }

    /// Forgets uploads that were abandoned.
    public func sweep() async throws(Refusal) {
        let before = room.clock.now().addingTimeInterval(-Self.abandonedAfter)
        try await room.work { db in try db.run(Statements.sweep, before) }
    }

    /// Everything for which a petition with these words and days would be refused; what is nil is not looked at.
    public func faults(
        number: String?, dated: Day?, from: Day?, until: Day?, by caller: Caller
    ) async throws(Refusal) -> [Refusal] {
        let faults = Self.faults(number: number, from: from, until: until)
        guard let dated else { return faults }
        let fallback = room.policy
        let policy = try await room.transaction(as: caller, readOnly: true) { db in
            try db.policyInForce(or: fallback).policy
        }
        return faults + Self.faults(dated: dated, today: room.clock.today, under: policy)
    }

    private static func faults(number: String?, from: Day?, until: Day?) -> [Refusal] {
        var faults: [Refusal] = []
        if let number, !isWritable(number) {
            faults.append(Refusal(.valueInvalid, arguments: ["field": "number"]))
        }
        if let from, let until, until <= from { faults.append(Refusal(.untilBeforeFrom, days: [from, until])) }
        return faults
    }

    private static func faults(dated: Day, today: Day, under policy: Policy) -> [Refusal] {
        do throws(Refusal) {
            try PetitionTerms(kind: .other, dated: dated, today: today).check(under: policy)
            return []
        } catch {
            return [error]
        }
    }

    private static func isWritable(_ number: String) -> Bool {
        let letters = number.unicodeScalars
        return number.count <= 100 && letters.contains(where: \.isVisible)
            && !letters.contains { $0.properties.generalCategory == .control }
    }
}

extension Connection {
    /// A draft that may be corrected; nil for a petition that is past that, and stays as it is.
    ///
    /// - Throws: `.notFound`, `.stateForbids` while it is still being checked.
    fileprivate func draft(_ id: Int64) throws -> Int64? {
        guard let state = try first(Statements.state, id) else { throw Refusal(.notFound) }
        if state == .checking { throw Refusal(.stateForbids, arguments: ["state": state.rawValue]) }
        return state == .draft ? id : nil
    }
}

extension Connection {
    /// Nobody else counts the institution's uploads, petitions and scans until this transaction ends.
    func countAlone(_ institution: Int64) throws { _ = try one(Statements.lockCounts, institution) }

    /// Refuses one more upload beside too many; nobody else counts them until this transaction ends.
    func requireUploads(_ institution: Int64, _ limits: Limits, at now: Date) throws {
        try countAlone(institution)
        if try one(Statements.countReceiving, institution, now.addingTimeInterval(-Uploads.abandonedAfter))
            >= limits.uploads
        {
            throw Refusal(.tooManyUploads, arguments: ["limit": "\(limits.uploads)"])
        }
    }

    fileprivate func requireRoom(_ institution: Int64, _ limits: Limits) throws {
        if try one(Statements.countOpen, institution) >= limits.openPetitions {
            throw Refusal(.tooManyOpen, arguments: ["limit": "\(limits.openPetitions)"])
        }
    }
}

extension Unicode.Scalar {
    /// Whether a reader sees it.
    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}

private enum Statements {
    static let chunk = Statement<[UInt8]>("upload/chunk", format: .bytes) { row in try row.decode("bytes") }
    static let premises = Statement<Int64>("premises/read") { row in try row.decode("institution_id") }
    static let lockCounts = Statement<Void>("upload/lock_counts") { _ in }
    static let countReceiving = Statement<Int>("upload/count_receiving") { row in try row.decode("uploads") }
    static let countOpen = Statement<Int>("petition/count_open") { row in try row.decode("petitions") }
    static let begin = Statement<Int64>("upload/begin") { row in try row.decode("id") }
    static let append = Statement<Void>("upload/append")
    static let abandon = Statement<Void>("upload/abandon")
    static let complete = Statement<Void>("upload/complete")
    static let sweep = Statement<Void>("upload/sweep")
    static let sameFile = Statement<Int64>("petition/same_file") { row in try row.decode("id") }
    static let state = Statement<PetitionState>("petition/lock") { row in try row.decode("state") }
    static let open = Statement<Int64>("petition/open") { row in try row.decode("id") }
    static let addJob = Statement<Void>("job/add")
    static let progress = Statement<Void>("check/progress")
    static let wake = Statement<Void>("job/wake") { _ in }
}
