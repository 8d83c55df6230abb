/// The words that files use for the values of the design, in all languages of the service.
///
/// Domain knows the stable values (`arrive`, `M`, `yes`, `id_card`, `KAZ`, …) by itself; the book adds to them.
public struct WordBook: Hashable, Sendable {
    /// For each column, a spelling in lower case with single spaces → the stable value that it means.
    ///
    /// Values that are none of the column's are left out in silence; a test of the book's author finds them with
    /// `strangers`.
    public let words: [Column: [String: String]]
    /// Spellings of months in lower case → 1…12, for dates in words.
    public let months: [String: Int]
    /// Words in lower case that stand beside dates and say nothing: `г`, `жылғы`, `th`.
    public let dateMarks: Set<String>
    /// The same, ready to be found by the bytes of cells.
    let cells: CellWords

    /// Makes a book from spellings.
    public init(
        words: [Column: [String: String]] = [:], months: [String: Int] = [:], dateMarks: Set<String> = []
    ) {
        self.words = words
        self.months = months.filter { 1...12 ~= $0.value }
        self.dateMarks = dateMarks
        cells = CellWords(words, DateWords(months: self.months, marks: dateMarks))
    }

    /// Books with the same words are the same.
    public static func == (left: WordBook, right: WordBook) -> Bool {
        left.words == right.words && left.months == right.months && left.dateMarks == right.dateMarks
    }

    /// Hashes what makes books the same.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words)
        hasher.combine(months)
        hasher.combine(dateMarks)
    }

    /// The columns whose cells are words.
    public static let columns: [Column] = [
        .action, .sex, .citizenship, .documentType, .documentSample, .stay, .registeredWithParents, .feeExemption,
        .departureReason,
    ]

    /// The stable values of a column of words; for citizenships only that of Kazakhstan, see `Citizenship.isKnown`.
    public static func stableValues(of column: Column) -> [String] {
        switch column {
        case .action: Action.allCases.map(\.rawValue)
        case .sex: Sex.allCases.map(\.rawValue)
        case .citizenship: [Citizenship.kazakhstan]
        case .documentType: DocumentType.allCases.map(\.rawValue)
        case .documentSample: DocumentSample.allCases.map(\.rawValue)
        case .stay: Stay.allCases.map(\.rawValue)
        case .registeredWithParents: YesNo.allCases.map(\.rawValue)
        case .feeExemption: FeeExemption.allCases.map(\.rawValue)
        case .departureReason: DepartureReason.allCases.map(\.rawValue)
        default: []
        }
    }

    /// Spellings that mean nothing to Domain: their column has no words, or not this value.
    public var strangers: [Column: [String]] {
        words.reduce(into: [:]) { strangers, entry in
            let stable = Set(WordBook.stableValues(of: entry.key))
            let unknown = entry.value.filter { spelling in
                entry.key == .citizenship ? !Citizenship.isKnown(spelling.value) : !stable.contains(spelling.value)
            }
            if !unknown.isEmpty { strangers[entry.key] = unknown.keys.sorted() }
        }
    }
}

/// The words of the columns that are answered with yes or no.
enum YesNo: String, CaseIterable, Sendable {
    case yes, no
}
