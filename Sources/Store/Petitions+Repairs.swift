public import Domain
internal import FoundationEssentials
internal import Postgres

/// Makes the judge of a petition's terms under its policy.
public typealias JudgeMaker = @Sendable (Policy, PetitionTerms) -> RowJudge

extension Petitions {
    /// Changes cells of one row of a draft and judges it, and those it shares an IIN with, again.
    ///
    /// - Parameters:
    ///   - cells: new texts by column.
    ///   - asWritten: columns that shall be read as they are written, or (false) with repairs as usual.
    /// - Returns: the petition that holds the row now: another one, when the row names another building of the file.
    /// - Throws: `.stateForbids`, `.versionStale`, `.notFound`.
    @discardableResult
    public func repair(
        _ id: Int64, row number: Int, cells: [Column: String] = [:], asWritten: [Column: Bool] = [:], version: Int?,
        by caller: Caller, judge: @escaping JudgeMaker
    ) async throws(Refusal) -> Int64 {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            guard let before = try db.first(Statements.rowsByNumber, id, [number]) else { throw Refusal(.notFound) }
            var text = before.text
            for (column, cell) in cells {
                text[column] = cell
                text.verbatim.remove(column)
            }
            for (column, isWanted) in asWritten {
                if isWanted { text.verbatim.insert(column) } else { text.verbatim.remove(column) }
            }
            var rejudging = Rejudging(petition, try db.judge(of: petition, judge, today: today))
            if let judged = try rejudging.write([.init(before: before, text: text)], to: db).first {
                try db.keep(before, judged, in: id, cells: cells, asWritten: asWritten, by: caller, at: now)
            }
            let moved = try rejudging.finish(on: db, by: caller, at: now)
            let columns = Set(cells.keys).union(asWritten.keys).map(\.rawValue).sorted()
            try db.log(
                AuditEntry(
                    action: .rowRepaired, petition: id, object: "\(number)",
                    details: ["columns": columns.joined(separator: " ")]), by: caller, at: now)
            return moved.keys.first ?? id
        }
    }

    /// Mends one mistake in all its rows.
    ///
    /// - Parameter isRemembered: whether the next files shall be read so too; done only where the mistake is a way of writing.
    /// - Throws: `.valueInvalid` for a remedy that cannot be right for all rows, `.nothingToRepair`, `.stateForbids`,
    ///   `.versionStale`, `.notFound`.
    public func repair(
        _ id: Int64, all mistake: Mistake, _ remedy: Remedy, isRemembered: Bool = false, version: Int?,
        by caller: Caller, judge: @escaping JudgeMaker
    ) async throws(Refusal) -> Repaired {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        guard mistake.allows(remedy) else { throw Refusal(.valueInvalid, arguments: ["field": "column"]) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.act(.rowRepaired, on: id, as: caller) { db -> Repaired in
            let petition = try db.lock(id, version: version, for: .submit)
            var mending = Mending(
                mistake, remedy, repair: try db.begin(remedy, of: mistake, in: id, by: caller, at: now),
                Rejudging(petition, try db.judge(of: petition, judge, today: today)))
            try mending.run(in: petition, on: db)
            if mending.rejudging.count == 0 { throw Refusal(.nothingToRepair) }
            var isKept = false
            if isRemembered, mistake.mayBeRemembered, case .text(let found) = mistake.found, let value = mending.value {
                try db.run(
                    Statements.remember, petition.institution, mistake.column, RememberedValues.key(of: found), value,
                    caller.account, now)
                isKept = true
            }
            try db.run(Statements.settle, mending.repair, mending.rejudging.count, isKept)
            let moved = try mending.rejudging.finish(on: db, by: caller, at: now)
            let done = Repaired(
                repair: mending.repair, rows: mending.rejudging.count, isRemembered: isKept,
                moved: moved.values.reduce(0) { $0 + $1.count })
            try db.log(
                AuditEntry(
                    action: .rowRepaired, petition: id, object: "\(done.repair)",
                    details: [
                        "columns": mistake.column.rawValue, "code": mistake.code.rawValue, "rows": "\(done.rows)",
                        "remembered": isKept ? "yes" : "no",
                    ]), by: caller, at: now)
            return done
        }
    }

    /// Puts back what stood in the cells of a repair, where they still hold what it put in; what it remembered is forgotten.
    ///
    /// - Returns: how many rows are as they were.
    /// - Throws: `.notFound` for a repair that is none or is undone, `.stateForbids`, `.versionStale`.
    public func undo(
        repair number: Int64, of id: Int64, version: Int?, by caller: Caller, judge: @escaping JudgeMaker
    ) async throws(Refusal) -> Int {
        guard caller.may(.repair) else { throw Refusal(.notAllowed) }
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { db in
            let petition = try db.lock(id, version: version, for: .submit)
            guard let repair = try db.first(Statements.lock, id, number) else { throw Refusal(.notFound) }
            if let spelling = repair.remembered {
                try db.run(
                    Statements.forgetSpelling, petition.institution, repair.column, RememberedValues.key(of: spelling))
            }
            var rejudging = Rejudging(petition, try db.judge(of: petition, judge, today: today))
            try db.batches { after in
                let cells = try db.rows(Statements.rows, number, after, Rejudging.batch)
                let rows = try db.rows(Statements.rowsByNumber, id, cells.map(\.row))
                let cellOfRow = Dictionary(uniqueKeysWithValues: cells.map { ($0.row, $0) })
                let changes = rows.compactMap { row in
                    cellOfRow[row.number]?.undone(repair.kind, repair.column, in: row).map {
                        Rejudging.Change(before: row, text: $0)
                    }
                }
                _ = try rejudging.write(changes, to: db)
                return cells.map(\.row)
            }
            // rows may go back to another building's petition, and take this with them as undone
            try db.run(Statements.undo, number, caller.account, now)
            try rejudging.finish(on: db, by: caller, at: now)
            try db.log(
                AuditEntry(
                    action: .repairUndone, petition: id, object: "\(number)",
                    details: ["columns": repair.column.rawValue, "rows": "\(rejudging.count)"]), by: caller, at: now)
            return rejudging.count
        }
    }

    /// What was repaired in a petition, newest first.
    public func repairs(
        of id: Int64, includingUndone: Bool = true, after: Int64? = nil, limit: Int, by caller: Caller
    ) async throws(Refusal) -> Slice<StoredRepair, Int64> {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard try db.first(Statements.exists, id) != nil else { throw Refusal(.notFound) }
            return Slice(
                try db.rows(Statements.page, id, after, includingUndone, limit + 1), limit: limit, cursor: \.id)
        }
    }
}

