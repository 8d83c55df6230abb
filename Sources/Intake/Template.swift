public import Domain
internal import Tabular
public import Texts

/// A petition file to fill in: the columns in one language, drop-downs for words, date formats, an example that no upload takes for a
/// person, and a sheet that explains each column.
public struct Template: Sendable {
    private let texts: Texts
    private static let lines = 2...3_001

    /// Makes templates.
    public init(texts: Texts) { self.texts = texts }

    /// Writes the template to a path.
    ///
    /// - Throws: a refusal when the file cannot be written.
    public func write(to path: String, in language: Language) throws(Refusal) {
        do {
            let book = try Book(path, Column.allCases, texts, language)
            let example = ExampleRow(texts)
            try book.write(row: 2, fill: .note) { example.text(of: $0, in: language) }
            try book.close(lines: Self.lines)
        } catch {
            throw Refusal(.unavailable)
        }
    }

    /// Writes the template with a row for each of some residents, so that only what is new has to be filled in; memory does not grow
    /// with them.
    ///
    /// - Parameters:
    ///   - action: what all rows ask for, `depart` or `extend`.
    ///   - next: the residents that come after a person, nobody after the last.
    public func write(
        to path: String, in language: Language, action: Action,
        residents next: (_ after: IIN?) async throws(Refusal) -> [RegisteredPerson]
    ) async throws(Refusal) {
        do {
            let book = try Book(path, Self.columns(for: action), texts, language)
            var (line, last): (Int, IIN?) = (2, nil)
            while true {
                let people = try await next(last)
                for person in people {
                    try book.write(row: line) { cell(of: $0, person, action, language) }
                    line += 1
                }
                guard let after = people.last?.iin else { break }
                last = after
            }
            try book.close(lines: 2...max(2, line - 1))
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.unavailable)
        }
    }

    /// What is asked of who leaves, and of who stays longer.
    private static func columns(for action: Action) -> [Column] {
        let person: [Column] = [.action, .iin, .surname, .givenName, .patronymic, .birthDate, .stay, .until]
        return action == .depart
            ? person + [.departureReason, .departedTo, .note]
            : person + [.documentType, .documentNumber, .documentIssuedOn, .documentIssuer, .note]
    }

    /// The day of leaving is left to the clerk: until it is written, the one on the upload page counts.
    private func cell(
        of column: Column, _ person: RegisteredPerson, _ action: Action, _ language: Language
    ) -> String? {
        switch column {
        case .action: texts.label(action, in: language)
        case .iin: person.iin.digits
        case .surname: person.surname
        case .givenName: person.givenName
        case .patronymic: person.patronymic
        case .birthDate: "\(person.birthDate)"
        case .stay: texts.label(person.stay, in: language)
        case .note:
            texts.page(
                "workbook", person.until == nil ? "registered_since" : "registered_from_until", in: language,
                ["from": Formats.day(person.from), "until": person.until.map { Formats.day($0) } ?? ""])
        default: nil
        }
    }
}

/// A template that is being written: the form, its help, and the hidden sheet that the drop-downs take their words from.
private struct Book {
    private let writer: XLSXWriter
    private let form: XLSXSheet
    private let columns: [Column]
    private let texts: Texts
    private let language: Language
    /// Without them no arrival is sound, wherever it is.
    private static let required: Set<Column> = [
        .iin, .surname, .givenName, .documentType, .documentNumber, .stay, .from,
    ]

    init(_ path: String, _ columns: [Column], _ texts: Texts, _ language: Language) throws {
        writer = try XLSXWriter(path: path)
        form = try writer.sheet(texts.page("workbook", "sheet", in: language))
        self.columns = columns
        self.texts = texts
        self.language = language
        for (index, column) in columns.enumerated() {
            try form.column(index, width: column == .note ? 44 : 20, style: column.isDate ? .date : .text)
        }
        for (index, column) in columns.enumerated() {
            let style = Self.required.contains(column) ? Self.requiredHeader : .header
            try form.write(row: 1, column: index, .text(header(of: column)), style: style)
        }
        form.freeze(rows: 1)
    }

