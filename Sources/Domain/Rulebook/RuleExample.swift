/// An example of a rule: what it finds fault with, and the same put right.
///
/// Pages, the API and the command show it, and a test judges it: the first yields the code and no other, the second does not.
public struct RuleExample: Hashable, Sendable {
    /// The kind of institution that files it.
    public let kind: InstitutionKind
    /// What yields the code.
    public let fails: Situation
    /// What does not.
    public let passes: Situation
    /// Codes that come along with it by their nature.
    public var companions: Set<IssueCode> = []
    /// The profile under which it is judged: not every one has every rule's number.
    public var profile = Policy.egov2017.name

    /// The reasons not to pay the fee that it takes the policy to know; nil for the profile's own.
    public var feeExemptions: Set<FeeExemption>?

    /// The policy under which it is judged.
    public var policy: Policy {
        var policy = Policy.named(profile) ?? .egov2017
        if let feeExemptions {
            policy.feeExemptions = Dated(
                .init(since: policy.from, value: feeExemptions, source: policy.name, confirmed: false))
        }
        return policy
    }

    /// What is judged.
    public enum Situation: Hashable, Sendable {
        /// One row by itself.
        case row(Row)
        /// A file.
        case file(File)
        /// A petition of a date.
        case dated(Day)
        /// A petition after others.
        case story(Story)
    }

    /// One row: a person who is in order, but for some cells.
    public struct Row: Hashable, Sendable {
        /// Whose row it is.
        public let person: ExamplePerson
        /// The cells that are other than the person's; an empty text empties a cell.
        public let changes: [Column: String]
        /// A cell with the whole name, in place of the three.
        public let fullName: String?

        init(_ person: ExamplePerson, _ changes: [Column: String] = [:], fullName: String? = nil) {
            self.person = person
            self.changes = changes
            self.fullName = fullName
        }

        /// All cells as they are written.
        public var cells: [Column: String] {
            var cells = person.cells.merging(changes) { $1 }
            if fullName != nil { PersonName.columns.forEach { cells[$0] = nil } }
            return cells.filter { !$0.value.isEmpty }
        }
    }

    /// A file: a table with its headings, or something else.
    public struct File: Hashable, Sendable {
        /// What kind of file it is.
        public enum Form: Hashable, Sendable {
            case table, workbook, locked
            /// No table at all.
            case picture
        }

        /// A heading: a column's name in whatever language, or a text.
        public enum Heading: Hashable, Sendable {
            case column(Column)
            case text(String)
        }

        /// What kind of file it is.
        public var form = Form.table
        /// The first line.
        public var headings: [Heading]
        /// The other lines.
        public var lines: [[String]]
        /// Rows that the clerk's program does not show, as it counts them.
        public var hiddenRows: [Int] = []
        /// Columns that it does not show, from 0.
        public var hiddenColumns: [Int] = []
        /// The names of more sheets behind the first.
        public var otherSheets: [String] = []
        /// The limit that the example pretends: of rows, columns or bytes.
        public var limit: Int?
    }

    /// A petition, and what was filed before it.
    public struct Story: Hashable, Sendable {
        /// A petition that was there before.
        public struct Earlier: Hashable, Sendable {
            /// How far it came.
            public enum Stage: String, CaseIterable, Hashable, Sendable, Codable {
                case draft, submitted, approved
            }

            /// Whether it is of the same building.
            public let isHere: Bool
            /// How far it came.
            public let stage: Stage
            /// Its rows.
            public let rows: [Row]
        }

        /// What was there before.
        public var earlier: [Earlier] = []
        /// The petition's rows.
        public var rows: [Row]
        /// Whether it lists everybody who lives there.
        public var isRoster = false
        /// So many places the building has; nil for enough.
        public var places: Int?
        /// Whether the building's title is on record.
        public var hasTitle = true
        /// A paper of which the policy asks for a scan; nil when it asks for none.
        public var askedScan: ScanKind?
        /// Whether the petition's first row has that scan.
        public var hasScan = false
    }

    /// The day on which all examples are judged, and the date of their petitions.
    public static let today = Day(year: 2026, month: 11, day: 23) ?? Day(number: 0)

    /// The terms of an example's petition.
    public func terms(dated: Day = RuleExample.today) -> PetitionTerms {
        PetitionTerms(kind: kind, dated: dated, today: Self.today, buildings: Self.buildings)
    }

    private static let buildings = BuildingBook([
        .init(premises: 1, name: "1-корпус", addressKK: "Абай көшесі, 1", addressRU: "улица Абая, 1"),
        .init(premises: 2, name: "2-корпус", addressKK: "Абай көшесі, 2", addressRU: "улица Абая, 2"),
    ])

