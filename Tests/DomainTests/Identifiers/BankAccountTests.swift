import Domain
import Testing

@Suite struct BankAccountTests {
    @Test func `an account is read with and without blanks`() throws {
        // the registry of IBANs gives this one as its example for Kazakhstan
        #expect(try BankAccount("KZ86 125K ZT50 0410 0100").text == "KZ86125KZT5004100100")
        #expect(try BankAccount("kz86125kzt5004100100").text == "KZ86125KZT5004100100")
    }

    @Test(arguments: [
        "", "KZ86125KZT500410010", "KZ86125KZT50041001001", "KZ86125KZT5004100101", "KZ68125KZT5004100100",
        "DE86125KZT5004100100", "KZ8Б125KZT5004100100", "KZ86125KZT50041001-0",
    ])
    func `a slip is found`(_ text: String) {
        #expect(throws: BankAccount.Malformed.self) { try BankAccount(text) }
    }
}