    func write(row: Int, fill: CellStyle.Fill? = nil, _ text: (Column) -> String?) throws {
        for (index, column) in columns.enumerated() {
            guard let text = text(column) else { continue }
            let style = CellStyle(fill: fill, format: column.isDate ? .date : .text)
            try form.write(row: row, column: index, cell(text, in: column), style: style)
        }
    }

    /// Adds the drop-downs, the help and the words.
    func close(lines: ClosedRange<Int>) throws {
        let wordColumns = columns.filter { !$0.choices.isEmpty }
        for (list, column) in wordColumns.enumerated() {
            guard let index = columns.firstIndex(of: column) else { continue }
            try form.choices(
                rows: lines, column: index, from: "words", column: list, rows: 1...column.choices.count)
        }
        try help(writer.sheet(texts.page("workbook", "help", in: language)))
        let sheet = try writer.sheet("words", isHidden: true)
        let lists = wordColumns.map(words)
        for line in 0..<(lists.map(\.count).max() ?? 0) {
            try sheet.write(row: line + 1, lists.map { line < $0.count ? .text($0[line]) : .blank })
        }
        try writer.close()
    }

    private func help(_ sheet: XLSXSheet) throws {
        for (index, width) in Self.helpWidths.enumerated() {
            try sheet.column(index, width: Double(width), style: .wrapped)
        }
        var line = 1
        for hint in ["required_hint", "example_hint", "words_hint", "date_hint", "header_hint"] {
            try write(["", texts.page("workbook", hint, in: language)], .wrapped, at: line, on: sheet)
            line += 1
        }
        let titles = ["column", "what", "needed", "example"].map { texts.page("workbook", "help_\($0)", in: language) }
        try write(titles, .header, at: line + 1, on: sheet)
        line += 2
        for column in columns {
            let cells = [
                header(of: column), texts.purpose(of: column, in: language), texts.need(of: column, in: language),
                example(of: column),
            ]
            let style = Self.required.contains(column) ? Self.requiredHeader : .header
            try write(cells, .wrapped, first: style, at: line, on: sheet)
            line += 1
        }
    }

    /// Writes a line of the help, as high as its longest cell needs.
    private func write(
        _ cells: [String], _ style: CellStyle, first: CellStyle? = nil, at line: Int, on sheet: XLSXSheet
    ) throws {
        let lines = zip(cells, Self.helpWidths).map { ($0.count + $1 - 1) / $1 }
        try sheet.row(line, lines: lines.max() ?? 1)
        for (index, text) in cells.enumerated() where !text.isEmpty {
            try sheet.write(row: line, column: index, .text(text), style: index == 0 ? first ?? style : style)
        }
    }

    /// In characters.
    private static let helpWidths = [30, 62, 34, 62]

    private func example(of column: Column) -> String {
        if !column.choices.isEmpty { return words(of: column).joined(separator: " · ") }
        let sample = texts.sample(of: column, in: language) ?? ""
        return column.isDate ? Day(iso: sample).map { Formats.day($0) } ?? sample : sample
    }

    private func words(of column: Column) -> [String] {
        column.choices.map { texts.label(column: column, value: $0, in: language) ?? $0 }
    }

    /// The label, with a star where it is required: a colour alone says nothing to who cannot see it.
    private func header(of column: Column) -> String {
        let label = texts.headers.spellings(of: column, in: language).first ?? column.rawValue
        return Self.required.contains(column) ? label + " *" : label
    }

    private func cell(_ text: String, in column: Column) -> Cell {
        guard column.isDate, let day = Day(iso: text) else { return .text(text) }
        return .day(year: day.year, month: day.month, day: day.day)
    }

    private static let requiredHeader = CellStyle(fill: .warning, format: .text, isBold: true, isWrapped: true)
}

extension Column {
    /// Whether its cells are days.
    var isDate: Bool { [.birthDate, .documentIssuedOn, .from, .until, .militaryMarkOn].contains(self) }

    /// The words that a cell is chosen from; countries are too many for that.
    fileprivate var choices: [String] { self == .citizenship ? [] : WordBook.stableValues(of: self) }
}
