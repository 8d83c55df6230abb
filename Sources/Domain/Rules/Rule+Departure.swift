extension Rule {
    /// Who leaves says why.
    static let departure: [Rule] = [
        Rule(.departureReasonRequired) { row, findings in
            guard row.needs(.departureReason), row.lacks(.departureReason) else { return }
            findings.add(
                .departureReasonRequired, at: .departureReason, severity: row.severity(lacking: .departureReason))
        }
    ]
}
