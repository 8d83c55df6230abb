internal import CPostgres

/// The owner of a `PGresult`: cleared when this value ends, whichever way the call leaves.
struct ResultHandle: ~Copyable {
    private let pointer: OpaquePointer

    init(adopting pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    private var status: ExecStatusType { PQresultStatus(pointer) }

    var isError: Bool {
        status == PGRES_FATAL_ERROR || status == PGRES_NONFATAL_ERROR || status == PGRES_BAD_RESPONSE
    }

    /// Whether the server now expects or sends COPY data.
    var isCopy: Bool { isCopyIn || isCopyOut }

    var isCopyIn: Bool { status == PGRES_COPY_IN }

    var isCopyOut: Bool { status == PGRES_COPY_OUT }

    /// Whether a statement of a pipeline was skipped because an earlier one failed.
    var isPipelineAborted: Bool { status == PGRES_PIPELINE_ABORTED }

    var isPipelineSync: Bool { status == PGRES_PIPELINE_SYNC }

    var rowCount: Int { Int(PQntuples(pointer)) }

    /// How many rows a command touched.
    var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// The cells; not to be used after this value has ended.
    var cells: ResultCells { ResultCells(pointer) }

    /// Reads every row.
    func map<Row>(_ statement: Statement<Row>) throws(PostgresError) -> [Row] {
        let cells = self.cells
        var rows: [Row] = []
        rows.reserveCapacity(rowCount)
        for index in 0..<Int32(rowCount) {
            do {
                rows.append(try statement.decode(RowView(cells: cells, index: index, statement: statement.name)))
            } catch let error as PostgresError {
                throw error
            } catch {
                throw PostgresError(.decoding(column: nil), statement: statement.name)
            }
        }
        return rows
    }

    /// The parameters and columns of a described statement.
    var shape: StatementShape {
        StatementShape(
            parameters: (0..<PQnparams(pointer)).map { PQparamtype(pointer, $0) },
            columns: zip(cells.columns, 0...).map { name, index in
                StatementShape.Column(name: name, type: PQftype(pointer, index))
            })
    }

    /// The error in this result; what the server says beyond names is kept only where it cannot quote a row.
    func error(keepingMessage: Bool = false) -> PostgresError {
        // libpq's own errors have no state.
        guard let code = field("C") else { return PostgresError(.unexpectedAnswer) }
        let state = SQLState(rawValue: code)
        guard !state.endsSession else { return PostgresError(.connectionLost) }
        var error = PostgresError(.server(state))
        error.constraint = field("n")
        error.table = field("t")
        error.column = field("c")
        if keepingMessage || state.family == "42" { error.debugText = field("M") }
        return error
    }

    /// A field of an error by the letter the protocol gives it: C code, M message, n constraint, t table, c column.
    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }
}

/// The cells of a result that somebody else owns.
struct ResultCells {
    private let pointer: OpaquePointer
    /// The names of the columns, from the left.
    let columns: [String]

    fileprivate init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        columns = (0..<PQnfields(pointer)).map { index in
            PQfname(pointer, index).map { String(cString: $0) } ?? ""
        }
    }

    func cell(row: Int32, column: Int32) -> Cell {
        let isBinary = PQfformat(pointer, column) == 1
        guard PQgetisnull(pointer, row, column) == 0 else { return Cell(nil, isBinary: isBinary) }
        let length = Int(PQgetlength(pointer, row, column))
        let start = PQgetvalue(pointer, row, column)
        return Cell(UnsafeRawBufferPointer(start: start, count: length), isBinary: isBinary)
    }
}

/// What a statement takes and gives, as the server understands it.
public struct StatementShape: Hashable, Sendable {
    /// A column of the result.
    public struct Column: Hashable, Sendable {
        /// The name in the result.
        public let name: String
        /// The oid of its type in `pg_type`.
        public let type: UInt32
    }

    /// The oids of the parameters' types, from `$1` on.
    public let parameters: [UInt32]
    /// The columns of the result, from the left.
    public let columns: [Column]
}
