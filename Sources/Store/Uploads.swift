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
    /// What its file lists.
    public var list: PetitionList

    /// Describes a petition.
    public init(
        premises: Int64, number: String, dated: Day, stay: Stay? = nil, from: Day? = nil, until: Day? = nil,
        list: PetitionList = .changes
    ) {
        self.list = list
        self.premises = premises
        self.number = number
        self.dated = dated
        self.stay = stay
        self.from = from
        self.until = until
    }
}

/// What an upload led to.
public struct Opened: Hashable, Sendable {
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
    let policy: Policy
    let limits: Limits

    /// Bytes of a chunk.
    public static let chunkBytes = 1 << 20
    private static let abandonedAfter: TimeInterval = 3600

    /// Starts an upload and returns its number.
    ///
    /// - Throws: `.notAllowed`, `.tooManyUploads`, `.tooManyOpen`, `.notFound` for premises that are not the caller's; `.backDated`, `.inFuture`.
    public func begin(_ petition: NewPetition, mediaType: String, by caller: Caller) async throws(Refusal) -> Int64 {
        guard caller.may(.upload), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let (now, today, limits) = (room.clock.now(), room.clock.today, limits)
        try check(petition, today: today)
        return try await room.transaction(as: caller) { db in
            guard try db.first(Statements.premises, petition.premises, today) == institution else {
                throw Refusal(.notFound)
            }
            if try db.one(Statements.countReceiving, institution, now.addingTimeInterval(-Self.abandonedAfter))
                >= limits.uploads
            {
                throw Refusal(.tooManyUploads, arguments: ["limit": "\(limits.uploads)"])
            }
            if try db.one(Statements.countOpen, institution) >= limits.openPetitions {
                throw Refusal(.tooManyOpen, arguments: ["limit": "\(limits.openPetitions)"])
            }
            return try db.one(Statements.begin, institution, caller.account, mediaType, now)
        }
    }

    /// Adds a chunk; chunks are numbered from 0.
    ///
    /// - Throws: `.notFound` for an upload that is not the caller's or is complete.
    public func append(_ chunk: [UInt8], number: Int, to upload: Int64, by caller: Caller) async throws(Refusal) {
        try await room.transaction(as: caller) { db in
            guard try db.run(Statements.append, upload, number, chunk) == 1 else { throw Refusal(.notFound) }
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
        let (now, policy) = (room.clock.now(), policy.name)
        return try await room.transaction(as: caller) { db in
            if let known = try db.first(Statements.sameFile, petition.premises, sha256) {
                try db.run(Statements.abandon, upload)
                let state = try db.one(Statements.state, known)
                return Opened(petition: known, state: state, isKnown: true)
            }
            guard try db.run(Statements.complete, upload, sha256, bytes) == 1 else { throw Refusal(.notFound) }
            let id = try db.one(
                Statements.open, petition.premises, upload, sha256, petition.number, petition.dated, petition.stay,
                petition.from, petition.until, petition.list, policy, caller.account, now)
            try db.run(Statements.addJob, id, caller.institution, now)
            try db.run(Statements.progress, id, caller.institution, "waiting", 0, bytes, 0, now)
            try db.log(
                AuditEntry(
                    action: .petitionUploaded, petition: id, premises: petition.premises, details: ["bytes": "\(bytes)"]
                ),
                by: caller, at: now)
            _ = try db.rows(Statements.wake)
            return Opened(petition: id, state: .checking, isKnown: false)
        }
    }

    /// Forgets uploads that were abandoned.
    public func sweep() async throws(Refusal) {
        let before = room.clock.now().addingTimeInterval(-Self.abandonedAfter)
        try await room.work { db in try db.run(Statements.sweep, before) }
    }

    private func check(_ petition: NewPetition, today: Day) throws(Refusal) {
        let number = petition.number
        if number.allSatisfy(\.isWhitespace) || number.utf8.count > 100
            || number.unicodeScalars.contains(where: { $0.value < 0x20 })
        {
            throw Refusal(.valueInvalid, arguments: ["field": "number"])
        }
        let terms = PetitionTerms(
            kind: .other, dated: petition.dated, stay: petition.stay, from: petition.from, until: petition.until,
            today: today)
        try terms.check(under: policy)
    }
}

private enum Statements {
    static let premises = Statement<Int64>("premises/read") { row in try row.decode("institution_id") }
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
