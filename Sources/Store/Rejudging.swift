internal import Domain
internal import FoundationEssentials
internal import Postgres

/// Rows of a draft that change, judged again batch by batch within one transaction.
///
/// Its memory is bounded by a batch and by what comparing the changed rows needs: a number and two persons a row.
struct Rejudging {
    /// Rows that are read, judged and written at a time.
    static let batch = 2_000

    private let petition: LockedPetition
    private let judge: RowJudge
    private var numbers: [Int] = []
    private var persons: Set<IIN> = []
    private var compared: [Int] = []
    private var moving: [Int64: [Moving]] = [:]

    /// A row before and as it is to be judged.
    struct Change {
        let before: StoredRow
        let text: RowText
    }

    /// A row that goes to another building's petition, and whom it is about.
    struct Moving {
        let number: Int
        let person: IIN?
    }

    init(_ petition: LockedPetition, _ judge: RowJudge) {
        self.petition = petition
        self.judge = judge
    }

    /// How many rows were judged.
    var count: Int { numbers.count }

    /// Judges changed rows and writes them over what they were, with their issues.
    mutating func write(_ changes: [Change], to db: isolated Connection) throws -> [JudgedRow] {
        if changes.isEmpty { return [] }
        let judged = changes.map { judge.judge($0.text).withCellsFilledIn }
        let changed = changes.map(\.before.number)
        let renamed = changes.filter { change in
            PersonName.columns.contains { change.before.cell($0) ?? "" != change.text[$0] ?? "" }
        }
        try db.run(Statements.clearJudged, petition.id, changed, renamed.map(\.before.number))
        guard try db.run(Statements.replace, petition.id, RowObjects(rows: judged)) == changes.count else {
            throw Refusal(.notFound)
        }
        let issues = judged.flatMap(\.issues)
        if !issues.isEmpty { try db.run(Statements.addIssues, petition.id, IssueObjects(issues: issues)) }
        numbers += changed
        for (change, row) in zip(changes, judged) {
            let premises = premises(of: row, after: change)
            if premises != petition.premises {
                moving[premises, default: []].append(Moving(number: row.text.number, person: row.reading.iin))
            }
            guard Self.isSeenByOthers(change.before, row) else { continue }
            compared.append(row.text.number)
            if let iin = change.before.iin { persons.insert(iin) }
            if let iin = row.reading.iin { persons.insert(iin) }
        }
        return judged
    }

    /// Where a row belongs: to the building that it names. One that ceases to name a known one goes back to where its file was filed
    /// for; one that never did stays where it is.
    private func premises(of row: JudgedRow, after change: Change) -> Int64 {
        if let named = row.reading.premises { return named }
        let isNamedAnew = change.before.cell(.building) ?? "" != row.cell(.building) ?? ""
        return isNamedAnew ? petition.filedFor : petition.premises
    }

    /// Compares what has to be compared again, and brings states, sums and forecast up to date; rows that belong to another
    /// building now go to that building's petition.
    ///
    /// - Returns: the petitions that got rows, with their numbers.
    @discardableResult
    func finish(on db: isolated Connection, by caller: Caller, at now: Date) throws -> [Int64: [Int]] {
        try db.compareAgain(
            persons: Array(persons), rows: compared, settling: numbers, in: petition, by: caller, at: now)
        return try db.move(moving, of: petition, at: now, by: caller)
    }

    /// Whether other rows or the register may say something else of a row now.
    private static func isSeenByOthers(_ before: StoredRow, _ row: JudgedRow) -> Bool {
        let columns: [Column] = [.iin, .action, .stay, .from, .until]
        return columns.contains { before.values[$0] != row.stored($0) }
    }
}

extension Connection {
    /// Finds anew what comparing with other rows and the register finds of some persons and rows, then settles states, sums and
    /// forecast.
    func compareAgain(
        persons: [IIN], rows numbers: [Int] = [], settling others: [Int] = [], in petition: LockedPetition,
        by caller: Caller, at now: Date
    ) throws {
        var compared = Set(numbers)
        if !persons.isEmpty { compared.formUnion(try rows(Statements.samePerson, petition.id, persons)) }
        if !others.isEmpty { try requireScans(in: petition, rows: others) }
        try compareAgain(compared.sorted(), settling: others, of: petition.id, by: caller, at: now)
        if petition.group == nil || persons.isEmpty { return }
        // a person may be in another building of the same file as well
        try compareAgain(inSiblings: try rows(Statements.inSiblings, petition.id, persons), by: caller, at: now)
    }

    /// Compares anew who was found to be in a file twice, in the drafts of its other buildings: their twin may be gone.
    func compareTwinsOfSiblings(of petition: Int64, by caller: Caller?, at now: Date) throws {
        try compareAgain(inSiblings: try rows(Statements.twinsInSiblings, petition), by: caller, at: now)
    }

    private func compareAgain(inSiblings rows: [RowOfPetition], by caller: Caller?, at now: Date) throws {
        let numbers = Dictionary(grouping: rows, by: \.petition).mapValues { $0.map(\.number) }
        for (sibling, numbers) in numbers.sorted(by: { $0.key < $1.key }) {
            // it may have been submitted while we waited for it
            if try lock(sibling).state != .draft { continue }
            try compareAgain(numbers, settling: [], of: sibling, by: caller, at: now)
        }
    }

    private func compareAgain(
        _ numbers: [Int], settling others: [Int], of petition: Int64, by caller: Caller?, at now: Date
    ) throws {
        if !numbers.isEmpty { try run(Statements.clearRegister, petition, numbers) }
        try run(Statements.settleStates, petition, Set(numbers).union(others).sorted())
        if !numbers.isEmpty {
            _ = try one(Statements.compare, petition, numbers)
            try logStrangers(in: petition, rows: numbers, by: caller, at: now)
        }
        try run(Statements.recount, petition)
        try run(Statements.forecast, petition)
    }
}

/// A row of one of several petitions.
private struct RowOfPetition {
    let petition: Int64
    let number: Int

    init(_ row: borrowing RowView) throws {
        petition = try row.decode("petition_id")
        number = try row.decode("number")
    }
}

private enum Statements {
    static let replace = Statement<Void>("row/replace")
    static let clearJudged = Statement<Void>("issue/clear_judged")
    static let clearRegister = Statement<Void>("issue/clear_register")
    static let addIssues = Statement<Void>("issue/add")
    static let samePerson = Statement<Int>("row/same_person") { row in try row.decode("number") }
    static let inSiblings = Statement<RowOfPetition>("row/in_siblings") { row in try RowOfPetition(row) }
    static let twinsInSiblings = Statement<RowOfPetition>("issue/twins_in_siblings") { row in try RowOfPetition(row) }
    static let compare = Statement<Int>("check/register") { row in try row.decode("issues") }
    static let settleStates = Statement<Void>("check/settle_states")
    static let recount = Statement<Void>("petition/recount")
    static let forecast = Statement<Void>("petition/forecast")
}
