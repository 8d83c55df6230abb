extension Rule {
    /// The state fee is paid, or there is a reason why it is not due.
    static let fee: [Rule] = [
        Rule(.feeReceiptRequired) { row, findings in
            guard row.needs(.fee), row.inForce.feeRequired, row.lacks(.feeReceipt), row.lacks(.feeExemption) else {
                return
            }
            findings.add(
                .feeReceiptRequired, at: .feeReceipt,
                row.inForce.marked(["fee": row.inForce.fee, "day": "\(row.terms.dated)"], .fee),
                severity: row.severity(lacking: .fee))
        },
        Rule(.feeExemptionUnknown) { row, findings in
            guard row.needs(.fee), row.inForce.feeRequired, row.lacks(.feeReceipt),
                let exemption = row.reading.feeExemption, !row.inForce.feeExemptions.contains(exemption)
            else { return }
            let known = FeeExemption.allCases.filter { row.inForce.feeExemptions.contains($0) }
            findings.add(
                .feeExemptionUnknown, at: .feeExemption, ["expected": known.map(\.rawValue).joined(separator: " ")],
                severity: row.severity(lacking: .fee))
        },
    ]
}
