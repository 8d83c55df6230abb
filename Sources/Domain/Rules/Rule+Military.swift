extension Rule {
    /// Who is liable for call-up shows that the local military body has them on its register.
    static let military: [Rule] = [
        Rule(.militaryDocumentRequired) { row, findings in
            guard row.needs(.military), row.lacks(.militaryDocument) else { return }
            findings.add(
                .militaryDocumentRequired, at: .militaryDocument, arguments(row),
                severity: row.severity(lacking: .military))
        },
        Rule(.militaryMarkRequired) { row, findings in
            guard row.needs(.military), row.lacks(.militaryMarkOn) else { return }
            findings.add(
                .militaryMarkRequired, at: .militaryMarkOn, arguments(row), severity: row.severity(lacking: .military))
        },
    ]

    private static func arguments(_ row: RowCase) -> [String: String] {
        let ages = row.inForce.militaryAges
        var arguments = ["earliest": "\(ages.lowerBound)", "limit": "\(ages.upperBound)"]
        if let age = row.age { arguments["age"] = "\(age)" }
        return row.inForce.marked(arguments, .militaryAges)
    }
}
