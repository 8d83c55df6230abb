public import Domain
internal import FoundationEssentials
internal import Postgres

/// Scans of papers: they come in as uploads do, and are attached all at once or not at all.
///
/// Only the institution itself attaches and removes them, and only while its petition is a draft. What was submitted keeps them for good.
public struct Attachments: Sendable {
    let room: Room
    let limits: Limits

    /// Starts to receive scans for a draft and returns the number that they are received under; it ends with `attach` or with
    /// `abandon` of the uploads.
    ///
    /// - Throws: `.notAllowed`, `.notFound`, `.stateForbids`, `.tooManyUploads`.
    public func begin(for petition: Int64, by caller: Caller) async throws(Refusal) -> Int64 {
        guard caller.may(.repair), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let (now, limits) = (room.clock.now(), limits)
        return try await room.transaction(as: caller) { db in
            try db.requireUploads(institution, limits, at: now)
            _ = try db.lock(petition, version: nil, for: .submit)
            return try db.one(Statements.begin, petition, caller.account, now)
        }
    }

    /// Begins one scan with its first bytes; the others follow as those of uploads do, numbered from 1.
    ///
    /// - Throws: `.notFound` when what it comes in with is not received any more.
    public func stage(
        _ first: [UInt8], of type: ScanType, in bundle: Int64, by caller: Caller
    ) async throws(Refusal) -> Int64 {
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard let scan = try db.first(Statements.stage, bundle, type, first, now) else { throw Refusal(.notFound) }
            return scan
        }
    }

    /// Says that what scans come in with is still being received.
    public func touch(_ bundle: Int64, by caller: Caller) async throws(Refusal) {
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            guard try db.run(Statements.touch, bundle, now) == 1 else { throw Refusal(.notFound) }
        }
    }

    /// The rows that have one of these numbers or persons.
    public func places(
        in petition: Int64, rows: [Int], iins: [Int64], by caller: Caller
    ) async throws(Refusal) -> [ScanPlace] {
        try await room.transaction(as: caller, readOnly: true) { db in
            try db.rows(Statements.places, petition, rows, iins)
        }
    }

    /// Attaches what was received, and forgets the rest of it: content that the petition has already is not kept twice.
    ///
    /// - Returns: the numbers of the scans that were not attached there before.
    /// - Throws: `.stateForbids`, `.versionStale`, `.attachmentRowUnknown` with the rows, `.attachmentPetitionFull`,
    ///   `.attachmentInstitutionFull`.
    public func attach(
        _ scans: [ReceivedScan], from bundle: Int64, to id: Int64, version: Int?, by caller: Caller
    ) async throws(Refusal) -> [Int64] {
        guard caller.may(.repair), let institution = caller.institution else { throw Refusal(.notAllowed) }
        let (now, limits) = (room.clock.now(), limits)
        return try await room.act(.attachmentAdded, on: id, as: caller) { db -> [Int64] in
            try db.countAlone(institution)
            let petition = try db.lock(id, version: version, for: .submit)
            try db.requireRows(scans.compactMap(\.row), in: id)
            let (kept, fresh) = try db.distinct(scans, in: id)
            try db.requireRoom(for: fresh, beside: scans.count, in: petition, limits)
            guard
                try db.run(Statements.keep, bundle, fresh.map(\.upload), fresh.map(\.sha256), fresh.map(\.bytes))
                    == fresh.count
            else { throw Refusal(.notFound) }
            let added = try db.rows(
                Statements.add, id, kept.map { $0.row ?? 0 }, kept.map(\.kind), kept.map(\.upload), kept.map(\.name),
                caller.account, now)
            try db.run(Statements.abandon, bundle)
            if added.isEmpty { return [] }
            try db.settleScans(of: added.map(\.row), in: petition, by: caller, at: now)
            try db.log(
                AuditEntry(
                    action: .attachmentAdded, petition: id, premises: petition.premises,
                    details: [
                        "scans": "\(added.count)", "rows": AuditEntry.list(Array(Set(added.compactMap(\.row)))),
                    ]), by: caller, at: now)
            return added.map(\.id)
        }
    }

    /// Takes a scan away from a draft.
    ///
    /// - Throws: `.notFound`, `.stateForbids`, `.versionStale`.
    public func remove(_ scan: Int64, of id: Int64, version: Int?, by caller: Caller) async throws(Refusal) {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            guard let gone = try db.first(Statements.remove, id, scan) else { throw Refusal(.notFound) }
            try db.run(Statements.forget, [gone.upload])
            try db.settleScans(of: [gone.row], in: petition, by: caller, at: now)
            try db.log(
                AuditEntry(
                    action: .attachmentRemoved, petition: id, premises: petition.premises, object: "\(scan)",
                    details: gone.row.map { ["rows": "\($0)"] } ?? [:]), by: caller, at: now)
        }
    }
}

