internal import Domain
internal import Tabular
internal import Texts

/// Turns the records of one petition file into judged rows: finds the header, counts blank rows, keeps unknown columns.
///
/// The worker and the command line read through this one type, so both find the same.
struct PetitionReader {
    /// What was found in the file as a whole and in its columns.
    private(set) var fileIssues: [Issue] = []
    /// Where each column stands in the file from 0.
    private(set) var layout: [Column: Int] = [:]
    /// Records below the header, blank ones included.
    private(set) var rows = 0
    /// Blank ones.
    private(set) var blank = 0

    private let judge: RowJudge
    private let headers: HeaderBook
    private let terms: PetitionTerms
    private var places: [(column: Column, index: Int)] = []
    private var others: [(header: String, index: Int)] = []
    private var width = 0
    private var lastNumber: Int?

    init(judge: RowJudge, headers: HeaderBook, terms: PetitionTerms) {
        self.judge = judge
        self.headers = headers
        self.terms = terms
    }

    /// Whether the header keeps the rows from being read.
    var isStopped: Bool { fileIssues.contains { $0.severity == .error } }

    /// Takes the next record and gives its row, once judged; nil for the header and for blank records.
    mutating func take(_ record: Record) -> JudgedRow? {
        guard let last = lastNumber else {
            if !record.isBlank { readHeader(record) }
            return nil
        }
        if isStopped { return nil }
        // a workbook does not hold its blank rows: a gap in the numbers is that many
        let gap = record.number - last - 1
        rows += gap + 1
        blank += gap
        lastNumber = record.number
        let text = text(of: record)
        if text.isBlank && text.other.isEmpty {
            blank += 1
            return nil
        }
        return judged(text, cells: record.count)
    }

    /// Ends the file: one without a header, or without rows below it, says so.
    mutating func finish() {
        if fileIssues.contains(where: { $0.severity == .error }) { return }
        if lastNumber == nil || rows == blank { fileIssues.append(Issue(.fileEmpty, at: .file)) }
    }

    private mutating func readHeader(_ record: Record) {
        lastNumber = record.number
        width = record.count
        var doubles: [Column: [Int]] = [:]
        for index in 0..<record.count {
            let header = record.text(index).trimmed
            if header.isEmpty { continue }
            if let column = headers.column(for: header) {
                doubles[column, default: []].append(index)
            } else {
                others.append((header, index))
            }
        }
        places = doubles.compactMap { column, indexes in indexes.first.map { (column, $0) } }.sorted {
            $0.index < $1.index
        }
        layout = Dictionary(uniqueKeysWithValues: places)
        for (column, indexes) in doubles.sorted(by: { $0.key.index < $1.key.index }) where indexes.count > 1 {
            fileIssues.append(
                Issue(
                    .headerDuplicated, at: .column(column), found: record.text(indexes[1]).trimmed,
                    arguments: ["columns": indexes.map(columnName).joined(separator: ", ")]))
        }
        reportMissing()
        for other in others {
            let nearest = headers.nearest(to: other.header).filter { layout[$0] == nil }
            fileIssues.append(
                Issue(
                    .headerUnknown, at: .file, found: other.header,
                    arguments: nearest.map { ["nearest": $0.rawValue] } ?? [:]))
        }
    }

    private mutating func reportMissing() {
        for column in needed where layout[column] == nil {
            let near = others.first { headers.nearest(to: $0.header) == column }
            fileIssues.append(
                Issue(.headerMissing, at: .column(column), arguments: near.map { ["nearest": $0.header] } ?? [:]))
        }
    }

    /// A file that says what each row asks for may hold departures alone, which need little; else everybody arrives.
    private var needed: [Column] {
        if layout[.action] != nil { return [.iin] }
        var columns: [Column] = [.iin, .surname, .givenName, .documentType, .documentNumber]
        if terms.stay == nil { columns.append(.stay) }
        if terms.from == nil { columns.append(.from) }
        return columns
    }

    private func text(of record: Record) -> RowText {
        var text = RowText(number: record.number)
        text.bytes = record.bytes
        for place in places { text.ranges[place.column.index] = record.range(place.index) }
        for other in others {
            let cell = record.text(other.index).trimmed
            if !cell.isEmpty { text.other[other.header] = cell }
        }
        if !record.errors.isEmpty || !record.uncomputed.isEmpty {
            let broken = Set(record.errors + record.uncomputed)
            text.errors = Set(places.filter { broken.contains($0.index) }.map(\.column))
        }
        return text
    }

    private func judged(_ text: RowText, cells: Int) -> JudgedRow {
        let row = judge.judge(text)
        if cells <= width { return row }
        let surplus = Issue(
            .rowTooManyCells, at: .row(text.number), arguments: ["length": "\(cells)", "limit": "\(width)"])
        return JudgedRow(text: row.text, reading: row.reading, issues: row.issues + [surplus], unread: row.unread)
    }
}

extension Optional {
    fileprivate func filter(_ isKept: (Wrapped) -> Bool) -> Wrapped? {
        guard let self, isKept(self) else { return nil }
        return self
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
