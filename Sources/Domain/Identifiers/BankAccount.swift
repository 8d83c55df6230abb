/// An account at a bank of Kazakhstan: an IBAN of 20 characters, whose check digits agree.
public struct BankAccount: Hashable, Sendable, CustomStringConvertible {
    /// The account without blanks.
    public let text: String

    /// The account as it is written.
    public var description: String { text }

    /// What is not an account.
    public struct Malformed: Error, Hashable, Sendable {}

    /// Reads an account, with or without blanks.
    public init(_ written: String) throws(Malformed) {
        let text = written.uppercased().filter { !$0.isWhitespace }
        let characters = Array(text.utf8)
        guard characters.count == 20, text.hasPrefix("KZ"), characters[2...3].allSatisfy({ 0x30...0x39 ~= $0 }) else {
            throw Malformed()
        }
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            switch character {
            case 0x30...0x39: remainder = (remainder * 10 + Int(character - 0x30)) % 97
            case 0x41...0x5A: remainder = (remainder * 100 + Int(character - 0x41) + 10) % 97
            default: throw Malformed()
            }
        }
        guard remainder == 1 else { throw Malformed() }
        self.text = text
    }
}
