import Domain
import FoundationEssentials
import Store
import Texts

extension AuditPage {
    init(
        _ found: Slice<AuditLine, Int64>, _ filter: AuditLog.Filter, _ institutions: [Institution],
        petition: Petition?, cursor: String?, _ reader: Reader
    ) {
        let words = reader.words
        let all = Field.Option(value: "", label: words("filters", "all"))
        let acts = AuditAction.allCases.map { Field.Option(value: $0.rawValue, label: words.act($0.rawValue)) }
        var fields = [
            Field(
                name: "action", label: words("audit", "act"), value: filter.action?.rawValue ?? "",
                options: [all] + acts),
            .day("day", label: words("audit", "day"), value: filter.day?.description ?? "", words),
        ]
        if !institutions.isEmpty {
            let options = institutions.map { Field.Option(value: "\($0.id)", label: $0.name.in(reader.language)) }
            fields.insert(
                Field(
                    name: "institution", label: words("audit", "institution"),
                    value: filter.institution.map { "\($0)" } ?? "", options: [all] + options), at: 0)
        }
        let list = Address("/audit").with("petition", filter.petition.map { "\($0)" })
            .with("institution", filter.institution.map { "\($0)" }).with("action", filter.action?.rawValue)
            .with("day", filter.day?.description)
        self.init(
            fields: fields,
            petition: petition.map {
                Fact(
                    label: words("register", "petition"), value: reader.number($0.summary), url: "/petitions/\($0.id)")
            },
            petitionID: filter.petition.map { "\($0)" },
            lines: found.elements.map { Line($0, namesInstitution: !institutions.isEmpty, reader) },
            paging: Paging(
                found.elements.count, of: list, cursor: cursor, next: found.next.map { "\($0)" }, words))
    }
}

extension AuditPage.Line {
    fileprivate init(_ line: AuditLine, namesInstitution: Bool, _ reader: Reader) {
        let words = reader.words
        let petition = line.petitionNumber.map { words("petition", "sign") + " " + $0 }
        let row = line.action.hasPrefix("row.") ? line.object : nil
        let rows = line.details["rows"].flatMap { Int($0) }.map { words.counted("rows", $0) }
        self.init(
            when: Formats.moment(line.at), machineWhen: line.at.formatted(.iso8601),
            by: line.name ?? line.role.map { reader.label($0) } ?? words("history", "system"),
            role: line.name == nil ? nil : line.role.map { reader.label($0) }, act: words.act(line.action),
            what: petition ?? line.premisesName,
            url: petition == nil ? nil : line.petition.map { "/petitions/\($0)" },
            institution: namesInstitution ? line.institutionName?.in(reader.language) : nil,
            detail: rows ?? row.map { words("audit", "row", ["row": $0]) })
    }
}

extension Wording {
    /// What was done, by its stable name, which itself stands for an act that has no words.
    func act(_ action: String) -> String { texts["audit_act"]?[action] ?? action }
}
