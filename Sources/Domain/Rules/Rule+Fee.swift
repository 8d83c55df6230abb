extension Rule {
    /// The state fee is paid, or there is a reason why it is not due.
    static let fee: [Rule] = [
        Rule(.feeReceiptRequired) { row, findings in
            guard row.needs(.fee), row.inForce.feeRequired, row.lacks(.feeReceipt), row.lacks(.feeExemption) else {
                return
            }
            findings.add(
                .feeReceiptRequired, at: .feeReceipt,
                ["fee": row.inForce.fee, "day": "\(row.terms.dated)"])
        }
    ]
}