extension Attachments {
    /// A petition's scans: those of the whole first, then row by row.
    public func list(
        of petition: Int64, after: [Int64]? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<Attachment, [Int64]> {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.exists, petition) != nil else { throw Refusal(.notFound) }
            return Slice(try db.rows(Statements.page, petition, after, limit + 1), limit: limit, cursor: \.cursor)
        }
    }

    /// The scans of some rows.
    public func list(ofRows rows: [Int], of petition: Int64, by caller: Caller) async throws(Refusal) -> [Attachment] {
        if rows.isEmpty { return [] }
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.rows(Statements.ofRows, petition, rows)
        }
    }

    /// One scan for somebody who looks at it now; its bytes are those of its upload.
    ///
    /// - Throws: `.notFound` for what the caller may not see.
    public func open(_ scan: Int64, of petition: Int64, by caller: Caller) async throws(Refusal) -> Attachment {
        guard caller.may(.seeScans) else { throw Refusal(.notAllowed) }
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            guard let found = try db.first(Statements.read, petition, scan) else { throw Refusal(.notFound) }
            var details = ["kind": found.kind.rawValue]
            details["rows"] = found.row.map { "\($0)" }
            try db.log(
                AuditEntry(action: .looksAtAttachment, petition: petition, object: "\(scan)", details: details),
                by: caller, at: now)
            return found
        }
    }
}

extension Connection {
    /// Says anew of rows, or of all, which scans they lack that the petition's policy asks for.
    func requireScans(in petition: LockedPetition, rows: [Int]?) throws {
        let kinds = try policy(of: petition).scans.on(petition.dated)
        if kinds.isEmpty { return }
        _ = try one(Statements.require, petition.id, kinds.sorted { $0.rawValue < $1.rawValue }, rows)
    }

    /// After rows were read: scans follow their persons, also from a draft that is corrected.
    func followScans(to petition: Int64, from former: Int64?) throws {
        try one(Statements.follow, petition, former)
    }

    /// Removes the scans of rows that are taken out of a draft.
    func removeScans(ofRows rows: [Int], in petition: Int64) throws {
        let gone = try self.rows(Statements.removeRows, petition, rows)
        if !gone.isEmpty { try run(Statements.forget, gone.map(\.upload)) }
    }

    /// Brings a petition up to date after scans of these rows, or of the whole, came or went.
    fileprivate func settleScans(of rows: [Int?], in petition: LockedPetition, by caller: Caller, at now: Date) throws {
        // a paper of the whole may stand for every row's
        let touched = rows.contains(nil) ? nil : Array(Set(rows.compactMap(\.self))).sorted()
        try requireScans(in: petition, rows: touched)
        try compareAgain(persons: [], in: petition, by: caller, at: now)
    }

