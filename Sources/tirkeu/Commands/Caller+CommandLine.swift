internal import Domain

extension Caller {
    /// Whoever may run this program on the database: an operator without an account, which the log shows as number 0.
    static let commandLine = Caller(
        account: 0, name: "command line", role: .operator, institution: nil, authority: nil, maySubmit: false,
        language: .en)
}
