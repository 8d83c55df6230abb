public import Domain

/// Everything that people read: codes and arguments in, sentences in Kazakh, Russian and English out.
///
/// Made once, where the program is put together; copies share what was loaded.
public struct Texts: Sendable {
    let catalog: Catalog
    /// The spellings of the columns' headers.
    public let headers: HeaderBook
    /// The spellings of the words in cells, for the judge of rows.
    public let words: WordBook
    /// The words in the names of scans' files.
    public let scans: ScanWords

    /// Loads the catalogue that lies beside the executable.
    ///
    /// - Throws: `TextsError` when it is not there, a text is missing in a language or a spelling means two things.
    public init() throws(TextsError) {
        try self.init(folder: Catalog.folder())
    }

    /// Loads the catalogue of a folder.
    public init(folder: String) throws(TextsError) {
        catalog = try Catalog(folder: folder)
        headers = try HeaderBook(catalog)
        words = try WordBook(catalog)
        scans = ScanWords(catalog)
    }

    /// What is wrong; a sentence that goes by a number nobody has seen in its source says so.
    public func message(_ issue: Issue, in language: Language) -> String {
        let message = text("message", of: issue, in: language)
        return issue.isUnconfirmed ? message + " " + page("policy", "unconfirmed_number", in: language) : message
    }

    /// What is expected instead.
    public func expected(_ issue: Issue, in language: Language) -> String { text("expected", of: issue, in: language) }

    /// How it looks when it is right, or a way out.
    public func example(_ issue: Issue, in language: Language) -> String { text("example", of: issue, in: language) }

    /// Why nothing was done.
    public func message(_ refusal: Refusal, in language: Language) -> String {
        text("message", of: refusal, in: language)
    }

    /// What to do next.
    public func advice(_ refusal: Refusal, in language: Language) -> String {
        text("advice", of: refusal, in: language)
    }

    /// What is wrong with a policy file.
    public func message(_ fault: PolicyFault, in language: Language) -> String {
        page("policy_fault", fault.code.rawValue, in: language, fault.arguments)
    }

    /// A word of the design as people read it.
    public func label<Word: Labelled>(_ word: Word, in language: Language) -> String {
        label(Word.kind, word.rawValue, in: language)
    }

    /// A word by the name of its kind and its stable name, such as `citizenship` and `KAZ`; an unknown one shows itself.
    public func label(_ kind: String, _ value: String, in language: Language) -> String {
        catalog.words[kind]?[value]?[language].raw ?? value
    }

    /// A stable value in a cell as people read it; nil when the column has no words or not this one.
    public func label(column: Column, value: String, in language: Language) -> String? {
        column.kindOfWords.flatMap { catalog.words[$0]?[value]?[language].raw }
    }

    /// The texts of the pages by section and name, with their placeholders unfilled.
    public func page(in language: Language) -> [String: [String: String]] {
        catalog.pages.mapValues { $0.mapValues { $0[language].raw } }
    }

    /// One text of the pages with its arguments; a text that does not exist shows its own name.
    public func page(
        _ section: String, _ key: String, in language: Language, _ arguments: [String: String] = [:]
    ) -> String {
        guard let phrases = catalog.pages[section]?[key] else { return "\(section).\(key)" }
        return Arguments(arguments, self, language).filled(phrases)
    }

    /// What a column of a petition file is for.
    public func purpose(of column: Column, in language: Language) -> String { guide("what", column, language) ?? "" }

    /// Whose rows need a column filled.
    public func need(of column: Column, in language: Language) -> String { guide("needed", column, language) ?? "" }

    /// What a cell of a column may look like; nil for columns of words.
    public func sample(of column: Column, in language: Language) -> String? { guide("example", column, language) }

    private func guide(_ part: String, _ column: Column, _ language: Language) -> String? {
        catalog.columns[column.rawValue]?[part]?[language].raw
    }

    private func text(_ part: String, of issue: Issue, in language: Language) -> String {
        let code = issue.code.rawValue
        let special = issue.place.column.flatMap { catalog.issues["\(code)@\($0.rawValue)"]?[part] }
        guard let phrases = special ?? catalog.issues[code]?[part] else { return code }
        return Arguments(of: issue, self, language).filled(phrases)
    }

    private func text(_ part: String, of refusal: Refusal, in language: Language) -> String {
        let code = refusal.code.rawValue
        guard let phrases = catalog.refusals[code]?[part] else { return code }
        return Arguments(of: refusal, self, language).filled(phrases)
    }
}
