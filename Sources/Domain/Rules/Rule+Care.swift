extension Rule {
    /// Children in care are registered at the institution only if they are not registered with their parents.
    static let care: [Rule] = [
        Rule(.parentsDeclarationRequired) { row, findings in
            guard row.needs(.parentsDeclaration), row.lacks(.registeredWithParents) else { return }
            findings.add(
                .parentsDeclarationRequired, at: .registeredWithParents, arguments(row),
                severity: row.severity(lacking: .parentsDeclaration))
        },
        Rule(.parentsRegisteredElsewhere) { row, findings in
            guard row.needs(.parentsDeclaration), row.reading.registeredWithParents == true else { return }
            findings.add(
                .parentsRegisteredElsewhere, at: .registeredWithParents, arguments(row),
                severity: row.severity(lacking: .parentsDeclaration))
        },
    ]

    private static func arguments(_ row: RowCase) -> [String: String] {
        var arguments = ["limit": "\(row.inForce.majorityAge)", "expected": YesNo.no.rawValue]
        if let age = row.age { arguments["age"] = "\(age)" }
        return row.inForce.marked(arguments, .majorityAge)
    }
}
