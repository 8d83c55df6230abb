import Domain
import Store
import Texts

extension ReadingPage {
    /// So many lines are shown, and more where the header stands lower.
    private static let linesShown = 8

    /// - Parameters:
    ///   - taught: what the institution taught us, by spelling.
    ///   - missing: columns that were not found and are needed.
    ///   - refusal: why the correction was not taken.
    init(
        _ reading: FileReading, of petition: Petition, taught: [String: TaughtHeader], missing: [Column],
        refusal: Refusal? = nil,
        _ reader: Reader
    ) {
        let masked = reading.masked
        let header = masked.firstLines.firstIndex { $0.number == masked.headerRow } ?? 0
        let shown = masked.firstLines.prefix(max(Self.linesShown, header + 4))
        let width = shown.map(\.cells.count).max() ?? 0
        func headers(isKnown: Bool) -> [Header] {
            reading.headers.filter { $0.isKnown(to: reader.texts.headers) == isKnown }.map {
                Header($0, taught[HeaderBook.key(of: $0.text)], reader)
            }
        }
        let isCorrectable = reading.kind == "csv" || reading.kind == "xlsx"
        self.init(
            bar: PetitionBar(petition, nil, reader), version: "\(petition.summary.version)",
            errors: refusal.map { ErrorSummary($0, at: "correct", reader) }, lead: Self.lead(missing, petition, reader),
            facts: Self.facts(reading, reader), headings: Self.headings(reading, width, reader),
            lines: shown.map { line in
                let missing = Array(repeating: "", count: width - line.cells.count)
                return Line(
                    number: "\(line.number)", cells: line.cells + missing, isHeader: line.number == reading.headerRow)
            },
            isEditable: isCorrectable && petition.state.isEditable && reader.caller.may(.repair),
            fields: Self.fields(reading, reader), asked: headers(isKnown: false), known: headers(isKnown: true))
    }

    private static func lead(_ missing: [Column], _ petition: Petition, _ reader: Reader) -> String {
        if !missing.isEmpty {
            let columns = missing.map { "«\(reader.label($0))»" }.joined(separator: ", ")
            return reader.words("reading", "lead_missing", ["columns": columns])
        }
        let rows = petition.counts.rows - petition.counts.blank
        guard rows > 0 else { return reader.words("reading", "lead_nothing") }
        return reader.words("reading", "lead", ["rows": reader.words.counted("rows", rows)])
    }

    private static func facts(_ reading: FileReading, _ reader: Reader) -> [Fact] {
        let words = reader.words
        func fact(_ key: String, _ value: String?) -> Fact? {
            value.map { Fact(label: words("reading", key), value: $0) }
        }
        func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }
        return [
            fact("kind", reading.kindName(words)),
            fact("sheet", reading.sheet),
            fact("encoding", reading.encoding?.name(words)),
            fact("separator", reading.separatorName(words)),
            fact("quotes", reading.quoteEscape == "backslash" ? words("reading", "quotes_backslash") : nil),
            fact("header_row", reading.headerRow.map { words.grouped($0) }),
            fact("title_lines", reading.titleLines > 0 ? words.grouped(reading.titleLines) : nil),
            fact("hidden_rows", reading.hiddenRows > 0 ? words.grouped(reading.hiddenRows) : nil),
            fact("hidden_columns", list(reading.hiddenColumns)),
            fact("other_sheets", list(reading.sheets.filter { $0 != reading.sheet })),
            fact("hidden_sheets", list(reading.hiddenSheets)),
        ].compactMap(\.self)
    }

    private static func headings(_ reading: FileReading, _ width: Int, _ reader: Reader) -> [Heading] {
        let meanings = Dictionary(uniqueKeysWithValues: reading.headers.map { ($0.index, $0.meaning) })
        return (0..<width).map { index in
            let meaning = meanings[index].flatMap { HeaderMeaning(name: $0) } ?? .unused
            return Heading(letter: columnLetters(index), meaning: meaning.label(reader))
        }
    }

    private static func fields(_ reading: FileReading, _ reader: Reader) -> [Field] {
        let words = reader.words
        let itself = Field.Option(value: "", label: words("reading", "by_itself"))
        var fields: [Field] = []
        if reading.sheets.count > 1 {
            fields.append(
                Field(
                    name: "sheet", label: words("reading", "sheet"), value: reading.sheet ?? "",
                    options: reading.sheets.map { Field.Option(value: $0, label: $0) }))
        }
        if reading.kind == "csv" {
            fields += [
                Field(
                    name: "encoding", label: words("reading", "encoding"),
                    value: reading.wish.encoding?.rawValue ?? "", hint: words("reading", "encoding_hint"),
                    options: [itself]
                        + FileEncoding.allCases.map { Field.Option(value: $0.rawValue, label: $0.name(words)) }),
                Field(
                    name: "separator", label: words("reading", "separator"),
                    value: reading.wish.separator?.rawValue ?? "",
                    options: [itself]
                        + FileSeparator.allCases.map { Field.Option(value: $0.rawValue, label: $0.name(words)) }),
            ]
        }
        fields.append(
            Field(
                name: "header_row", label: words("reading", "header_row"),
                value: reading.wish.headerRow.map { "\($0)" } ?? "", hint: words("reading", "header_row_hint"),
                options: [itself] + reading.masked.firstLines.map { Field.Option(line: $0, words) }))
        return fields
    }

    /// The letters of a column as spreadsheets name it.
    private static func columnLetters(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(0x41 + index % 26)))
        return index < 26 ? letter : columnLetters(index / 26 - 1) + letter
    }
}

