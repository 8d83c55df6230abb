/// How a CSV file is written, as far as it had to be found out.
public struct CSVDialect: Hashable, Sendable {
    /// How a quote is written inside quotes.
    public enum QuoteEscape: String, CaseIterable, Hashable, Sendable {
        /// Twice, as RFC 4180 has it.
        case doubled
        /// With a backslash before it, as exports of databases have it.
        case backslash
    }

    /// How characters are written as bytes; UTF-8 where there is nothing but ASCII.
    public let encoding: TextEncoding
    /// The file begins with a byte order mark.
    public let hasByteOrderMark: Bool
    /// The byte between cells: a comma, a semicolon, a tab, a bar, or what a `sep=` line names.
    public let separator: UInt8
    /// The file begins with a `sep=` line, which is no record.
    public let isDeclared: Bool
    /// How a quote is written inside quotes; doubled where there is none.
    public let quoteEscape: QuoteEscape
}

/// What somebody knows better than the reader would find out; nil is found out.
public struct CSVCorrection: Hashable, Sendable {
    /// How characters are written as bytes.
    public var encoding: TextEncoding?
    /// The byte between cells: ASCII, no quote and no line break.
    public var separator: UInt8?
    /// How a quote is written inside quotes.
    public var quoteEscape: CSVDialect.QuoteEscape?

    /// Nothing is known, but for what is given.
    public init(
        encoding: TextEncoding? = nil, separator: UInt8? = nil, quoteEscape: CSVDialect.QuoteEscape? = nil
    ) {
        self.encoding = encoding
        self.separator = separator
        self.quoteEscape = quoteEscape
    }
}
