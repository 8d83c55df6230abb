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

    /// The comparison with the register, where the file lists everybody who lives there.
    var roster: RosterPlan?
    let judge: RowJudge
    private let headers: HeaderBook
    let terms: PetitionTerms
    /// The building that rows belong to which name none.
    let premises: Int64?
    private let example: ExampleRow.Recogniser
    private var places: [(column: Column, index: Int)] = []
    private var others: [(header: String, index: Int)] = []
    private var fullName: Int?
    private var width = 0
    private(set) var lastNumber: Int?
    private var firstRecord: Record?
    private var titles = 0

    /// So many records may stand above the header: a letterhead, a title, a date.
    private static let mostTitles = 20

    init(
        judge: RowJudge, texts: Texts, terms: PetitionTerms, premises: Int64? = nil, roster: RosterPlan? = nil
    ) {
        self.premises = premises
        self.roster = roster
        self.judge = judge
        headers = texts.headers
        example = ExampleRow.Recogniser(texts)
        self.terms = terms
    }

    /// Whether the header keeps the rows from being read.
    var isStopped: Bool { fileIssues.contains { $0.severity == .error } }

    /// Takes the next record and gives its row, once judged; nil for the header and for blank records.
    mutating func take(_ record: Record) -> JudgedRow? {
        guard let last = lastNumber else {
            if !record.isBlank { look(record) }
            return nil
        }
        if isStopped { return nil }
        // a workbook does not hold its blank rows: a gap in the numbers is that many, but for hidden ones
        let gap = record.number - last - 1 - record.hiddenBefore
        rows += gap + 1
        blank += gap
        lastNumber = record.number
        let text = text(of: record)
        if text.isBlank && text.other.isEmpty || example.isExample(text) {
            blank += 1
            return nil
        }
        let row = judged(text, cells: record.count)
        return roster == nil ? row : compared(row, of: text, cells: record.count)
    }

    /// Ends the file: one without a header, or without rows below it, says so.
    mutating func finish() {
        if lastNumber == nil, let firstRecord { readHeader(firstRecord) }
        if fileIssues.contains(where: { $0.severity == .error }) { return }
        if lastNumber == nil || rows == blank { fileIssues.append(Issue(.fileEmpty, at: .file)) }
    }

    /// Says what of the file was left out.
    mutating func note(_ found: [Issue]) { fileIssues += found }

    /// Says what must be read before anything else.
    mutating func warn(_ issue: Issue) { fileIssues.insert(issue, at: 0) }

    /// The header is the first record that names two columns; what stands above it is a title. Where none does, the first
    /// record is taken for it, and what it lacks is said.
    private mutating func look(_ record: Record) {
        let first = firstRecord ?? record
        firstRecord = first
        titles += 1
        if headers.recognised(in: (0..<record.count).map(record.text)) >= 2 {
            readHeader(record)
        } else if titles == Self.mostTitles {
            readHeader(first)
        }
    }

    private mutating func readHeader(_ record: Record) {
        lastNumber = record.number
        width = record.count
        var found: [Column: (index: Int, header: String)] = [:]
        for index in 0..<record.count {
            let header = record.text(index).trimmed
            if header.isEmpty || headers.namesOrdinal(header) { continue }
            guard let column = headers.column(for: header) else {
                if fullName == nil, headers.namesFullName(header) { fullName = index }
                others.append((header, index))
                continue
            }
            guard let first = found[column] else {
                found[column] = (index, header)
                continue
            }
            // another spelling of the same column is most often another thing: an address beside an address
            guard first.header.lowercased() == header.lowercased() else {
                others.append((header, index))
                continue
            }
            let cells = "\(columnName(first.index)), \(columnName(index))"
            fileIssues.append(
                Issue(.headerDuplicated, at: .column(column), found: header, arguments: ["columns": cells]))
        }
        places = found.map { ($0.key, $0.value.index) }.sorted { $0.index < $1.index }
        layout = Dictionary(uniqueKeysWithValues: places)
        if layout[.surname] != nil { fullName = nil }
        reportMissing()
        for other in others {
            if other.index == fullName {
                fileIssues.append(Issue(.headerFullName, at: .file, found: other.header))
                continue
            }
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

    /// A file that says what each row asks for may hold departures alone, and a list of everybody those who are registered already:
    /// both need little; else everybody arrives.
    private var needed: [Column] {
        if layout[.action] != nil || roster != nil { return [.iin] }
        var columns: [Column] = [.iin, .documentType, .documentNumber]
        if fullName == nil { columns += [.surname, .givenName] }
        if terms.stay == nil { columns.append(.stay) }
        if terms.from == nil { columns.append(.from) }
        return columns
    }

    private func text(of record: Record) -> RowText {
        var text = RowText(number: record.number)
        text.bytes = record.bytes
        for place in places { text.ranges[place.column.index] = record.range(place.index) }
        if let fullName { text.fullName = record.range(fullName) }
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

    func judged(_ text: RowText, cells: Int) -> JudgedRow {
        let row = judge.judge(text)
        if cells <= width { return row }
        let surplus = Issue(
            .rowTooManyCells, at: .row(text.number), arguments: ["length": "\(cells)", "limit": "\(width)"])
        return row.adding(surplus)
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
