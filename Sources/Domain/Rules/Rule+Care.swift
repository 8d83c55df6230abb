extension Rule {
    /// Children in care are registered at the institution only if they are not registered with their parents.
    static let care: [Rule] = [
        Rule(.parentsDeclarationRequired) { row, findings in
            guard let age = ageInCare(row), row.lacks(.registeredWithParents) else { return }
            findings.add(
                .parentsDeclarationRequired, at: .registeredWithParents,
                ["age": "\(age)", "limit": "\(row.inForce.majorityAge)", "expected": YesNo.no.rawValue])
        },
        Rule(.parentsRegisteredElsewhere) { row, findings in
            guard let age = ageInCare(row), row.reading.registeredWithParents == true else { return }
            findings.add(
                .parentsRegisteredElsewhere, at: .registeredWithParents,
                ["age": "\(age)", "limit": "\(row.inForce.majorityAge)", "expected": YesNo.no.rawValue])
        },
    ]

    /// The age of a child in care whom the rule concerns; nil for everybody else.
    private static func ageInCare(_ row: RowCase) -> Int? {
        guard row.needs(.parentsDeclaration), row.inForce.careRequiresNoParents, row.terms.kind.caresForChildren,
            let age = row.age, age < row.inForce.majorityAge
        else { return nil }
        return age
    }
}