/// One mistake being mended, batch by batch.
private struct Mending {
    let mistake: Mistake
    let remedy: Remedy
    let repair: Int64
    var rejudging: Rejudging
    /// What the mended cells hold in stable form; nil when they still cannot be read.
    private(set) var value: String?

    init(_ mistake: Mistake, _ remedy: Remedy, repair: Int64, _ rejudging: Rejudging) {
        self.mistake = mistake
        self.remedy = remedy
        self.repair = repair
        self.rejudging = rejudging
    }

    mutating func run(in petition: LockedPetition, on db: isolated Connection) throws {
        let column = mistake.column
        try db.batches { after in
            let targets = try db.rows(
                Statements.targets, petition.id, mistake.code, column, mistake.found == .anything, mistake.found.text,
                after, Rejudging.batch)
            let offers = Dictionary(uniqueKeysWithValues: targets.map { ($0.row, $0.nearest) })
            let changes = try db.rows(Statements.rowsByNumber, petition.id, targets.map(\.row)).compactMap { row in
                text(of: row, offered: offers[row.number] ?? nil).map { Rejudging.Change(before: row, text: $0) }
            }
            let judged = try rejudging.write(changes, to: db)
            try db.keep(zip(changes, judged).map { RepairedCell(column, $0.before, $1) }, of: repair)
            if value == nil, let first = judged.first, first.written[column] == nil { value = first.stored(column) }
            return targets.map(\.row)
        }
    }

