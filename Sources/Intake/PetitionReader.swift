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
    /// Where the column of an earlier marked copy stands, from 0.
    var marksPlace: Int? { row.marksPlace }
    /// Records below the header, blank ones included.
    private(set) var rows = 0
    /// Blank ones.
    private(set) var blank = 0
    /// The row of the header; nil before it was met.
    private(set) var headerRow: Int?
    /// Rows that are as they were in the draft which the file corrects: their numbers here, and there.
    private(set) var carried: (numbers: [Int], formers: [Int]) = ([], [])

    /// How the file is read, as far as it is known.
    var reading: FileReading

    /// The comparison with the register, where the file lists everybody who lives there.
    var roster: RosterPlan?
    let judge: RowJudge
    private let headers: HeaderBook
    let terms: PetitionTerms
    /// The building that rows belong to which name none.
    let premises: Int64?
    private let example: ExampleRow.Recogniser
    private var row = RowLayout()
    private var former: FormerRows?
    private(set) var lastNumber: Int?
    private var firstRecord: Record?
    private var titles = 0

    /// So many records may stand above the header: a letterhead, a title, a date.
    private static let mostTitles = 20
    /// So many records are kept to be shown, with so many cells of so many characters: enough to know one's own file by.
    private static let (linesKept, cellsKept, charactersKept) = (mostTitles + 4, 40, 60)

    /// A reader; rows that `former` knows are carried over and not judged.
    init(
        judge: RowJudge, texts: Texts, headers: HeaderBook? = nil, terms: PetitionTerms,
        wish: ReadingWish = ReadingWish(), former: FormerRows? = nil, premises: Int64? = nil, roster: RosterPlan? = nil
    ) {
        self.former = former
        self.premises = premises
        self.roster = roster
        self.judge = judge
        self.headers = headers ?? texts.headers
        example = ExampleRow.Recogniser(texts)
        self.terms = terms
        reading = FileReading(kind: "")
        reading.wish = wish
    }

    /// Whether the header keeps the rows from being read.
    var isStopped: Bool { fileIssues.contains { $0.severity == .error } }

    /// How rows are judged, once the header was read.
    var judging: RowJudging { RowJudging(judge: judge, layout: row, example: example) }

    /// Takes the next record and gives its row, once judged; nil for the header, blank records and rows that are carried over.
    mutating func take(_ record: Record) -> JudgedRow? {
        guard isRow(record) else { return nil }
        let text = row.text(of: record, isPrinted: true)
        guard judging.isFilled(text) else {
            noteBlank()
            return nil
        }
        if let fingerprint = text.fingerprint, let number = former?.take(fingerprint) {
            carried.numbers.append(text.number)
            carried.formers.append(number)
            return nil
        }
        let judged = judging.judged(text, cells: record.count)
        return roster == nil ? judged : compared(judged, of: text, cells: record.count)
    }

    /// Takes the next record and says whether it stands below the header, so that `judging` can have it.
    mutating func isRow(_ record: Record) -> Bool {
        if reading.firstLines.count < Self.linesKept, !record.isBlank { keep(record) }
        guard let last = lastNumber else {
            if !record.isBlank { look(record) }
            return false
        }
        if isStopped { return false }
        // a workbook does not hold its blank rows: a gap in the numbers is that many, but for hidden ones
        let gap = record.number - last - 1 - record.hiddenBefore
        rows += gap + 1
        blank += gap
        lastNumber = record.number
        return true
    }

    /// Counts a row that `judging` found nothing in.
    mutating func noteBlank() { blank += 1 }

    /// Ends the file: one without a header, or without rows below it, says so.
    mutating func finish() {
        if lastNumber == nil, let firstRecord { readHeader(firstRecord) }
        if fileIssues.contains(where: { $0.severity == .error }) { return }
        if lastNumber == nil || rows == blank { fileIssues.append(Issue(.fileEmpty, at: .file)) }
    }

    /// Says what of the file was left out.
    mutating func note(_ found: LeftOut) {
        fileIssues += found.notes
        reading.hiddenRows = found.rows
        reading.hiddenColumns = found.columns
    }

    /// Says more of the file.
    mutating func note(_ found: [Issue]) { fileIssues += found }

    /// Says what must be read before anything else.
    mutating func warn(_ issue: Issue) { fileIssues.insert(issue, at: 0) }

    /// Keeps one of the first records to be shown.
    private mutating func keep(_ record: Record) {
        let cells = (0..<min(record.count, Self.cellsKept)).map { index in
            // a NUL, which JSON may hold, is no text to the database
            let text = record.text(index).trimmed.replacing("\0", with: "")
            return text.count > Self.charactersKept ? text.prefix(Self.charactersKept - 1) + "…" : text
        }
        reading.firstLines.append(FileReading.Line(number: record.number, cells: cells))
    }

    /// The header is the first record that names two columns, or the one that was told; what stands above it is a title. Where
    /// none does, the first record is taken for it, and what it lacks is said.
    private mutating func look(_ record: Record) {
        let first = firstRecord ?? record
        firstRecord = first
        titles += 1
        if let told = reading.wish.headerRow {
            // another sheet may have nothing in that row
            if record.number >= told { readHeader(record) }
        } else if headers.recognised(in: (0..<record.count).map(record.text)) >= 2 {
            readHeader(record)
        } else if titles == Self.mostTitles {
            readHeader(first)
        }
    }

    private mutating func readHeader(_ record: Record) {
        lastNumber = record.number
        headerRow = record.number
        row.width = record.count
        let texts = (0..<record.count).map { record.text($0).trimmed }
        var found: [Column: Int] = [:]
        // what the institution taught goes before what the dictionary thinks
        let order = texts.indices.filter { headers.isRemembered(texts[$0]) }
        for index in order + texts.indices.filter({ !headers.isRemembered(texts[$0]) }) {
            take(texts[index], at: index, among: texts, &found)
        }
        row.others.sort { $0.index < $1.index }
        row.places = found.map { ($0.key, $0.value) }.sorted { $0.index < $1.index }
        layout = Dictionary(uniqueKeysWithValues: row.places)
        if layout[.surname] != nil { row.fullName = nil }
        describeHeader(record.number, texts)
        reportMissing()
        reportOthers()
    }

    private mutating func take(_ header: String, at index: Int, among texts: [String], _ found: inout [Column: Int]) {
        if header.isEmpty { return }
        if headers.namesMarks(header) {
            row.marksPlace = row.marksPlace ?? index
            return
        }
        switch headers.meaning(of: header) {
        case .column(let column):
            guard let first = found[column] else {
                found[column] = index
                return
            }
            // another spelling of the same column is most often another thing: an address beside an address
            guard texts[first].lowercased() == header.lowercased() else { return row.others.append((header, index)) }
            let cells = [first, index].sorted().map(columnName).joined(separator: ", ")
            fileIssues.append(
                Issue(.headerDuplicated, at: .column(column), found: header, arguments: ["columns": cells]))
        case .fullName:
            if row.fullName == nil { row.fullName = index }
            row.others.append((header, index))
        case .unused:
            // a clerk's own numbering says nothing, what somebody chose not to use is kept
            if headers.isRemembered(header) { row.others.append((header, index)) }
        case nil: row.others.append((header, index))
        }
    }

    private mutating func describeHeader(_ number: Int, _ texts: [String]) {
        let columns = Dictionary(uniqueKeysWithValues: row.places.map { ($0.index, $0.column) })
        reading.headerRow = number
        reading.titleLines = titles - 1
        reading.headers = texts.enumerated().filter { !$0.element.isEmpty && !headers.namesMarks($0.element) }.map {
            index, text in
            let column = columns[index].map(HeaderMeaning.column)
            let meaning = column ?? (index == row.fullName ? .fullName : .unused)
            let isUnknown = meaning == .unused && headers.meaning(of: text) == nil
            return FileReading.Header(
                index: index, text: text, meaning: meaning, isRemembered: headers.isRemembered(text),
                nearest: isUnknown ? nearest(to: text) : nil)
        }
    }

    private func nearest(to header: String) -> Column? {
        headers.nearest(to: header).filter { layout[$0] == nil }
    }

    private mutating func reportOthers() {
        for other in row.others {
            if other.index == row.fullName {
                fileIssues.append(Issue(.headerFullName, at: .file, found: other.header))
            } else if headers.meaning(of: other.header) != .unused {
                let nearest = nearest(to: other.header)
                fileIssues.append(
                    Issue(
                        .headerUnknown, at: .file, found: other.header,
                        arguments: nearest.map { ["nearest": $0.rawValue] } ?? [:]))
            }
        }
    }

    private mutating func reportMissing() {
        for column in needed where layout[column] == nil {
            let near = row.others.first { headers.nearest(to: $0.header) == column }
            fileIssues.append(
                Issue(.headerMissing, at: .column(column), arguments: near.map { ["nearest": $0.header] } ?? [:]))
        }
    }

    /// A file that says what each row asks for may hold departures alone, and a list of everybody those who are registered already:
    /// both need little; else everybody arrives.
    private var needed: [Column] {
        if layout[.action] != nil || roster != nil { return [.iin] }
        var columns: [Column] = [.iin, .documentType, .documentNumber]
        if row.fullName == nil { columns += [.surname, .givenName] }
        if terms.stay == nil { columns.append(.stay) }
        if terms.from == nil { columns.append(.from) }
        return columns
    }
}

extension Optional {
    fileprivate func filter(_ isKept: (Wrapped) -> Bool) -> Wrapped? {
        guard let self, isKept(self) else { return nil }
        return self
    }
}
