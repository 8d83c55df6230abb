/// What keeps a command from its work, in an operator's words, and what can be done about it.
struct OperatorError: Error, CustomStringConvertible {
    /// What is wrong.
    let problem: String
    /// What to do; nil when the problem says it.
    let advice: String?

    init(_ problem: String, advice: String? = nil) {
        self.problem = problem
        self.advice = advice
    }

    var description: String { advice.map { "\(problem)\n  \($0)" } ?? problem }
}
