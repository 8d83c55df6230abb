public import Domain
public import Store
public import Texts

extension [HeaderLesson] {
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
        }.filter { !$0.spelling.isEmpty }
    }
}

extension FileReading {
    /// Refuses what the file does not have.
    ///
    /// - Throws: `.valueInvalid` with the field.
    public func allow(_ wish: ReadingWish, _ headers: some Collection<String>) throws(Refusal) {
        let isCSV = kind == "csv"
        let texts = Set(self.headers.map(\.text))
        let wrong: [(field: String, isWrong: Bool)] = [
            ("encoding", wish.encoding != nil && !isCSV), ("separator", wish.separator != nil && !isCSV),
            ("sheet", wish.sheet.map { !sheets.contains($0) } ?? false),
            ("header_row", wish.headerRow.map { row in !firstLines.contains { $0.number == row } } ?? false),
            ("columns", !headers.allSatisfy(texts.contains)),
        ]
        if let first = wrong.first(where: \.isWrong) {
            throw Refusal(.valueInvalid, arguments: ["field": first.field])
        }
    }
}
