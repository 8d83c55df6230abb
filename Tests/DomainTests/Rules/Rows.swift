import Domain
import Testing

/// A sound row, and the terms on which it is one: a girl of 16 arrives at a boarding school.
struct Sample {
    var cells: [Column: String] = [
        .action: "arrive", .iin: "090909699006", .surname: "Әбдірахманова", .givenName: "Гүлнұр",
        .patronymic: "Серікқызы", .birthDate: "2009-09-09", .sex: "F", .citizenship: "KAZ", .documentType: "id_card",
        .documentNumber: "012345678", .documentIssuedOn: "2025-09-20", .documentIssuer: "МВД РК",
        .documentSample: "new", .stay: "permanent", .from: "2025-10-01",
        .previousAddress: "Алматы, Абай 1", .registeredWithParents: "no", .placementBasis: "12, 01.09.2025",
        .feeExemption: "child_in_care",
    ]
    var kind = InstitutionKind.boardingSchool
    var dated = "2025-09-25"
    var today = "2025-09-25"
    var stay: Stay?
    var from: String?
    var until: String?
    var policy = Policy.egov2017
    var words = WordBook()

    /// The same with other cells; nil empties a cell.
    func with(_ changes: [Column: String?]) -> Sample {
        var changed = self
        for (column, text) in changes { changed.cells[column] = text }
        return changed
    }

    /// A man of 20, to whom the military rules apply.
    static let recruit = Sample().with([
        .iin: checked("05010159900"), .birthDate: "2005-01-01", .sex: "M", .militaryDocument: "123",
        .militaryMarkOn: "2025-09-01", .registeredWithParents: nil,
    ])

    /// A boy of 6 with a birth certificate and a departure leaf.
    static let child = Sample().with([
        .iin: "190101599008", .birthDate: "2019-01-01", .sex: "M", .documentType: "birth_certificate",
        .documentNumber: "АИ 123456", .documentSample: nil, .departureLeaf: "7",
    ])

    /// The same girl for half a year in a sanatorium.
    static let guest = Sample(kind: .sanatorium).with([
        .stay: "temporary", .until: "2026-03-01", .registeredWithParents: nil,
    ])

    init(kind: InstitutionKind = .boardingSchool) { self.kind = kind }

    func terms() throws -> PetitionTerms {
        PetitionTerms(
            kind: kind, dated: try day(dated), stay: stay, from: try from.map { try day($0) },
            until: try until.map { try day($0) }, today: try day(today))
    }

    func judged() throws -> JudgedRow {
        RowJudge(policy: policy, terms: try terms(), words: words).judge(RowText(number: 7, cells: cells))
    }

    /// Its issues as `code column`.
    func found() throws -> [String] {
        try judged().issues.map { "\($0.code.rawValue) \($0.place.column?.rawValue ?? "-")" }
    }
}
