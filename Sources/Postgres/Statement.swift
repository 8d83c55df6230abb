/// SQL by name, with the decoder of its rows beside it.
///
/// The name is that of a file below `sql/queries` (`petition/lock`), known when the program is compiled; no call takes
/// SQL put together at run time.
public struct Statement<Row>: Sendable {
    /// How the result's columns travel.
    public enum Format: Int32, Sendable {
        /// PostgreSQL's text form: every type can be read from it.
        case text = 0
        /// As they are: only `[UInt8]` and `String` can be read, without the hex that doubles a `bytea` in text.
        case bytes = 1
    }

    /// The name the catalog knows the SQL by.
    public let name: String
    let format: Format
    let decode: @Sendable (borrowing RowView) throws -> Row

    /// Names the SQL and says how a row of its result is read.
    public init(
        _ name: StaticString, format: Format = .text, decode: @escaping @Sendable (borrowing RowView) throws -> Row
    ) {
        self.name = name.description
        self.format = format
        self.decode = decode
    }
}

extension Statement where Row == Void {
    /// Names SQL whose rows, if any, are of no interest; `Connection.run` gives their number.
    public init(_ name: StaticString) {
        self.init(name) { _ in }
    }
}
