public import Domain
public import FoundationEssentials
internal import Postgres

/// A name in the three languages.
public struct Name: Hashable, Sendable {
    /// In Kazakh.
    public let kk: String
    /// In Russian.
    public let ru: String
    /// In English.
    public let en: String

    /// Makes a name.
    public init(kk: String, ru: String, en: String) {
        self.kk = kk
        self.ru = ru
        self.en = en
    }

    /// The name in one language.
    public func `in`(_ language: Language) -> String {
        switch language {
        case .kk: kk
        case .ru: ru
        case .en: en
        }
    }
}

/// How many rows a petition has, and how they stand: rows = sound + warned + faulty + blank.
public struct RowCounts: Hashable, Sendable {
    /// Records below the header.
    public let rows: Int
    /// Rows without issues that count.
    public let sound: Int
    /// Rows that need the signer's word.
    public let warned: Int
    /// Rows that cannot be sent.
    public let faulty: Int
    /// Records with nothing in them.
    public let blank: Int

    /// Makes counts.
    public init(rows: Int, sound: Int, warned: Int, faulty: Int, blank: Int) {
        self.rows = rows
        self.sound = sound
        self.warned = warned
        self.faulty = faulty
        self.blank = blank
    }
}

/// What became of the rows of a petition: all but blank ones = pending + approved + refused + returned + withdrawn + moved.
public struct OutcomeCounts: Hashable, Sendable {
    /// Not decided yet.
    public let pending: Int
    /// Entered into the register.
    public let approved: Int
    /// Refused with a ground.
    public let refused: Int
    /// Sent back to the clerk, in a child petition.
    public let returned: Int
    /// Taken back by the institution, or expired.
    public let withdrawn: Int
    /// Moved to a child petition because they did not fit or were not sound.
    public let moved: Int

    /// Makes counts.
    public init(pending: Int, approved: Int, refused: Int, returned: Int, withdrawn: Int, moved: Int) {
        self.pending = pending
        self.approved = approved
        self.refused = refused
        self.returned = returned
        self.withdrawn = withdrawn
        self.moved = moved
    }
}

/// A petition as lists show it.
public struct PetitionSummary: Sendable, Identifiable {
    /// Its number in the service.
    public let id: Int64
    /// The institution's own number of it.
    public let number: String
    /// The date the institution gave it.
    public let dated: Day
    /// Where it is.
    public let state: PetitionState
    /// Counts its changes.
    public let version: Int
    /// The premises.
    public let premises: Int64
    /// Their name.
    public let premisesName: String
    /// The institution.
    public let institution: Int64
    /// Its name.
    public let institutionName: Name
    /// Its kind.
    public let kind: InstitutionKind
    /// Its rows.
    public let counts: RowCounts
    /// Errors of the file as a whole; one is enough to keep it from being sent.
    public let fileErrors: Int
    /// The petition its rows came from.
    public let parent: Int64?
    /// Whether its rows are those that its parent's reviewer returned, so that this is their second review.
    public let isSecond: Bool
    /// When it was submitted.
    public let submittedAt: Date?
    /// The authority's own deadline.
    public let decideBy: Day?
    /// When it was decided.
    public let decidedAt: Date?
    /// The account that reviews it.
    public let claimedBy: Int64?
    /// The reviewer's name.
    public let claimedByName: String?

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        number = try row.decode("number")
        dated = try row.decode("dated")
        state = try row.decode("state")
        version = try row.decode("version")
        premises = try row.decode("premises_id")
        premisesName = try row.decode("premises_name")
        institution = try row.decode("institution_id")
        institutionName = try Name(
            kk: row.decode("institution_kk"), ru: row.decode("institution_ru"), en: row.decode("institution_en"))
        kind = try row.decode("kind")
        counts = try RowCounts(row)
        fileErrors = try row.decode("file_errors")
        parent = try row.decode("parent_id")
        isSecond = try row.decode("is_second", as: Bool?.self) ?? false
        submittedAt = try row.decode("submitted_at")
        decideBy = try row.decode("decide_by")
        decidedAt = try row.decode("decided_at")
        claimedBy = try row.decode("claimed_by")
        claimedByName = try row.decode("claimed_by_name")
    }
}

