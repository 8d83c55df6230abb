/// `GET /petitions/{id}/reading`: how the file was read. While the petition is a draft, a form posts `version`, `encoding`,
/// `separator`, `header_row`, `sheet` and, for each header by its place, `column.N` to the same address.
struct ReadingPage: Page {
    /// A column of the file as its first lines show it.
    struct Heading: Sendable {
        /// "B"
        var letter: String
        /// What it is taken for; nil when it is not used.
        var meaning: String?
    }

    /// One of the first lines.
    struct Line: Sendable {
        var number: String
        var cells: [String]
        var isHeader: Bool
    }

    /// What one header is taken for.
    struct Header: Sendable {
        var field: Field
        /// "Remembered since 12.11.2026"; nil when the dictionary says so.
        var remembered: String?
        /// What it is forgotten by.
        var spelling: String?
    }

    static let template = "file-reading"

    var bar: PetitionBar
    var version: String
    var errors: ErrorSummary?
    /// What was found, in a sentence.
    var lead: String
    var facts: [Fact]
    var headings: [Heading]
    var lines: [Line]
    var hasLines: Bool
    /// Whether there is anything to correct, and the reader may.
    var isEditable: Bool
    /// Encoding, separator, sheet and the header's line, as far as the file has them.
    var fields: [Field]
    /// Headers that nobody knows, and those that were taught.
    var asked: [Header]
    var hasAsked: Bool
    /// Headers that the dictionary knows.
    var known: [Header]
    var hasKnown: Bool

    init(
        bar: PetitionBar, version: String, errors: ErrorSummary? = nil, lead: String, facts: [Fact],
        headings: [Heading], lines: [Line], isEditable: Bool, fields: [Field], asked: [Header], known: [Header]
    ) {
        self.bar = bar
        self.version = version
        self.errors = errors
        self.lead = lead
        self.facts = facts
        self.headings = headings
        self.lines = lines
        self.isEditable = isEditable
        self.fields = fields
        self.asked = asked
        self.known = known
        hasLines = !lines.isEmpty
        hasAsked = !asked.isEmpty
        hasKnown = !known.isEmpty
    }

    static let sample = ReadingPage(
        bar: .sample, version: "4", errors: .sample, lead: "Прочитано 297 строк под заголовком в строке 3.",
        facts: [Fact(label: "Кодировка", value: "Windows-1251"), Fact(label: "Разделитель", value: "точка с запятой")],
        headings: [Heading(letter: "A", meaning: "ИИН"), Heading(letter: "B")],
        lines: [
            Line(number: "3", cells: ["ИИН", "Цвет глаз"], isHeader: true),
            Line(number: "4", cells: ["09••••••9006", "карие"], isHeader: false),
        ], isEditable: true, fields: [.sampleSelect],
        asked: [Header(field: .sample, remembered: "Запомнено 12.11.2026", spelling: "иинжильца")],
        known: [Header(field: Field(name: "column.0", label: "Фамилия", options: Field.sampleSelect.options))])
}
