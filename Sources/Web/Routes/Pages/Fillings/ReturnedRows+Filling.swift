import Domain
import Store

/// The rows that a reviewer returned, as a draft has them, with what was said of them.
struct ReturnedRows: Sendable {
    let petition: Int64
    /// Those that are listed, by number.
    let rows: [StoredRow]
    let notes: [PinnedNote]
    /// Those of them that differ from what the reviewer saw.
    let changed: Set<Int>
    /// How many there are in all.
    let count: Int

    /// The first that nobody touched; nil when there is none among those listed.
    var firstToMend: Int? { rows.first { !changed.contains($0.number) }?.number }
}

extension WebRoom {
    private static let returnedShown = 20

    /// What is to be mended in a draft of returned rows; nil for any other petition.
    func returnedRows(of petition: Petition, by caller: Caller) async throws(Refusal) -> ReturnedRows? {
        guard petition.state == .draft, petition.summary.isSecond, let parent = petition.summary.parent else {
            return nil
        }
        let rows = try await store.petitions.rows(of: petition.id, limit: Self.returnedShown, by: caller).elements
        let numbers = rows.map(\.number)
        if numbers.isEmpty { return nil }
        let before = Dictionary(
            try await store.petitions.rows(numbers, of: parent, by: caller).map { ($0.number, $0.values) },
            uniquingKeysWith: { first, _ in first })
        return ReturnedRows(
            petition: petition.id, rows: rows,
            notes: try await store.petitions.notes(of: parent, rows: numbers, by: caller),
            changed: Set(rows.filter { row in before[row.number].map { $0 != row.values } ?? true }.map(\.number)),
            count: petition.counts.rows - petition.counts.blank)
    }
}

extension PetitionPage.Returned {
    init(_ returned: ReturnedRows, _ reader: Reader) {
        let notes = Dictionary(grouping: returned.notes, by: \.row)
        self.init(
            lines: returned.rows.map { row in
                Line(
                    number: reader.words("issues", "row_numbered", ["row": reader.words.grouped(row.number)]),
                    name: row.shownName(reader.words),
                    url: "/petitions/\(returned.petition)/rows/\(row.number)",
                    notes: (notes[row.number] ?? []).map { $0.words(reader) },
                    isChanged: returned.changed.contains(row.number))
            },
            more: returned.count > returned.rows.count
                ? reader.words(
                    "petition", "returned_more", ["rows": reader.words.counted("rows", returned.count)]) : nil)
    }
}
