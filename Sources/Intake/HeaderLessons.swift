public import Domain
public import Store
public import Texts

extension [HeaderLesson] {
    /// Bytes of a spelling; what is longer is a paragraph, and no index takes it.
    private static let longest = 1_000

    /// What a clerk teaches by taking columns for something else than the reading did; what was left as it was teaches nothing.
    ///
    /// - Parameter chosen: what each column is to be taken for, by the header's text.
    public init(_ chosen: [String: HeaderMeaning], of reading: FileReading, _ texts: Texts) {
        self = reading.headers.compactMap { header in
            guard let meaning = chosen[header.text], meaning.name != header.meaning else { return nil }
            let saysDictionary = texts.headers.meaning(of: header.text) == meaning
            return HeaderLesson(
                spelling: HeaderBook.key(of: header.text), header: String(header.text.prefix(400)),
                meaning: saysDictionary ? nil : meaning)
        }.filter { (1...Self.longest).contains($0.spelling.utf8.count) }
    }
}

extension FileReading {
    /// Refuses what the file does not have, and one column for two headers.
    ///
    /// - Throws: `.valueInvalid` with the field.
    public func allow(_ wish: ReadingWish, _ chosen: [String: HeaderMeaning]) throws(Refusal) {
        let isCSV = kind == "csv"
        let texts = Set(headers.map(\.text))
        // a header that is there twice is one header here
        let meanings = Dictionary(headers.map { ($0.text, $0.meaning) }) { $0 ?? $1 }
        let taken = meanings.compactMap { text, meaning in chosen[text].map(\.name) ?? meaning }
        let wrong: [(field: String, isWrong: Bool)] = [
            ("encoding", wish.encoding != nil && !isCSV), ("separator", wish.separator != nil && !isCSV),
            ("sheet", wish.sheet.map { !sheets.contains($0) } ?? false),
            ("header_row", wish.headerRow.map { row in !firstLines.contains { $0.number == row } } ?? false),
            ("columns", !chosen.keys.allSatisfy(texts.contains)), ("columns", Set(taken).count < taken.count),
        ]
        if let first = wrong.first(where: \.isWrong) {
            throw Refusal(.valueInvalid, arguments: ["field": first.field])
        }
    }
}
