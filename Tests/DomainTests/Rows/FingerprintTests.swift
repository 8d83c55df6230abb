import Domain
import Testing

struct FingerprintTests {
    private func fingerprint(_ cells: [String]) -> Int64 {
        var fingerprint = Fingerprint()
        for cell in cells { Array(cell.utf8).withUnsafeBytes { fingerprint.add($0) } }
        return fingerprint.value
    }

    @Test func `it is the same on every machine and in every version`() {
        #expect(fingerprint([]) == -3902240664710422443)
        #expect(fingerprint(["Сериков", "Арман"]) == -8979072556941510056)
    }

    @Test func `where a cell ends counts, and every byte of it`() {
        let texts = [
            ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["abd"], ["12345678"], ["12345678", ""], ["123456789"],
            ["12345678\u{1}"], ["\u{0}"], ["\u{0}\u{0}"], [""], ["0123456789abcdef"], ["0123456789abcdef", ""],
            ["1123456789abcdef"], ["0123456789abcdeg"], ["0123456789abcdef01234567"], ["0123456701234567"],
        ]
        #expect(Set(texts.map(fingerprint)).count == texts.count)
    }

    @Test func `a million numbers have a million fingerprints`() {
        let all = Set((0..<1_000_000).map { fingerprint(["\($0)"]) })
        #expect(all.count == 1_000_000)
    }
}
