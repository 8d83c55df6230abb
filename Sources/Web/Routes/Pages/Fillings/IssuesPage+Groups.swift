import Domain
import Store
import Texts

extension IssuesPage.Group {
    /// - Parameter number: its place on the page, for the ids of its fields.
    init(
        _ group: IssueGroup, number: Int, of petition: Petition, isEditable: Bool, _ list: Address, _ reader: Reader
    ) {
        let remedies = isEditable ? Remedies(group, number, "/petitions/\(petition.id)/repairs", reader) : nil
        self.init(
            severity: Tag(group.severity, reader.words), code: group.code.rawValue, ruleURL: group.code.rulePath,
            message: reader.message(group.issue),
            column: group.column.map { reader.label($0) }, rows: reader.words.counted("rows", group.count),
            url: list.with("code", group.code.rawValue).text, repair: remedies?.repair, acts: remedies?.acts ?? [])
    }
}

extension IssueGroup {
    /// The issue that all of them are, without what differs from row to row.
    var issue: Issue {
        var arguments: [String: String] = [:]
        arguments["nearest"] = nearest
        arguments["read"] = read
        arguments["limit"] = limit
        return Issue(
            code, at: column.map { .column($0) } ?? .file, found: found.text, arguments: arguments, severity: severity)
    }
}

extension Mistake.Found {
    /// The text, where there is one.
    var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// What can be done to all rows of a group at once.
private struct Remedies {
    let group: IssueGroup
    let mistake: Mistake
    let number: Int
    let url: String
    let reader: Reader

    init?(_ group: IssueGroup, _ number: Int, _ url: String, _ reader: Reader) {
        // what comparing rows found is mended row by row
        guard let mistake = group.mistake, group.firstRow != nil else { return nil }
        self.group = group
        self.mistake = mistake
        self.number = number
        self.url = url
        self.reader = reader
    }

    private var rows: String { reader.words.counted("rows", group.count) }
    private var words: Wording { reader.words }

    /// A form with one value; nil where one cannot be right for all, or nothing is wrong.
    var repair: IssuesPage.GroupRepair? {
        guard group.severity != .note, mistake.allows(.value("")), group.code != .stayUntilNotAllowed else {
            return nil
        }
        let known = reader.choices(of: mistake.column).map { value in
            Field.Option(
                value: value, label: reader.written(value, in: mistake.column), isSelected: value == group.nearest)
        }
        return IssuesPage.GroupRepair(
            url: url, column: mistake.column.rawValue, code: mistake.code.rawValue, found: mistake.found.text,
            fieldID: "repair-\(number)", label: label, options: known.isEmpty ? [] : [nothingChosen] + known,
            isSelect: !known.isEmpty, isInput: known.isEmpty, value: group.nearest ?? "",
            canRemember: mistake.mayBeRemembered)
    }

    private var label: String {
        guard let found = mistake.found.text else { return words("issues", "fill_label", ["rows": rows]) }
        let shown = reader.written(found, in: mistake.column)
        return words("issues", "repair_label", ["rows": rows, "found": shown.quotable])
    }

    private var nothingChosen: Field.Option { Field.Option(value: "", label: words("issues", "choose")) }

    var acts: [IssuesPage.GroupAct] {
        var acts: [IssuesPage.GroupAct] = []
        if group.suggestions > 1, mistake.found == .anything, mistake.allows(.suggestions) {
            acts.append(act("suggestions", "take_all", ["rows": words.counted("rows", group.suggestions)]))
        }
        if group.severity == .note, group.isReading { acts.append(act("as_written", "keep_all", ["rows": rows])) }
        if group.code == .stayUntilNotAllowed { acts.append(act("clear", "clear_all", ["rows": rows])) }
        return acts
    }

    private func act(_ remedy: String, _ key: String, _ values: [String: String]) -> IssuesPage.GroupAct {
        IssuesPage.GroupAct(
            url: url, column: mistake.column.rawValue, code: mistake.code.rawValue, found: mistake.found.text,
            remedy: remedy, label: words("issues", key, values))
    }
}

extension IssuesPage.Made {
    init(_ repair: StoredRepair, of petition: Petition, _ reader: Reader) {
        let words = reader.words
        let texts = [
            "column": reader.label(repair.column),
            "found": repair.found.map { reader.written($0, in: repair.column).quotable } ?? "",
            "value": repair.value.map { reader.written($0, in: repair.column).quotable } ?? "",
        ]
        self.init(
            text: words("issues", Self.key(repair), texts),
            rows: repair.row.map { words("issues", "row") + " " + words.grouped($0) }
                ?? words.counted("rows", repair.rows),
            about: "\(repair.madeByName), \(Formats.moment(repair.madeAt))", isRemembered: repair.isRemembered,
            undoURL: "/petitions/\(petition.id)/repairs/\(repair.id)/undo")
    }

    private static func key(_ repair: StoredRepair) -> String {
        switch (repair.kind, repair.found ?? "", repair.value ?? "") {
        case (.suggestions, _, _): "made_suggestions"
        case (.asWritten, "", _): "made_as_written"
        case (.asWritten, _, _): "made_text_as_written"
        case (.value, "", _): "made_filled"
        case (.value, _, ""): "made_cleared"
        case (.value, _, _): "made_replaced"
        }
    }
}

extension String {
    /// A cell's text within a sentence: its beginning, when it is long.
    var quotable: String { count <= 80 ? self : prefix(80) + "…" }
}
