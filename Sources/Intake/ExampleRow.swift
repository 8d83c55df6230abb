internal import Domain
internal import Texts

/// The template's example: a person who does not exist, and the mark by which an upload leaves the row out.
struct ExampleRow {
    private let texts: Texts
    private static let iin = "980314350016"
    /// Columns that stay empty for somebody who arrives, is of age and pays the fee.
    private static let blank: Set<Column> = [
        .addressReference, .registeredWithParents, .legalRepresentative, .feeExemption, .departureReason, .departedTo,
    ]

    init(_ texts: Texts) { self.texts = texts }

    /// The example's cell; words as the language has them, days as `yyyy-MM-dd`, nil for what stays empty.
    func text(of column: Column, in language: Language) -> String? {
        if Self.blank.contains(column) { return nil }
        switch column {
        case .note: return mark(in: language)
        case .action: return texts.label(Action.arrive, in: language)
        case .sex: return texts.label(Sex.male, in: language)
        case .documentType: return texts.label(DocumentType.idCard, in: language)
        case .documentSample: return texts.label(DocumentSample.new, in: language)
        case .stay: return texts.label(Stay.temporary, in: language)
        default: return texts.sample(of: column, in: language)
        }
    }

    /// What the note of an example says.
    func mark(in language: Language) -> String { texts.page("workbook", "example_mark", in: language) }

    /// Recognises the example among the rows of a file.
    ///
    /// Both the mark and the invented IIN must be there: whoever writes a real person over the example and forgets its
    /// note loses nobody.
    struct Recogniser: Sendable {
        private let marks: [[UInt8]]

        init(_ texts: Texts) {
            let example = ExampleRow(texts)
            marks = Language.allCases.map { Array(example.mark(in: $0).utf8) }
        }

        func isExample(_ row: RowText) -> Bool {
            let note = row.trimmed(.note)
            guard marks.contains(where: { $0.count == note.count && $0.elementsEqual(row.bytes[note]) }) else {
                return false
            }
            return row[.iin] == ExampleRow.iin
        }
    }
}