    /// A row with the remedy in its cell; nil when there is none for it.
    private func text(of row: StoredRow, offered: String?) -> RowText? {
        var text = row.text
        switch remedy {
        case .asWritten:
            guard text.verbatim.insert(mistake.column).inserted else { return nil }
        case .value(let value):
            text[mistake.column] = value
            text.verbatim.remove(mistake.column)
        case .suggestions:
            guard let offered else { return nil }
            text[mistake.column] = offered
            text.verbatim.remove(mistake.column)
        }
        return text
    }
}

extension Mistake.Found {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension Connection {
    /// Runs `body` with the number after which a batch starts, until a batch is not full.
    fileprivate func batches(_ body: (_ after: Int) throws -> [Int]) rethrows {
        var after = 0
        while true {
            let numbers = try body(after)
            guard let last = numbers.last, numbers.count == Rejudging.batch else { return }
            after = last
        }
    }

    /// The judge of a petition's rows, with what its institution remembers.
    func judge(of petition: LockedPetition, _ make: JudgeMaker, today: Day) throws -> RowJudge {
        make(
            try policy(of: petition),
            petition.terms(today: today, buildings: try buildings(of: petition.institution))
        )
        .remembering(try remembered(of: petition.institution))
    }

    fileprivate func begin(
        _ remedy: Remedy, of mistake: Mistake, in petition: Int64, by caller: Caller, at now: Date
    ) throws -> Int64 {
        var value: String?
        if case .value(let text) = remedy { value = text }
        return try one(
            Statements.add, petition, StoredRepair.Kind(remedy), mistake.column, mistake.code, mistake.found.text,
            value, caller.account, now)
    }

    /// Keeps the changed cells of one row, a repair each. An IIN is not kept a second time.
    fileprivate func keep(
        _ before: StoredRow, _ judged: JudgedRow, in petition: Int64, cells: [Column: String],
        asWritten: [Column: Bool], by caller: Caller, at now: Date
    ) throws {
        let changed = cells.filter { $0.key != .iin && before.cell($0.key) ?? "" != $0.value }.keys
        let kept = asWritten.filter { $0.value && !before.verbatim.contains($0.key) }.keys
        let repairs = changed.map { ($0, StoredRepair.Kind.value) } + kept.map { ($0, .asWritten) }
        for (column, kind) in repairs.sorted(by: { $0.0.index < $1.0.index }) {
            let repair = try one(
                Statements.add, petition, kind, column, IssueCode?.none, String?.none, String?.none,
                caller.account, now)
            try keep([RepairedCell(column, before, judged)], of: repair)
            try run(Statements.settle, repair, 1, false)
        }
    }

    fileprivate func keep(_ cells: [RepairedCell], of repair: Int64) throws {
        if cells.isEmpty { return }
        try run(
            Statements.addRows, repair, cells.map(\.row), cells.map(\.before), cells.map(\.after),
            cells.map(\.wasVerbatim))
    }
}

private enum Statements {
    static let exists = Statement<Petition>("petition/read") { row in try Petition(row) }
    static let rowsByNumber = Statement<StoredRow>("row/by_numbers") { row in try StoredRow(row) }
    static let targets = Statement<(row: Int, nearest: String?)>("issue/targets") { row in
        (try row.decode("row_number"), try row.decode("nearest"))
    }
    static let add = Statement<Int64>("repair/add") { row in try row.decode("id") }
    static let addRows = Statement<Void>("repair/add_rows")
    static let settle = Statement<Void>("repair/settle")
    static let lock = Statement<OpenRepair>("repair/lock") { row in try OpenRepair(row) }
    static let rows = Statement<RepairedCell>("repair/rows") { row in try RepairedCell(row) }
    static let undo = Statement<Void>("repair/undo")
    static let page = Statement<StoredRepair>("repair/page") { row in try StoredRepair(row) }
    static let remember = Statement<Void>("remembered/keep")
    static let forgetSpelling = Statement<Void>("remembered/forget_spelling")
}
