public import Domain
internal import Postgres

/// What a worker must know to check a petition.
public struct CheckSubject: Sendable {
    /// The petition.
    public let petition: Int64
    /// Its institution.
    public let institution: Int64
    /// Its authority.
    public let authority: Int64
    /// The building that its rows belong to when they name none.
    public let premises: Int64
    /// The policy it is judged by.
    public let policy: Policy
    /// What rows are judged against.
    public let terms: PetitionTerms
    /// What its file lists.
    public let list: PetitionList
    /// The file.
    public let upload: Int64
    /// Its size.
    public let bytes: Int
    /// What its sender called it.
    public let mediaType: String
    /// Whether the premises have no title on record.
    public let isTitleMissing: Bool
    /// What the institution's own spellings mean.
    public internal(set) var remembered = RememberedValues()
    /// What the clerk says of the file.
    public let wish: ReadingWish
    /// What the institution taught us about its headers, by spelling.
    public internal(set) var spellings: [String: HeaderMeaning] = [:]
    /// The draft that this file corrects, whose place it takes.
    public let former: Int64?
    /// Whether rows that are as they were there need no judging: the terms are the same.
    public let carriesRows: Bool
}

extension CheckSubject {
    init(_ row: borrowing RowView, under policy: Policy, today: Day, buildings: BuildingBook) throws {
        petition = try row.decode("id")
        institution = try row.decode("institution_id")
        authority = try row.decode("authority_id")
        premises = try row.decode("premises_id")
        self.policy = policy
        terms = PetitionTerms(
            kind: try row.decode("kind"), dated: try row.decode("dated"), stay: try row.decode("stay"),
            from: try row.decode("from_day"), until: try row.decode("until_day"), today: today,
            buildings: buildings)
        list = try row.decode("list")
        upload = try row.decode("upload_id")
        bytes = try row.decode("bytes")
        mediaType = try row.decode("media_type")
        isTitleMissing = try row.decode("title_missing")
        wish = try row.decode("wish", as: JSONValue<ReadingWish>.self).value
        former = try row.decode("former_id")
        carriesRows = try row.decode("carries")
    }
}
