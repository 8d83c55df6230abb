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
    private var moving: [JudgedRow] = []

    /// A row before and as it is to be judged.
    struct Change {
        let before: StoredRow
        let text: RowText
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
        moving += judged.filter { $0.reading.premises.map { $0 != petition.premises } ?? false }
        for (change, row) in zip(changes, judged) where Self.isSeenByOthers(change.before, row) {
            compared.append(row.text.number)
            if let iin = change.before.iin { persons.insert(iin) }
            if let iin = row.reading.iin { persons.insert(iin) }
        }
        return judged
    }

    /// Compares what has to be compared again, and brings states, sums and forecast up to date.
    func finish(on db: isolated Connection, by caller: Caller, at now: Date) throws {
        try db.compareAgain(
            persons: Array(persons), rows: compared, settling: numbers, in: petition, by: caller, at: now)
        // rows that name another building now go to that building's petition
        try db.moveToTheirBuildings(moving, of: petition, at: now, by: caller)
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
        let sorted = compared.sorted()
        if !sorted.isEmpty { try run(Statements.clearRegister, petition.id, sorted) }
        try run(Statements.settleStates, petition.id, compared.union(others).sorted())
        if !sorted.isEmpty {
            _ = try one(Statements.compare, petition.id, sorted)
            try logStrangers(in: petition.id, rows: sorted, by: caller, at: now)
        }
        try run(Statements.recount, petition.id)
        try run(Statements.forecast, petition.id)
    }
}

private enum Statements {
    static let replace = Statement<Void>("row/replace")
    static let clearJudged = Statement<Void>("issue/clear_judged")
    static let clearRegister = Statement<Void>("issue/clear_register")
    static let addIssues = Statement<Void>("issue/add")
    static let samePerson = Statement<Int>("row/same_person") { row in try row.decode("number") }
    static let compare = Statement<Int>("check/register") { row in try row.decode("issues") }
    static let settleStates = Statement<Void>("check/settle_states")
    static let recount = Statement<Void>("petition/recount")
    static let forecast = Statement<Void>("petition/forecast")
}
