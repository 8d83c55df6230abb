/// What is wrong with a policy file, and in which line; the words for it are in Texts.
public struct PolicyFault: Error, Hashable, Sendable {
    /// The stable names of faults.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case encoding, syntax
        case tooLarge = "too_large"
        case keyUnknown = "key_unknown"
        case keyMissing = "key_missing"
        case keyRepeated = "key_repeated"
        case valueWrong = "value_wrong"
        case codeUnknown = "code_unknown"
        case codeRepeated = "code_repeated"
        case daysOutOfOrder = "days_out_of_order"
        case daysOverlap = "days_overlap"
        case daysUncovered = "days_uncovered"
        case kindUncovered = "kind_uncovered"
        case lineRepeated = "line_repeated"
        case contradiction
    }

    /// What is wrong.
    public let code: Code
    /// The line of the file, from 1.
    public let line: Int
    /// What its sentence needs beside it.
    public let arguments: [String: String]

    /// Describes a fault.
    public init(_ code: Code, line: Int, _ arguments: [String: String] = [:]) {
        self.code = code
        self.line = line
        self.arguments = arguments
    }
}

/// Everything that is wrong with a policy file, in the order of its lines; never empty.
public struct PolicyFaults: Error, Hashable, Sendable {
    /// The faults.
    public let faults: [PolicyFault]
}
