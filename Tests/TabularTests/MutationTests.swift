import Foundation
import Tabular
import Testing

/// Ten thousand damaged files of each kind, the same ones at every run; `TIRKEU_MUTATIONS` asks for more,
/// `TIRKEU_SEED` for others. Each reads, or is refused by name, at a cost that its size bounds.
@Suite struct MutationTests {
    private static let count = environment("TIRKEU_MUTATIONS") ?? 10_000
    private static let seed = UInt64(environment("TIRKEU_SEED") ?? 20_260_831)

    private static func environment(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    private static let limits: TabularLimits = {
        var limits = TabularLimits()
        limits.rows = 64
        limits.columns = 12
        limits.cellBytes = 256
        limits.inflatedBytes = 1 << 20
        return limits
    }()

    /// One to four changes, of single bytes, pieces, or what the kind finds interesting.
    private func mutated(_ valid: [UInt8], _ words: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
        var bytes = valid
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { return bytes }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, at + Int.random(in: 1...24, using: &random))
            switch UInt8.random(in: 0...7, using: &random) {
            case 0: bytes[at] = .random(in: 0...255, using: &random)
            case 1: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 2: bytes.removeSubrange(at..<end)
            case 3: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 4: bytes.removeSubrange(at...)
            case 5: bytes.insert(contentsOf: bytes[at..<end].reversed(), at: at)
            default: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: at)
            }
        }
        return bytes
    }

    private func words(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    // MARK: CSV

    @Test func `mutated CSV reads as a plain reader reads it, in chunks of any size, or is refused by name`() throws {
        var random = Seeded(state: Self.seed)
        let text =
            "ЖСН;Аты;Ескерту\r\n1;Әсел;\"a;\"\"b\"\"\"\n\n2;Ерлан;\"екі\nжол\"\r3;\"say \\\"hi\\\", ok\";№ 7\n4;;\n"
        let wide = Array(text.data(using: .utf16LittleEndian) ?? Data())
        let russian: [UInt8] =
            Array("1;".utf8) + [0xC8, 0xE2, 0xE0, 0xED, 0xEE, 0xE2] + Array(";a\n2;".utf8)
            + [0xCF, 0xB8, 0xF2, 0xF0, 0x9D, 0xBF, 0x3B, 0x22, 0xC0, 0x22, 0x0A]
        let seeds = [Array(text.utf8), wide, russian, Array("sep=|\na|b,c\n1|2\n".utf8)]
        let words = words("\"", ";", "\r", "\n", "\"\"", "\\\"", "\0", "\u{FEFF}", "sep=,\n", ",,,,,,,,,,,,,,")
        var refused: [String: Int] = [:]
        for round in 0..<Self.count {
            let bytes = mutated(seeds[round % seeds.count], words, &random)
            let whole = outcome(bytes, chunk: .max)
            let split = outcome(bytes, chunk: Int.random(in: 1...40, using: &random))
            #expect(whole == split, "round \(round)")
            switch whole {
            case .success(let table):
                #expect(table.rows.count <= bytes.count + 1)
                let plain = PlainCSV.rows(table.text, table.dialect)
                #expect(table.rows == plain, "round \(round): \(bytes)")
            case .failure(let error): refused[error.code, default: 0] += 1
            }
        }
        #expect(refused.count >= 5, "\(refused)")
    }

    private struct Table: Equatable {
        var rows: [[String]] = []
        var dialect: CSVDialect?
        /// The text as its encoding has it, for a reader that is not ours.
        var text: [Character] = []
    }

    private func outcome(_ bytes: [UInt8], chunk: Int) -> Result<Table, TabularError> {
        var reader = CSVReader(limits: Self.limits)
        var table = Table()
        let take: (Record) throws -> Void = { record in
            table.rows.append(record.cells)
            #expect(record.number == table.rows.count)
        }
        do {
            for start in stride(from: 0, to: bytes.count, by: min(chunk, 1 << 20)) {
                let end = min(bytes.count, start + min(chunk, 1 << 20))
                try reader.feed(Array(bytes[start..<end]), take)
            }
            try reader.finish(take)
            table.dialect = reader.dialect
            if let dialect = table.dialect { table.text = PlainCSV.text(bytes, dialect) }
            return .success(table)
        } catch let error as TabularError { return .failure(error) } catch {
            Issue.record("\(error)")
            return .failure(.empty)
        }
    }

    // MARK: JSON

    @Test func `mutated JSON reads as Foundation reads it, in chunks of any size, or is refused by name`() throws {
        var random = Seeded(state: Self.seed)
        let seeds = [
            Array(
                "[{\"iin\":\"08\",\"аты\":\"Гүл \\u04d9\\ud83d\\ude00\",\"n\":-1.5e3},{\"n\":null,\"b\":true},{}]".utf8),
            Array("{\"iin\":\"08\",\"x\":1}\n{\"x\":false,\"iin\":\"\\\"\\\\\"}\r\n".utf8),
        ]
        let words = words("\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\\u0000", "\\ud800", "null", "1e9", "\0")
        var refused: [String: Int] = [:]
        for round in 0..<Self.count {
            let bytes = mutated(seeds[round % 2], words, &random)
            let whole = objects(bytes, chunk: .max)
            #expect(whole == objects(bytes, chunk: Int.random(in: 1...9, using: &random)), "round \(round)")
            switch whole {
            case .success(let rows):
                // Foundation's reader is lenient where the standard is not, never the other way round.
                let lines = round % 2 == 1
                if !lines, bytes.first == UInt8(ascii: "[") {
                    let all = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]]
                    #expect(all?.count == rows.count, "round \(round)")
                    for (row, object) in zip(rows, all ?? []) {
                        for (key, value) in object where value is String { #expect(row[key] == value as? String) }
                    }
                }
            case .failure(let error): refused[error.code, default: 0] += 1
            }
        }
        #expect(refused.count >= 3, "\(refused)")
    }

    private func objects(_ bytes: [UInt8], chunk: Int) -> Result<[[String: String]], TabularError> {
        var reader = JSONReader(limits: Self.limits)
        var records: [Record] = []
        do {
            for start in stride(from: 0, to: bytes.count, by: min(chunk, 1 << 20)) {
                let end = min(bytes.count, start + min(chunk, 1 << 20))
                try reader.feed(Array(bytes[start..<end])) { records.append($0) }
            }
            try reader.finish { records.append($0) }
        } catch let error as TabularError { return .failure(error) } catch {
            Issue.record("\(error)")
            return .failure(.empty)
        }
        #expect(records.map(\.number) == Array(0..<records.count))
        let keys = reader.keys
        return .success(records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(keys, $0.cells)) })
    }

    // MARK: XLSX

    /// Longer than any piece that is copied, so that no change carries a row's words whole to another row.
    private static let tail = String(repeating: "-", count: 24)

    private static let workbook: WorkbookMaker = {
        var rows = ""
        for row in [1, 2, 3, 7, 20] {
            rows += """
                <row r='\(row)'><c r='A\(row)' t='inlineStr'><is><t>row\(row * 1_111)\(tail)</t></is></c>\
                <c r='B\(row)' t='s'><v>0</v></c><c r='C\(row)' s='1'><v>46265.5</v></c>\
                <c r='D\(row)' t='e'><v>#N/A</v></c><c r='F\(row)'><f>A1</f><v>1.5E3</v></c></row>
                """
        }
        return WorkbookMaker(
            rows: rows, strings: ["<t>a_x000D_</t>", "<r><t>b</t></r>"],
            styles: "<numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>"
                + "<cellXfs><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs>")
    }()

    @Test func `mutated archives are read or refused by name`() throws {
        try mutateWorkbooks(Self.count / 2) { random in
            self.mutated(Self.workbook.bytes(), self.words("PK", "\0\0", "../"), &random)
        }
    }

    @Test func `mutated sheets, strings and styles are read or refused by name, and no row changes its number`() throws
    {
        let words = words(
            "<c>", "<row>", "</row>", "<row r='9'>", "<v>", "hidden='1'", "<!DOCTYPE a>", "&#10;", "&lt;", "]]>", "'",
            "<is>", "s='1'", "t='s'", "<cols><col min='1' max='2' hidden='1'/></cols>", "99999999999", "-1", "_x0041_")
        let parts = Self.workbook.parts.indices.dropFirst(2).map { $0 } + [4, 4, 4, 4]
        try mutateWorkbooks(Self.count - Self.count / 2) { random in
            var maker = Self.workbook
            let part = parts.randomElement(using: &random) ?? 4
            let bytes = self.mutated(Array(maker.parts[part].text.utf8), words, &random)
            maker.parts[part].text = String(decoding: bytes, as: UTF8.self)
            return maker.bytes()
        }
    }

    private func mutateWorkbooks(_ count: Int, _ make: (inout Seeded) -> [UInt8]) throws {
        var random = Seeded(state: Self.seed)
        var (read, refused): (Int, [String: Int]) = (0, [:])
        try withFolder { folder in
            let path = folder.appending(path: "w.xlsx").path
            for round in 0..<count {
                let bytes = make(&random)
                guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return }
                do {
                    let reader = try XLSXReader(path: path, limits: Self.limits)
                    var last = 0
                    defer {
                        #expect(reader.cost.inflatedBytes <= Self.limits.inflatedBytes)
                        // The shortest row and cell are `<c/>` and `<row/>`.
                        #expect(reader.cost.cells * 4 + reader.cost.rows * 6 <= reader.cost.inflatedBytes)
                    }
                    try reader.read { record in
                        #expect(record.number > last && record.number <= 1_048_576)
                        last = record.number
                        #expect(record.count <= Self.limits.columns)
                        expectOwnNumber(record, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
                    }
                    read += 1
                } catch {
                    #expect(error is TabularError, "round \(round): \(error)")
                    refused[(error as? TabularError)?.code ?? "", default: 0] += 1
                }
            }
        }
        #expect(!refused.isEmpty, "\(read) read")
    }

    /// A row that says `row7777` is row 7: no few changes make `row3333` of it.
    private func expectOwnNumber(_ record: Record, _ file: @autoclosure () -> String) {
        guard
            let number = record.cells.first.flatMap({
                $0.hasPrefix("row") && $0.hasSuffix(Self.tail) ? Int($0.dropFirst(3).dropLast(24)) : nil
            }),
            [1, 2, 3, 7, 20].contains(number / 1_111), number % 1_111 == 0
        else { return }
        #expect(record.number == number / 1_111, "\(file())")
    }
}
