public import Domain

/// The spellings of the columns' headers in the three languages.
public struct HeaderBook: Sendable, Hashable {
    private let columns: [String: Column]
    private let spellings: SpellingList
    private let written: [Column: [Language: [String]]]
    private let fullNames: Set<String>
    private let ordinals: Set<String>
    private var own: [String: HeaderMeaning] = [:]
    private let marks: Set<String>
    private let markTitles: [Language: String]
    /// The name of the full name's spellings in `headers.json`: no column of its own, it is taken apart into three.
    private static let fullName = HeaderMeaning.fullNameName
    /// The name of the ordinal's spellings there: clerks number their rows, and that says nothing.
    private static let ordinal = "ordinal"
    /// The name of our own column in marked copies: it says what was wrong, and nothing of the rows.
    private static let mark = "marks"

    /// Makes the book: labels first, then the other spellings, and the stable names.
    init(_ catalog: Catalog) throws(TextsError) {
        var columns: [String: Column] = [:]
        var written: [Column: [Language: [String]]] = [:]
        for column in Column.allCases {
            var all = [column.rawValue]
            for language in Language.allCases {
                guard let label = catalog.words[Column.kind]?[column.rawValue]?[language].raw else {
                    throw .missing(file: "words.json", key: "\(Column.kind).\(column.rawValue)")
                }
                let others = catalog.headers[column.rawValue]?[language.rawValue] ?? []
                written[column, default: [:]][language] = [label] + others.filter { $0 != label }
                all += [label] + others
            }
            for spelling in all {
                let folded = HeaderBook.folded(spelling)
                if folded.isEmpty || columns[folded] ?? column != column {
                    throw .ambiguous(file: "headers.json", spelling: spelling)
                }
                columns[folded] = column
            }
        }
        let known = Set(Column.allCases.map(\.rawValue) + [HeaderBook.fullName, HeaderBook.ordinal, HeaderBook.mark])
        if let stranger = catalog.headers.keys.first(where: { !known.contains($0) }) {
            throw .unreadable(file: "headers.json", reason: "“\(stranger)” is no column")
        }
        fullNames = try HeaderBook.others(HeaderBook.fullName, in: catalog, beside: columns)
        ordinals = try HeaderBook.others(HeaderBook.ordinal, in: catalog, beside: columns)
        marks = try HeaderBook.others(HeaderBook.mark, in: catalog, beside: columns)
        markTitles = Dictionary(
            uniqueKeysWithValues: Language.allCases.compactMap { language in
                catalog.headers[HeaderBook.mark]?[language.rawValue]?.first.map { (language, $0) }
            })
        self.columns = columns
        spellings = SpellingList(columns.mapValues(\.rawValue))
        self.written = written
    }

    private static func others(
        _ name: String, in catalog: Catalog, beside columns: [String: Column]
    ) throws(TextsError) -> Set<String> {
        let spellings = (catalog.headers[name] ?? [:]).values.joined()
        if let double = spellings.first(where: { columns[HeaderBook.folded($0)] != nil }) {
            throw .ambiguous(file: "headers.json", spelling: double)
        }
        return Set(spellings.map { HeaderBook.folded($0) })
    }

    /// The column that a header names; nil when none does.
    ///
    /// Case, blanks, punctuation and ё or е do not matter, nor does what stands in brackets: `Дата рождения (дд.мм.гггг)`.
    public func column(for header: String) -> Column? {
        HeaderBook.readings(of: header).lazy.compactMap { columns[$0] }.first
    }

    /// The book with an institution's own spellings, by `key(of:)`; they go before the dictionary's.
    public func remembering(_ own: [String: HeaderMeaning]) -> HeaderBook {
        var book = self
        book.own = own
        return book
    }

    /// What an institution's own spelling is kept under: letters and digits in lower case.
    public static func key(of header: String) -> String { folded(header) }

    /// Whether the institution taught what a header means.
    public func isRemembered(_ header: String) -> Bool { own[HeaderBook.folded(header)] != nil }

    /// What a header means: as the institution taught, else as the dictionary says; nil when nobody knows.
    public func meaning(of header: String) -> HeaderMeaning? {
        if let taught = own[HeaderBook.folded(header)] { return taught }
        if let column = column(for: header) { return .column(column) }
        if namesFullName(header) { return .fullName }
        return namesOrdinal(header) ? .unused : nil
    }

    /// Whether a header names surname, given name and patronymic in one column: `ФИО`, `Т.А.Ә.`, `Full name`.
    public func namesFullName(_ header: String) -> Bool {
        HeaderBook.readings(of: header).contains { fullNames.contains($0) }
    }

    /// Whether a header names the column of the clerk's own numbering: `№`, `№ п/п`, `р/с`.
    public func namesOrdinal(_ header: String) -> Bool { ordinals.contains(HeaderBook.folded(header)) }

    /// Whether a header names the column in which a marked copy says what is wrong with each row.
    public func namesMarks(_ header: String) -> Bool { marks.contains(HeaderBook.folded(header)) }

    /// The title of that column.
    public func marksTitle(in language: Language) -> String { markTitles[language] ?? HeaderBook.mark }

    /// How many different columns the cells of a record name, a full name among them: a header names several, a title
    /// above it or a row of people none or one.
    public func recognised(in record: [String]) -> Int {
        var meanings: Set<HeaderMeaning> = []
        for cell in record where cell.utf8.count <= HeaderBook.longestCell {
            if let meaning = meaning(of: cell), meaning != .unused { meanings.insert(meaning) }
        }
        return meanings.count
    }

    /// What a header may say: all of it, without what stands in brackets, without a number before it.
    private static func readings(of header: String) -> [String] {
        var readings = [folded(header)]
        if let open = header.firstIndex(where: { "([".contains($0) }) { readings.append(folded(header[..<open])) }
        let unnumbered = header.drop { $0.isNumber || $0.isWhitespace || ".)".contains($0) }
        if unnumbered.count < header.count { readings.append(folded(unnumbered)) }
        return readings.filter { !$0.isEmpty }
    }

    /// The column whose spelling is a slip of the pen away from a header that names none; nil when none or several are.
    public func nearest(to header: String) -> Column? {
        if let column = column(for: header) { return column }
        let folded = HeaderBook.folded(header)
        guard folded.count <= HeaderBook.longest else { return nil }
        return spellings.nearest(to: folded).flatMap { Column(rawValue: $0) }
    }

    /// The spellings of a column in a language; the first is the one for templates.
    public func spellings(of column: Column, in language: Language) -> [String] { written[column]?[language] ?? [] }

    /// Longer cells are no headers.
    private static let longestCell = 400
    /// Longer headers are sentences, not slips of the pen.
    private static let longest = 60

    /// Letters and digits only, in lower case, ё as е; № is a word: `Документ` is a kind, `Документ №` a number.
    private static func folded(_ text: some StringProtocol) -> String {
        let spelled =
            text.contains { $0 == "№" || $0 == "#" }
            ? text.map { "№#".contains($0) ? "номер" : String($0) }.joined() : String(text)
        return String(spelled.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 == "ё" ? "е" : $0 })
    }
}
