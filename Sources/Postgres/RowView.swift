/// One row of a result, lent to a statement's decoder.
public struct RowView: ~Copyable {
    let cells: ResultCells
    let index: Int32
    let statement: String

    /// Reads the column of this name; `T` may be optional, and only then NULL is let through.
    ///
    /// Throws `.decoding` with the column's name when the column is not in the result, NULL or not a `T`.
    public func decode<T: Readable>(_ column: String, as type: T.Type = T.self) throws(PostgresError) -> T {
        guard let position = cells.columns.firstIndex(of: column) else { throw failure(column) }
        let cell = cells.cell(row: index, column: Int32(position))
        guard !cell.isNull || T.acceptsNull, let value = T(cell: cell) else { throw failure(column) }
        return value
    }

    private func failure(_ column: String) -> PostgresError {
        PostgresError(.decoding(column: column), statement: statement)
    }
}
