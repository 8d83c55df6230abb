extension Rule {
    /// What somebody who arrives brings along from where they were.
    static let arrival: [Rule] = [
        Rule(.placementBasisRequired) { row, findings in
            guard row.needs(.placementBasis), row.lacks(.placementBasis) else { return }
            findings.add(
                .placementBasisRequired, at: .placementBasis, severity: row.severity(lacking: .placementBasis))
        },
        Rule(.previousAddressRequired) { row, findings in
            guard row.needs(.previousAddress), row.lacks(.previousAddress) else { return }
            findings.add(
                .previousAddressRequired, at: .previousAddress, severity: row.severity(lacking: .previousAddress))
        },
        Rule(.departureLeafRequired) { row, findings in
            guard row.needs(.departureLeaf), row.lacks(.departureLeaf) else { return }
            var arguments: [String: String] = [:]
            if let stay = row.reading.stay { arguments["stay"] = stay.rawValue }
            if let age = row.age { arguments["age"] = "\(age)" }
            if let sample = row.reading.documentSample { arguments["sample"] = sample.rawValue }
            findings.add(
                .departureLeafRequired, at: .departureLeaf, arguments, severity: row.severity(lacking: .departureLeaf))
        },
    ]
}
