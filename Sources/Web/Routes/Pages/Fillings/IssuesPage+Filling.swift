import Domain
import Intake
import Store
import Texts

extension IssuesPage {
    /// Which issues are shown.
    struct Filter: Sendable {
        let severity: Issue.Severity?
        let code: IssueCode?
    }

    init(
        _ issues: Slice<StoredIssue, [Int64]>, _ groups: [IssueGroup], _ repairs: Slice<StoredRepair, Int64>,
        of petition: Petition, _ filter: Filter, cursor: String?, _ reader: Reader
    ) {
        let list = Address("/petitions/\(petition.id)/issues")
        let narrowed = list.with("severity", filter.severity?.rawValue).with("code", filter.code?.rawValue)
        let isEditable = petition.state.isEditable && reader.caller.may(.repair)
        self.init(
            bar: PetitionBar(petition, .issues, reader), filters: Self.filters(groups, filter, list, reader.words),
            groups: groups.filter { $0.count > 1 }.prefix(Self.groupsShown).enumerated().map { index, group in
                Group(group, number: index + 1, of: petition, isEditable: isEditable, list, reader)
            },
            made: isEditable ? repairs.elements.map { Made($0, of: petition, reader) } : [],
            hasMoreMade: repairs.next != nil,
            lines: issues.elements.map { Line($0, of: petition, isEditable: isEditable, canMend: isEditable, reader) },
            isEditable: isEditable, workbookURL: "/petitions/\(petition.id)/workbook",
            correctionURL: isEditable && reader.caller.may(.upload) ? "/petitions/new?parent=\(petition.id)" : nil,
            narrowedTo: filter.code.map { reader.message(Issue($0, at: .file)) }, allURL: list.text,
            paging: Paging(
                issues.elements.count, of: narrowed, cursor: cursor,
                next: issues.next.map { $0.map { "\($0)" }.joined(separator: "-") }, reader.words))
    }

    private static let groupsShown = 60
    /// Repairs that the page lists with what undoes them.
    static let repairsShown = 20

    private static func filters(
        _ groups: [IssueGroup], _ filter: Filter, _ list: Address, _ words: Wording
    ) -> [Choice] {
        func count(_ severity: Issue.Severity?) -> Int {
            groups.filter { severity == nil || $0.severity == severity }.reduce(0) { $0 + $1.count }
        }
        let choices: [(key: String, severity: Issue.Severity?)] = [
            ("all", nil), ("errors", .error), ("warnings", .warning), ("notes", .note),
        ]
        return choices.filter { $0.severity == nil || count($0.severity) > 0 || $0.severity == filter.severity }.map {
            Choice(
                label: words("filters", $0.key), url: list.with("severity", $0.severity?.rawValue).text,
                count: words.grouped(count($0.severity)), isCurrent: filter.severity == $0.severity)
        }
    }
}

extension IssuesPage.Line {
    /// - Parameter canMend: whether a cell is mended here, and not in a form of its whole row.
    init(_ stored: StoredIssue, of petition: Petition, isEditable: Bool, canMend: Bool, _ reader: Reader) {
        let (issue, words) = (stored.issue, reader.words)
        let masked = issue.masked
        let column = issue.place.column
        let rowURL = issue.place.row.map { "/petitions/\(petition.id)/rows/\($0)" }
        // how a cell was read says all of itself: nothing is expected of anybody
        let reading = isEditable ? IssuesPage.Reading(masked, at: rowURL, reader) : nil
        self.init(
            row: issue.place.row.map { words.grouped($0) }, rowURL: rowURL, cell: petition.cell(of: issue),
            column: column.map { reader.label($0) },
            found: masked.found.map { found in column.map { reader.written(found, in: $0) } ?? found },
            message: reader.message(masked),
            expected: reading == nil ? reader.texts.expected(masked, in: reader.language) : nil,
            example: reading == nil ? reader.texts.example(masked, in: reader.language) : nil,
            severity: Tag(issue.severity, words),
            repair: canMend ? IssuesPage.Repair(stored, at: rowURL, reader) : nil, reading: reading,
            offer: isEditable ? IssuesPage.Offer(issue, at: rowURL, reader) : nil,
            fileURL: petition.fileURL(for: issue, reader.caller), ruleURL: issue.code.rulePath)
    }
}

extension Issue {
    /// As it may stand on a page: an IIN, or what was read as one, is somebody's. One that can be no IIN is shown, or nobody could mend it.
    fileprivate var masked: Issue {
        var arguments = arguments
        if place.column == .iin, let read { arguments["read"] = IIN.masked(read) }
        let isPersons = read != nil && place.column == .iin || found.map { (try? IIN($0)) != nil } ?? false
        return Issue(
            code, at: place, found: isPersons ? found.map(IIN.masked) : found, arguments: arguments, severity: severity)
    }
}

extension IssuesPage.Repair {
    /// A field for the issue's cell; nil when it has none.
    fileprivate init?(_ stored: StoredIssue, at url: String?, _ reader: Reader) {
        guard let url, let column = stored.issue.place.column, let label = stored.issue.heard(reader),
            stored.issue.severity != .note
        else { return nil }
        let isPersons = stored.issue.found.map { (try? IIN($0)) != nil } ?? false
        let value = isPersons ? "" : stored.issue.nearest ?? stored.issue.found ?? ""
        let known = reader.choices(of: column).map { known in
            Field.Option(value: known, label: reader.written(known, in: column), isSelected: known == value)
        }
        let nothing = Field.Option(value: "", label: reader.words("issues", "choose"))
        self.init(
            url: url, column: column.rawValue, value: reader.written(value, in: column), fieldID: "fix-\(stored.id)",
            label: label,
            options: known.isEmpty ? [] : [nothing] + known, isSelect: !known.isEmpty, isInput: known.isEmpty)
    }
}

extension Issue {
    /// The row and the column of a cell's issue for those who hear the page.
    fileprivate func heard(_ reader: Reader) -> String? {
        guard case .cell(let row, let column) = place else { return nil }
        return reader.words(
            "issues", "repair_one", ["row": reader.words.grouped(row), "column": reader.label(column)])
    }
}

extension IssuesPage.Reading {
    /// How a cell was read; nil when nothing was repaired in it. A name taken apart in its columns is no such repair.
    fileprivate init?(_ issue: Issue, at url: String?, _ reader: Reader) {
        guard let url, let column = issue.place.column, let label = issue.heard(reader), issue.severity == .note,
            let found = issue.found, let read = issue.read
        else { return nil }
        self.init(
            url: url + "/reading", column: column.rawValue,
            sentence: reader.words(
                "issues", "was_read", ["found": found.quotable, "read": reader.written(read, in: column).quotable]),
            label: label)
    }
}

extension IssuesPage.Offer {
    /// What a note suggests where nothing was changed; errors and warnings have it in their field already.
    fileprivate init?(_ issue: Issue, at url: String?, _ reader: Reader) {
        guard let url, let column = issue.place.column, let label = issue.heard(reader), issue.severity == .note,
            let nearest = issue.nearest
        else { return nil }
        self.init(
            url: url, column: column.rawValue, value: nearest,
            act: reader.words("issues", "take", ["value": reader.written(nearest, in: column).quotable]), label: label)
    }
}
