extension Rule {
    /// Who leaves says why.
    static let departure: [Rule] = [
        Rule(.departureReasonRequired) { row, findings in
            if row.needs(.departureReason), row.lacks(.departureReason) {
                findings.add(.departureReasonRequired, at: .departureReason)
            }
        }
    ]
}
