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
        _ issues: Slice<StoredIssue, [Int64]>, _ groups: [IssueGroup], of petition: Petition, _ filter: Filter,
        cursor: String?, _ reader: Reader
    ) {
        let list = Address("/petitions/\(petition.id)/issues")
        let narrowed = list.with("severity", filter.severity?.rawValue).with("code", filter.code?.rawValue)
        let isEditable = petition.state.isEditable && reader.caller.may(.repair)
        self.init(
            bar: PetitionBar(petition, .issues, reader), filters: Self.filters(groups, filter, list, reader.words),
            groups: groups.filter { $0.count > 1 }.map { Group($0, list, reader) },
            lines: issues.elements.map { Line($0, of: petition, isEditable: isEditable, reader) },
            isEditable: isEditable, workbookURL: "/petitions/\(petition.id)/workbook",
            narrowedTo: filter.code.map { reader.message(Issue($0, at: .file)) }, allURL: list.text,
            paging: Paging(
                issues.elements.count, of: narrowed, cursor: cursor,
                next: issues.next.map { $0.map { "\($0)" }.joined(separator: "-") }, reader.words))
    }

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

extension IssuesPage.Group {
    fileprivate init(_ group: IssueGroup, _ list: Address, _ reader: Reader) {
        self.init(
            severity: Tag(group.severity, reader.words), code: group.code.rawValue,
            message: reader.message(group.issue),
            column: group.column.map { reader.label($0) }, rows: reader.words.counted("rows", group.count),
            url: list.with("code", group.code.rawValue).text)
    }
}

extension IssueGroup {
    /// The issue that all of them are, without what differs from row to row.
    var issue: Issue { Issue(code, at: column.map { .column($0) } ?? .file, severity: severity) }
}

extension IssuesPage.Line {
    init(_ stored: StoredIssue, of petition: Petition, isEditable: Bool, _ reader: Reader) {
        let (issue, words) = (stored.issue, reader.words)
        let rowURL = issue.place.row.map { "/petitions/\(petition.id)/rows/\($0)" }
        self.init(
            row: issue.place.row.map { words.grouped($0) }, rowURL: rowURL, cell: petition.cell(of: issue),
            column: issue.place.column.map { reader.label($0) }, found: issue.masked.found,
            message: reader.message(issue.masked), expected: reader.texts.expected(issue.masked, in: reader.language),
            example: reader.texts.example(issue.masked, in: reader.language), severity: Tag(issue.severity, words),
            repair: isEditable ? IssuesPage.Repair(stored, at: rowURL, reader) : nil,
            fileURL: petition.fileURL(for: issue, reader.caller))
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
        guard let url, case .cell(let row, let column) = stored.issue.place, stored.issue.severity != .note else {
            return nil
        }
        let isPersons = stored.issue.found.map { (try? IIN($0)) != nil } ?? false
        self.init(
            url: url, column: column.rawValue, value: isPersons ? "" : stored.issue.nearest ?? stored.issue.found ?? "",
            fieldID: "fix-\(stored.id)",
            label: reader.words(
                "issues", "repair_one", ["row": reader.words.grouped(row), "column": reader.label(column)]))
    }
}
