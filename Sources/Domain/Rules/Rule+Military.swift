extension Rule {
    /// Male citizens of the ages of call-up show that the local military body has them on its register.
    static let military: [Rule] = [
        Rule(.militaryDocumentRequired) { row, findings in
            guard let arguments = liability(row, lacking: .militaryDocument) else { return }
            findings.add(.militaryDocumentRequired, at: .militaryDocument, arguments)
        },
        Rule(.militaryMarkRequired) { row, findings in
            guard let arguments = liability(row, lacking: .militaryMarkOn) else { return }
            findings.add(.militaryMarkRequired, at: .militaryMarkOn, arguments)
        },
    ]

    /// What the message needs when somebody liable for call-up lacks a cell; nil for everybody else.
    private static func liability(_ row: RowCase, lacking column: Column) -> [String: String]? {
        guard row.lacks(column), row.needs(.military), row.reading.sex == .male,
            row.reading.citizenship == Citizenship.kazakhstan, let age = row.age, row.inForce.militaryAges ~= age
        else { return nil }
        let ages = row.inForce.militaryAges
        return ["age": "\(age)", "earliest": "\(ages.lowerBound)", "limit": "\(ages.upperBound)"]
    }
}
