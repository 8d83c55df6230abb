extension Rule {
    /// What somebody who arrives brings along from where they were.
    static let arrival: [Rule] = [
        Rule(.placementBasisRequired) { row, findings in
            if row.needs(.placementBasis), row.lacks(.placementBasis) {
                findings.add(.placementBasisRequired, at: .placementBasis)
            }
        },
        Rule(.previousAddressRequired) { row, findings in
            if row.needs(.previousAddress), row.lacks(.previousAddress) {
                findings.add(.previousAddressRequired, at: .previousAddress)
            }
        },
        Rule(.departureLeafRequired) { row, findings in
            guard row.needs(.departureLeaf), row.lacks(.departureLeaf), let stay = row.reading.stay,
                row.inForce.leafStays.contains(stay), !row.unreadable.contains(.documentSample)
            else { return }
            // Removal at the former address is automatic with a card of the new sample; a child has no such card.
            let isChild = row.age.map { $0 < row.inForce.identityAge } ?? false
            let hasNewSample =
                row.reading.documentSample == .new && row.reading.documentType != .birthCertificate && !isChild
            guard !hasNewSample else { return }
            var arguments = ["stay": stay.rawValue]
            if let age = row.age { arguments["age"] = "\(age)" }
            if let sample = row.reading.documentSample { arguments["sample"] = sample.rawValue }
            findings.add(.departureLeafRequired, at: .departureLeaf, arguments)
        },
    ]
}
