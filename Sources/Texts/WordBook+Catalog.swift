internal import Domain

extension WordBook {
    /// The labels and the other spellings of every word column.
    init(_ catalog: Catalog) throws(TextsError) {
        var words: [Column: [String: String]] = [:]
        for column in WordBook.columns {
            guard let kind = column.kindOfWords else { continue }
            var spellings: [String: String] = [:]
            for (value, phrases) in catalog.words[kind] ?? [:] {
                for language in Language.allCases { try add(phrases[language].raw, value) }
            }
            for (value, languages) in catalog.values[kind] ?? [:] {
                for spelling in languages.values.joined() { try add(spelling, value) }
            }
            words[column] = spellings

            func add(_ spelling: String, _ value: String) throws(TextsError) {
                let plain = spelling.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
                for written in [plain, String(plain.map { $0 == "ё" ? "е" : $0 })] {
                    if spellings[written] ?? value != value {
                        throw .ambiguous(file: "values.json", spelling: spelling)
                    }
                    spellings[written] = value
                }
            }
        }
        self.init(words: words, months: try WordBook.months(catalog), dateMarks: WordBook.dateMarks(catalog))
    }

    /// The months' spellings, each month under its number.
    private static func months(_ catalog: Catalog) throws(TextsError) -> [String: Int] {
        var months: [String: Int] = [:]
        for (number, languages) in catalog.values["month"] ?? [:] {
            for spelling in languages.values.joined() {
                guard let month = Int(number), 1...12 ~= month, months[spelling] ?? month == month else {
                    throw .ambiguous(file: "values.json", spelling: spelling)
                }
                months[spelling] = month
            }
        }
        return months
    }

    /// The words that may stand beside a date, whatever they mean.
    private static func dateMarks(_ catalog: Catalog) -> Set<String> {
        Set((catalog.values["date_mark"] ?? [:]).values.flatMap { $0.values.joined() })
    }
}
