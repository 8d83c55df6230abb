public import Domain
internal import Postgres

/// Writes judged rows and issues of a check through COPY, in batches that bound its memory.
///
/// While PostgreSQL takes one batch in, it is asked which persons of that batch it knows, and the next is judged.
public struct CheckWriter {
    private let db: Connection
    private let room: Room
    private let encoder: RowEncoder
    private let premises: Int64
    /// The rows of other buildings than the petition's, by their premises.
    private(set) var rowsElsewhere: [Int64: [Int]] = [:]
    private var rows = BinaryRows()
    private var issues = BinaryRows()
    private var persons = PersonsSeen()
    private var sending: Task<[IIN], any Error>?
    private static let batchBytes = 2 << 20

    init(db: Connection, room: Room, encoder: RowEncoder, premises: Int64) {
        self.db = db
        self.room = room
        self.encoder = encoder
        self.premises = premises
    }

    /// Adds a row with its issues; nothing is sent yet.
    public mutating func add(_ row: JudgedRow) {
        encoder.append(row, to: &rows)
        persons.add(row)
        if let named = row.reading.premises, named != premises {
            rowsElsewhere[named, default: []].append(row.text.number)
        }
        if !row.issues.isEmpty { encoder.append(row.issues, to: &issues) }
    }

    /// Adds issues of the file as a whole.
    public mutating func add(_ found: [Issue]) {
        encoder.append(found, to: &issues)
    }

    /// Takes back everything that was added, sent or not.
    public mutating func discard() async throws {
        try await drain()
        rows = BinaryRows()
        issues = BinaryRows()
        persons.removeAll()
        rowsElsewhere = [:]
        try await Self.clear(encoder.petition, on: db)
    }

    /// Whether enough has gathered to be sent.
    public var isFull: Bool { rows.bytes.count >= Self.batchBytes || issues.bytes.count >= Self.batchBytes }

    /// Starts sending what has gathered, once the batch before is in.
    ///
    /// - Throws: what the batch before met.
    public mutating func send() async throws {
        try await drain()
        let (db, room, rows, issues) = (db, room, rows, issues)
        let asked = persons.takeNew()
        sending = Task {
            // on another connection, while this one takes the rows in
            async let known = room.work { db in try db.rows(Statements.known, asked) }
            try await Self.copy(rows, issues, to: db)
            return try await known
        }
        self.rows = BinaryRows()
        self.issues = BinaryRows()
        self.rows.reserve(Self.batchBytes + Self.batchBytes / 8)
    }

    mutating func drain() async throws {
        guard let running = sending else { return }
        sending = nil
        persons.add(known: try await running.value)
    }

    /// The rows that must be compared with each other and the register; everything was sent.
    var rowsToCompare: [Int] { persons.rowsToCompare() }

    private static func clear(_ petition: Int64, on db: isolated Connection) throws {
        try db.run(Statements.clearRows, petition)
        try db.run(Statements.clearIssues, petition)
    }

    private static func copy(_ rows: BinaryRows, _ issues: BinaryRows, to db: isolated Connection) throws {
        if !rows.isEmpty { try db.copyIn(Statements.copyRows) { copy in try copy.write(rows.bytes) } }
        if !issues.isEmpty { try db.copyIn(Statements.copyIssues) { copy in try copy.write(issues.bytes) } }
    }
}

private enum Statements {
    static let known = Statement<IIN>("check/known") { row in try row.decode("iin") }
    static let clearRows = Statement<Void>("row/clear")
    static let clearIssues = Statement<Void>("issue/clear")
    static let copyRows = Statement<Void>("row/copy")
    static let copyIssues = Statement<Void>("issue/copy")
}
