import Domain
import Testing

@Suite struct IINTests {
    @Test(arguments: [
        ("090909699006", "09••••••9006"), ("090909 699-006", "09•••• ••9-006"), ("90909699006", "90•••••9006"),
        ("9.10512E+11", "9.1••12E+11"), ("123456", "123456"), ("нет", "нет"), ("", ""),
    ])
    func `a text that may hold an IIN shows little of it`(text: String, shown: String) {
        #expect(IIN.masked(text) == shown)
    }

    @Test(arguments: [
        ("190101599008", "2019-01-01", Sex.male), ("151231699007", "2015-12-31", .female),
        ("120229599001", "2012-02-29", .male), ("120229599204", "2012-02-29", .male),
        ("090909699006", "2009-09-09", .female), ("080630599001", "2008-06-30", .male),
        ("031102699000", "2003-11-02", .female), ("990315399006", "1999-03-15", .male),
        ("000101699007", "2000-01-01", .female), ("550505499004", "1955-05-05", .female),
        ("410722399007", "1941-07-22", .male), ("991231199011", "1899-12-31", .male),
    ])
    func `the worked examples have their birth date and sex`(_ text: String, _ birth: String, _ sex: Sex) throws {
        let iin = try IIN(text)
        #expect(iin.birthDate?.description == birth)
        #expect(iin.sex == sex)
        #expect(iin.digits == text)
        #expect(IIN(number: iin.number) == iin)
        var bytes = Array("<".utf8)
        iin.append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "<" + text)
    }

    @Test func `a number whose both rounds give ten has no check digit at all`() {
        for last in 0...9 {
            #expect(throws: IIN.Malformed.checkDigit) { try IIN("12030159930\(last)") }
        }
    }

    @Test(arguments: [
        ("151231699008", IIN.Malformed.checkDigit), ("", .length(0)), ("15123169900", .length(11)),
        ("1512316990070", .length(13)), ("15123169900Ұ", .notADigit(at: 11)), ("15123169 007", .notADigit(at: 8)),
        ("١٥١٢٣١٦٩٩٠٠٧", .notADigit(at: 0)), ("000000000000", .date),
    ])
    func `what is no IIN says why`(_ text: String, _ fault: IIN.Malformed) {
        #expect(throws: fault) { try IIN(text) }
    }

    @Test func `days that do not exist and digits without a century are refused`() throws {
        for base in ["12023059900", "12130159900", "15123179900", "15123189900", "15123199900", "15023069900"] {
            let text = try #require(checked(base))
            #expect(throws: IIN.Malformed.date) { try IIN(text) }
            #expect(try IIN(number: #require(Int64(text))) == nil)
        }
    }

    @Test func `a seventh digit 0 leaves birth date and sex open`() throws {
        let iin = try IIN(#require(checked("85010109900")))
        #expect(iin.birthDate == nil)
        #expect(iin.sex == nil)
    }

    @Test func `a description shows birth year and last four digits only`() throws {
        let iin = try IIN("090909699006")
        #expect("\(iin)" == "09••••••9006")
        #expect(String(reflecting: iin) == "09••••••9006")
    }

    @Test func `every number that is made by the rules is read back`() throws {
        var random = SplitMix(state: 7)
        var made = 0
        while made < 20_000 {
            let birth = Day(number: Int32.random(in: -62_000...20_000, using: &random))
            let sex = Bool.random(using: &random)
            let digit = (birth.year / 100 - 18) * 2 + (sex ? 1 : 2)
            let date = String(birth.description.filter { $0 != "-" }.dropFirst(2))
            guard let text = checked("\(date)\(digit)\(Int.random(in: 1_000...9_999, using: &random))") else {
                continue
            }
            let iin = try IIN(text)
            #expect(iin.birthDate == birth)
            #expect(iin.sex == (sex ? .male : .female))
            made += 1
        }
    }

    /// The algorithm's two known holes: the eleventh digit has the weight 11, so the first round does not see it; and where
    /// one of the two numbers needs the second round, the two are checked by different weights.
    @Test func `one wrong digit is found unless it is the eleventh or a second round hides it`() throws {
        for text in ["151231699007", "090909699006", "990315399006", "120229599204", "410722399007"] {
            let digits = text.utf8.map { Int($0 - 0x30) }
            for place in 0..<12 {
                for digit in 0...9 where digit != digits[place] {
                    var changed = digits
                    changed[place] = digit
                    let round = [digits, changed].map { firstRound($0) }
                    guard (try? IIN(changed.map(String.init).joined())) != nil else { continue }
                    #expect(place == 10 || place < 10 && round.contains(10), "\(text) at \(place)")
                }
            }
        }
    }

    private func firstRound(_ digits: [Int]) -> Int { zip(digits.prefix(11), 1...).reduce(0) { $0 + $1.0 * $1.1 } % 11 }
}

@Suite struct BINTests {
    @Test(arguments: [
        "940140000385", "950341000052", "961141000023", "070941024691", "170140990019", "170142990011", "170141990014",
        "010940990016", "121040990019", "220640990019",
    ])
    func `the worked examples are numbers of resident bodies`(_ text: String) throws {
        let bin = try BIN(text)
        #expect(bin.kind == .resident)
        #expect("\(bin)" == text)
        #expect(BIN(number: bin.number) == bin)
    }

    @Test(arguments: [
        ("170140990018", BIN.Malformed.checkDigit), ("17014099001", .length(11)), ("17014099001x", .notADigit(at: 11)),
        ("090909699006", .kind),
    ])
    func `what is no BIN says why`(_ text: String, _ fault: BIN.Malformed) {
        #expect(throws: fault) { try BIN(text) }
    }

    @Test func `a thirteenth month is refused and the fifth digit names the kind`() throws {
        #expect(throws: BIN.Malformed.date) { try BIN(#require(checked("17134099001"))) }
        #expect(try BIN(#require(checked("17015099001"))).kind == .nonResident)
        #expect(try BIN(#require(checked("17016399001"))).kind == .jointEntrepreneurship)
    }
}

/// Eleven digits with their check digit, reckoned here a second time; nil when there is none.
func checked(_ base: String) -> String? {
    let digits = base.utf8.map { Int($0) - 0x30 }
    for weights in [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]] {
        let check = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        if check < 10 { return base + "\(check)" }
    }
    return nil
}

/// A small generator with a seed, so that a failure comes again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