    fileprivate func requireRows(_ wanted: [Int], in petition: Int64) throws {
        let found = Set(try rows(Statements.places, petition, wanted, [Int64]()).map(\.row))
        let missing = Set(wanted).subtracting(found)
        if !missing.isEmpty {
            throw Refusal(.attachmentRowUnknown, rows: missing.sorted())
        }
    }

    /// The scans with the bytes they are kept under, and those whose content the petition does not have yet, once each.
    fileprivate func distinct(
        _ scans: [ReceivedScan], in petition: Int64
    ) throws -> (kept: [ReceivedScan], fresh: [ReceivedScan]) {
        let same = try rows(Statements.same, petition, scans.map(\.sha256))
        var known = Dictionary(uniqueKeysWithValues: same)
        var (kept, fresh): ([ReceivedScan], [ReceivedScan]) = ([], [])
        for scan in scans {
            if known[scan.sha256] == nil {
                known[scan.sha256] = scan.upload
                fresh.append(scan)
            }
            kept.append(
                ReceivedScan(
                    upload: known[scan.sha256] ?? scan.upload, bytes: scan.bytes, sha256: scan.sha256, row: scan.row,
                    kind: scan.kind, name: scan.name))
        }
        return (kept, fresh)
    }

    fileprivate func requireRoom(
        for fresh: [ReceivedScan], beside count: Int, in petition: LockedPetition, _ limits: Limits
    ) throws {
        let used = try one(Statements.room, petition.id, petition.institution)
        let more = fresh.reduce(0) { $0 + $1.bytes }
        if used.petition + more > limits.petitionScanBytes {
            throw Refusal(.attachmentPetitionFull, arguments: ["limit": "\(limits.petitionScanBytes)"])
        }
        if used.scans + count > limits.petitionScans {
            throw Refusal(.attachmentPetitionFull, arguments: ["scans": "\(limits.petitionScans)"])
        }
        if used.institution + more > limits.institutionScanBytes {
            throw Refusal(.attachmentInstitutionFull, arguments: ["limit": "\(limits.institutionScanBytes)"])
        }
    }
}

private enum Statements {
    static let exists = Statement<Int64>("petition/read") { row in try row.decode("id") }
    static let begin = Statement<Int64>("attachment/begin") { row in try row.decode("id") }
    static let stage = Statement<Int64>("attachment/stage") { row in try row.decode("id") }
    static let touch = Statement<Void>("attachment/touch")
    static let places = Statement<ScanPlace>("attachment/places") { row in
        ScanPlace(row: try row.decode("number"), iin: try row.decode("iin"))
    }
    static let same = Statement<([UInt8], Int64)>("attachment/same") { row in
        (try row.decode("sha256"), try row.decode("id"))
    }
    static let room = Statement<(petition: Int, institution: Int, scans: Int)>("attachment/room") { row in
        (try row.decode("petition"), try row.decode("institution"), try row.decode("scans"))
    }
    static let keep = Statement<Void>("attachment/keep")
    static let add = Statement<(id: Int64, row: Int?)>("attachment/add") { row in
        (try row.decode("id"), try row.decode("row_number"))
    }
    static let abandon = Statement<Void>("upload/abandon")
    static let page = Statement<Attachment>("attachment/page") { row in try Attachment(row) }
    static let ofRows = Statement<Attachment>("attachment/of_rows") { row in try Attachment(row) }
    static let read = Statement<Attachment>("attachment/read") { row in try Attachment(row) }
    static let remove = Statement<(row: Int?, upload: Int64)>("attachment/remove") { row in
        (try row.decode("row_number"), try row.decode("upload_id"))
    }
    static let removeRows = Statement<(row: Int?, upload: Int64)>("attachment/remove_rows") { row in
        (try row.decode("row_number"), try row.decode("upload_id"))
    }
    static let forget = Statement<Void>("attachment/forget")
    static let require = Statement<Int>("attachment/require") { row in try row.decode("rows") }
    static let follow = Statement<Void>("attachment/follow") { _ in }
}