extension FileReading.Header {
    /// Whether the dictionary says what it was taken for; what was taught can be forgotten, and is shown.
    fileprivate func isKnown(to book: HeaderBook) -> Bool {
        !isRemembered && (meaning != nil || book.meaning(of: text) == .unused)
    }
}

extension Field.Option {
    /// A line of the file, by its number and its first words.
    fileprivate init(line: FileReading.Line, _ words: Wording) {
        let beginning = line.cells.filter { !$0.isEmpty }.prefix(4).joined(separator: " · ")
        self.init(value: "\(line.number)", label: "\(words("issues", "row")) \(line.number): \(beginning.prefix(60))")
    }
}

extension ReadingPage.Header {
    fileprivate init(_ header: FileReading.Header, _ taught: TaughtHeader?, _ reader: Reader) {
        let words = reader.words
        let nearest = header.nearest.flatMap { Column(rawValue: $0) }
        let meanings: [HeaderMeaning] = [.unused, .fullName] + Column.allCases.map { .column($0) }
        field = Field(
            name: "column.\(header.index)", label: header.text, value: header.meaning ?? header.nearest ?? "",
            hint: nearest.map { words("reading", "did_you_mean", ["column": reader.label($0)]) },
            options: meanings.map { meaning in
                Field.Option(value: meaning.name ?? "", label: meaning.label(reader) ?? words("reading", "unused"))
            })
        let isTaught = header.isRemembered && taught != nil
        remembered =
            isTaught ? taught.map { words("reading", "remembered", ["date": Formats.day(Day(at: $0.at))]) } : nil
        spelling = isTaught ? taught?.spelling : nil
    }
}

extension HeaderMeaning {
    /// Nil when the column is not used.
    fileprivate func label(_ reader: Reader) -> String? {
        switch self {
        case .column(let column): reader.label(column)
        case .fullName: reader.words("reading", "full_name")
        case .unused: nil
        }
    }
}

extension FileReading {
    fileprivate func kindName(_ words: Wording) -> String {
        switch kind {
        case "csv": words("reading", "kind_csv")
        case "xlsx": words("reading", "kind_xlsx")
        default: kind.uppercased()
        }
    }

    fileprivate func separatorName(_ words: Wording) -> String? {
        separator.map { text in FileSeparator(rawValue: text)?.name(words) ?? text }
    }
}

extension FileEncoding {
    fileprivate func name(_ words: Wording) -> String {
        switch self {
        case .utf8: "UTF-8"
        case .windows1251: words("reading", "windows_1251")
        case .kz1048: words("reading", "kz_1048")
        case .utf16LittleEndian: "UTF-16 LE"
        case .utf16BigEndian: "UTF-16 BE"
        }
    }
}

extension FileSeparator {
    fileprivate func name(_ words: Wording) -> String {
        switch self {
        case .comma: words("reading", "comma")
        case .semicolon: words("reading", "semicolon")
        case .tab: words("reading", "tab")
        case .bar: words("reading", "bar")
        }
    }
}