    /// A spelling that the example's institution has explained once.
    public static let spelling = "уд-е"

    /// What judging a row or a date finds; nil for files and stories, which need more than the rules.
    public func issues(of situation: Situation) -> [Issue]? {
        let policy = policy
        return switch situation {
        case .row(let row): row.judged(policy, terms()).issues
        case .dated(let day): terms(dated: day).issues(under: policy)
        case .file, .story: nil
        }
    }
}

extension RuleExample.Row {
    /// The row in front of the rules.
    func judged(_ policy: Policy, _ terms: PetitionTerms) -> JudgedRow {
        var text = RowText(number: 2, cells: cells)
        text.errors = Set(cells.filter { $0.value == "#N/A" }.keys)
        if let fullName {
            let start = text.bytes.count
            text.bytes.append(contentsOf: fullName.utf8)
            text.fullName = start..<text.bytes.count
        }
        let meaning = (Column.documentType, RuleExample.spelling, DocumentType.idCard.rawValue)
        return RowJudge(policy: policy, terms: terms).remembering(RememberedValues([meaning])).judge(text)
    }
}

/// People who do not exist, each in order where they are.
public enum ExamplePerson: String, CaseIterable, Hashable, Sendable, Codable {
    /// A woman of 23 who moves into a hostel for good, with an identity card of the new sample.
    case woman
    /// A man of 18 who does, with a military document.
    case man
    /// A girl of 10 in an orphanage, with a birth certificate.
    case girl
    /// Somebody whose IIN tells neither birth date nor sex, as some foreigners' does.
    case foreigner
    /// Another woman.
    case neighbour

    /// What a row about them holds.
    public var cells: [Column: String] {
        switch self {
        case .woman: Self.adult.merging(Self.ofWoman) { $1 }
        case .man: Self.adult.merging(Self.ofMan) { $1 }
        case .girl: Self.adult.merging(Self.ofGirl) { $1 }
        case .foreigner: Self.adult.merging(Self.ofForeigner) { $1 }
        case .neighbour: Self.adult.merging(Self.ofNeighbour) { $1 }
        }
    }

    private static let adult: [Column: String] = [
        .action: "arrive", .citizenship: "KAZ", .documentType: "id_card", .documentNumber: "012345678",
        .documentIssuedOn: "2024-03-15", .documentIssuer: "ІІМ", .documentSample: "new", .stay: "permanent",
        .from: "2026-12-01", .previousAddress: "Алматы облысы, Талғар қаласы, Абай көшесі, 5-үй",
        .addressReference: "№ 31, 18.11.2026", .placementBasis: "№ 45 бұйрық, 20.11.2026",
        .feeReceipt: "№ 100200300, 20.11.2026",
    ]
    private static let ofWoman: [Column: String] = [
        .iin: "031102699000", .surname: "Сейітова", .givenName: "Айгүл", .patronymic: "Маратқызы",
        .birthDate: "2003-11-02", .sex: "F",
    ]
    private static let ofMan: [Column: String] = [
        .iin: "080630599001", .surname: "Жұмабеков", .givenName: "Дәурен", .patronymic: "Асқарұлы",
        .birthDate: "2008-06-30", .sex: "M", .documentNumber: "023456789", .militaryDocument: "АА 1234567",
        .militaryMarkOn: "2026-11-12",
    ]
    private static let ofGirl: [Column: String] = [
        .iin: "151231699007", .surname: "Оспанова", .givenName: "Мадина", .patronymic: "Ерланқызы",
        .birthDate: "2015-12-31", .sex: "F", .documentType: "birth_certificate", .documentNumber: "0123456",
        .documentIssuedOn: "2016-01-20", .documentIssuer: "АХАТ", .documentSample: "",
        .departureLeaf: "№ 77, 20.11.2026",
        .registeredWithParents: "no", .legalRepresentative: "Балалар үйі", .feeReceipt: "",
        .feeExemption: "child_in_care",
    ]
    private static let ofForeigner: [Column: String] = [
        .iin: "031102099002", .surname: "Каримова", .givenName: "Нодира", .birthDate: "2003-11-02", .sex: "F",
        .citizenship: "UZB", .documentType: "residence_permit", .documentNumber: "034567890", .documentSample: "",
        .departureLeaf: "№ 78, 20.11.2026",
    ]
    private static let ofNeighbour: [Column: String] = [
        .iin: "000101699007", .surname: "Әлиева", .givenName: "Гүлнұр", .patronymic: "Серікқызы",
        .birthDate: "2000-01-01", .sex: "F", .documentNumber: "045678901",
    ]
}
