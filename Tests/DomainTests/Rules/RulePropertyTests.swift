import Domain
import Testing

/// What holds for every rule, whatever the row.
@Suite struct RulePropertyTests {
    private static let samples: [Sample] = [Sample(), .recruit, .child, .guest]

    @Test(arguments: PolicyFile.shipped)
    func `a row without any one or two of its cells is judged, whatever it asks for`(_ file: PolicyFile) throws {
        for kind in [InstitutionKind.orphanage] {
            for sample in Self.samples {
                var sample = sample
                (sample.kind, sample.policy) = (kind, file.policy)
                let judge = RowJudge(policy: file.policy, terms: try sample.terms())
                for action in Action.allCases {
                    sample.cells[.action] = action.rawValue
                    for first in Column.allCases {
                        for second in Column.allCases where second.index >= first.index {
                            var cells = sample.cells
                            cells[first] = nil
                            cells[second] = nil
                            let judged = judge.judge(RowText(number: 2, cells: cells))
                            #expect(judged.state == RowState(judged.issues))
                        }
                    }
                }
            }
        }
        let nothing = RowJudge(policy: file.policy, terms: try Sample().terms()).judge(RowText(number: 2, cells: [:]))
        #expect(nothing.state == .faulty)
    }

    @Test(arguments: PolicyFile.shipped)
    func `a row stays as it was judged when it is judged once more`(_ file: PolicyFile) throws {
        for sample in Self.samples {
            var sample = sample
            sample.policy = file.policy
            let judge = RowJudge(policy: file.policy, terms: try sample.terms())
            let once = judge.judge(RowText(number: 2, cells: sample.cells))
            let again = judge.judge(once.text)
            #expect(again.issues == once.issues)
            #expect(again.reading == once.reading)
        }
    }

    @Test(arguments: PolicyFile.shipped)
    func `what a rule says of a row does not depend on the rows before it`(_ file: PolicyFile) throws {
        let judge = RowJudge(policy: file.policy, terms: try Sample().terms())
        var rows: [[Column: String]] = []
        for sample in Self.samples {
            for column in Column.allCases { rows.append(sample.with([column: nil]).cells) }
            for column in Column.allCases { rows.append(sample.with([column: "?"]).cells) }
        }
        func judged(_ order: [Int]) -> [Int: [Domain.Issue]] {
            Dictionary(
                uniqueKeysWithValues: order.map { ($0, judge.judge(RowText(number: $0, cells: rows[$0])).issues) })
        }
        let straight = judged(Array(rows.indices))
        #expect(judged(rows.indices.reversed()) == straight)
        let mixed = rows.indices.map { index in (key: index * 97 % 251, index: index) }.sorted { $0.key < $1.key }
        #expect(judged(mixed.map(\.index)) == straight)
    }

    @Test func `a number that nobody has seen in its source is marked in the issue`() throws {
        let parents = try #require(try Sample().with([.registeredWithParents: nil]).judged().issues.first)
        #expect(parents.isUnconfirmed)
        let fee = try #require(try Sample().with([.feeExemption: nil]).judged().issues.first)
        #expect(!fee.isUnconfirmed)
        var old = Sample().with([.feeExemption: nil])
        (old.dated, old.today) = ("2021-09-25", "2021-09-25")
        #expect(try old.judged().issues.first { $0.code.rawValue == "fee.receipt_required" }?.isUnconfirmed == true)
    }
}

/// What today's law asks for, and what the policy's new parameters do.
@Suite struct NewRuleTests {
    @Test func `today a child under 14 is not registered on its own, which a clerk may confirm`() throws {
        var row = Sample.child
        row.policy = .kz2025
        #expect(try row.found() == ["age.below_registration birth_date"])
        #expect(try row.judged().state == .warned)
        row.policy = .egov2017
        #expect(try row.found() == [])
    }

    @Test func `a sanatorium files for temporary stays only`() throws {
        var row = Sample.guest.with([.stay: "permanent", .until: nil])
        #expect(try row.found() == ["stay.kind_not_allowed stay"])
        #expect(try row.judged().issues[0].arguments["expected"] == "temporary")
        row.kind = .hostel
        #expect(try row.found() == [])
    }

    @Test func `a short stay is told of, and a late one`() throws {
        var row = Sample.guest.with([.from: "2025-09-10", .until: "2025-09-20"])
        row.policy = .kz2025
        #expect(try row.found() == ["stay.filed_late from", "stay.needs_none until"])
        #expect(try row.judged().state == .sound)
        #expect(try row.with([.until: "2025-09-21", .from: "2025-09-15"]).found() == ["stay.needs_none until"])
        #expect(try row.with([.until: "2025-09-26", .from: "2025-09-15"]).found() == [])
        row.policy = .egov2017
        #expect(try row.found() == [])
    }

    @Test func `a reason that the policy does not know does not stand for the fee`() throws {
        var row = Sample().with([.feeExemption: "pensioner"])
        #expect(try row.found() == [])
        row.policy.feeExemptions = Dated(
            .init(since: try day("2015-01-01"), value: [.childInCare], source: "", confirmed: true))
        #expect(try row.found() == ["fee.exemption_unknown fee_exemption"])
        #expect(try row.with([.feeReceipt: "№ 1"]).found() == [])
        #expect(try row.with([.feeExemption: "child_in_care"]).found() == [])
    }

    @Test func `a fee may be rounded to whole tenge`() throws {
        var policy = Policy.egov2017
        policy.feeRounding = Dated(.init(since: policy.from, value: .tenge, source: "", confirmed: true))
        #expect(try policy.fee(on: day("2017-06-01")) == 22_700)
        #expect(try policy.fee(on: day("2018-06-01")) == 24_100)
    }
}
