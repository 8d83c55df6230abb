import Tabular
import Testing

@Suite struct CSVWriterTests {
    private static let shapes: [(UInt8, Bool, CSVWriter.Quoting)] = [
        (UInt8(ascii: ","), false, .needed), (UInt8(ascii: ";"), true, .needed), (UInt8(ascii: "\t"), false, .always),
    ]

    @Test(.enabled(if: Corpora.areHere, Corpora.missing))
    func `naughty strings come back as they went`() throws {
        let strings = try Corpora.naughtyStrings().filter { !$0.utf8.contains(0) }
        #expect(strings.count > 500)
        for (separator, mark, quoting) in Self.shapes {
            var writer = CSVWriter(
                separator: separator, byteOrderMark: mark, quoting: quoting, guardsFormulas: false)
            writer.write(["a", "b", "c"])
            for string in strings { writer.write([string, string, "x"]) }
            let rows = try csv(writer.take()).map(\.cells)
            #expect(rows.dropFirst().elementsEqual(strings.map { [$0, $0, "x"] }))
        }
    }

    @Test(arguments: ["=1+1", "+7", "-1", "@x", "\tx", "\rx", "\nx"])
    func `a cell that a spreadsheet would compute begins with an apostrophe`(cell: String) throws {
        var writer = CSVWriter()
        writer.write(["a", cell])
        #expect(try csv(writer.take())[0].cells == ["a", "'" + cell])
    }

    @Test func `only what needs quotes gets them`() {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write(["a", "b,c", "d\"e", "", "f\ng"])
        writer.write([""])
        writer.write(["sep=;"])
        let expected = "\u{FEFF}a,\"b,c\",\"d\"\"e\",,\"f\ng\"\r\n\"\"\r\n\"sep=;\"\r\n"
        #expect(writer.bytes == Array(expected.utf8))
        #expect(writer.take() == Array(expected.utf8))
        #expect(writer.bytes.isEmpty)
    }
}