/// A petition as its own page shows it.
public struct Petition: Sendable, Identifiable {
    /// What lists show of it.
    public let summary: PetitionSummary
    /// The authority that decides it.
    public let authority: Int64
    /// The stay of rows that say nothing.
    public let stay: Stay?
    /// The start of rows that say nothing.
    public let from: Day?
    /// The end of rows that say nothing.
    public let until: Day?
    /// The name of the policy it was judged by.
    public let policy: String
    /// What that policy's text was; nil for a petition from before texts were kept.
    let policyFingerprint: PolicyFingerprint?
    /// Column to its place in the file from 0.
    public let layout: [Column: Int]
    /// Whether its rows came from a file of its own.
    public let hasFile: Bool
    /// The sheet that the rows were read from, when the workbook has several.
    public let sheet: String?
    /// Whether its unblocked rows fit; nil when not checked.
    public let fits: Bool?
    /// The first day that would be over.
    public let firstDayOver: Day?
    /// The file that it came as; nil when its rows came from another petition.
    public let upload: Int64?
    /// The row of that file's headers, as the clerk's own program shows it.
    public let headerRow: Int?
    /// Where that file has the column of an earlier marked copy, from 0.
    public let marksPlace: Int?
    /// How its rows stand to those of the draft that it corrects, its parent; nil when it corrects none.
    public let correction: DifferenceCounts?
    /// When it was uploaded.
    public let createdAt: Date
    /// Who submitted it.
    public let submittedBy: Int64?
    /// Their name.
    public let submittedByName: String?
    /// Until when its places are held while nobody reviews it.
    public let holdUntil: Date?
    /// The petitions made of its rows.
    public let children: [Int64]
    /// The petitions that its file became for other buildings.
    public let siblings: [Int64]
    /// The premises that its file was uploaded for: of several buildings in one file, the one of rows that name none.
    public let filedFor: Int64
    /// What its file lists.
    public let list: PetitionList
    /// What comparing a list of everybody with the register came to when it was checked.
    public let roster: RosterSums?
    /// What became of its rows.
    public let outcomes: OutcomeCounts

    /// Its number in the service.
    public var id: Int64 { summary.id }
    /// Where it is.
    public var state: PetitionState { summary.state }
    /// Its rows.
    public var counts: RowCounts { summary.counts }

    init(_ row: borrowing RowView) throws {
        summary = try PetitionSummary(row)
        authority = try row.decode("authority_id")
        stay = try row.decode("stay")
        from = try row.decode("from_day")
        until = try row.decode("until_day")
        policy = try row.decode("policy")
        policyFingerprint = try row.decode("fingerprint")
        layout = try Layout(row.decode("layout", as: Layout.self)).places
        hasFile = try row.decode("has_file")
        sheet = try row.decode("sheet")
        fits = try row.decode("fits")
        firstDayOver = try row.decode("first_day_over")
        upload = try row.decode("upload_id")
        headerRow = try row.decode("header_row")
        marksPlace = try row.decode("marks_place")
        let isCorrection = try row.decode("rows_same", as: Int?.self) != nil
        correction = isCorrection ? try DifferenceCounts(row) : nil
        createdAt = try row.decode("created_at")
        submittedBy = try row.decode("submitted_by")
        submittedByName = try row.decode("submitted_by_name")
        holdUntil = try row.decode("hold_until")
        children = try row.decode("children", as: [Int64]?.self) ?? []
        siblings = try row.decode("siblings", as: [Int64]?.self) ?? []
        filedFor = try row.decode("filed_for")
        list = try row.decode("list")
        roster = try row.decode("roster", as: RosterValue?.self)?.sums
        let approved = try row.decode("approved", as: Int.self)
        let refused = try row.decode("refused", as: Int.self)
        let returned = try row.decode("returned", as: Int.self)
        let withdrawn = try row.decode("withdrawn", as: Int.self)
        let moved = try row.decode("moved", as: Int.self)
        let settled = approved + refused + returned + withdrawn + moved
        outcomes = OutcomeCounts(
            pending: summary.counts.rows - summary.counts.blank - settled, approved: approved, refused: refused,
            returned: returned, withdrawn: withdrawn, moved: moved)
    }
}

extension RowCounts {
    init(_ row: borrowing RowView) throws {
        rows = try row.decode("rows")
        sound = try row.decode("sound")
        warned = try row.decode("warned")
        faulty = try row.decode("faulty")
        blank = try row.decode("blank")
    }
}

/// Where each column stands in a file, from 0, as jsonb.
struct Layout: Bindable, Readable {
    let places: [Column: Int]

    init(_ places: [Column: Int]) { self.places = places }
    init(_ layout: Layout) { places = layout.places }

    init?(cell: borrowing Cell) {
        guard let raw = try? JSONDecoder().decode([String: Int].self, from: Data(cell.text.utf8)) else { return nil }
        places = Dictionary(
            uniqueKeysWithValues: raw.compactMap { key, place in Column(rawValue: key).map { ($0, place) } })
    }

    var bind: Bind {
        let pairs = places.sorted { $0.value < $1.value }.map { "\"\($0.key.rawValue)\":\($0.value)" }
        return .text("{\(pairs.joined(separator: ","))}")
    }
}
