import Domain
import Testing

@Suite struct PolicyTests {
    @Test func `profiles are found by name only`() {
        #expect(Policy.named("egov-2017") == .egov2017)
        #expect(Policy.named("egov") == nil)
        #expect(Set(Policy.profiles.map(\.name)).count == Policy.profiles.count)
    }

    @Test(arguments: [
        ("2015-01-01", 19_820), ("2016-12-31", 21_210), ("2017-01-01", 22_690), ("2017-12-31", 22_690),
        ("2018-06-01", 24_050), ("2019-06-01", 25_250), ("2020-05-01", 26_510), ("2021-06-01", 29_170),
        ("2022-05-01", 30_630), ("2023-06-01", 34_500), ("2024-06-01", 36_920), ("2025-09-25", 39_320),
        ("2026-01-01", 43_250), ("2031-01-01", 43_250),
    ])
    func `the fee is a tenth of the index of its year`(_ on: String, _ tiyn: Int) throws {
        #expect(try Policy.egov2017.fee(on: day(on)) == tiyn)
    }

    @Test func `a parameter has the value of its day, and its first value before`() throws {
        let dated = Dated(
            .init(since: try day("2020-01-01"), value: 2, source: "b", confirmed: false),
            [.init(since: try day("2015-01-01"), value: 1, source: "a", confirmed: true)])
        #expect(
            try ["2014-01-01", "2015-01-01", "2019-12-31", "2020-01-01"].map { dated.on(try day($0)) } == [1, 1, 1, 2])
        #expect(try dated.entry(on: day("2021-01-01")).source == "b")
    }

    @Test func `holds never end before the authority's own deadline`() throws {
        for policy in Policy.profiles {
            for text in ["2015-01-01", "2025-09-25", "2030-01-01"] {
                #expect(try policy.holdDays.on(day(text)) >= policy.reviewDays.on(day(text)))
            }
        }
    }

    @Test func `an edited parameter judges from its day on`() throws {
        var row = Sample().with([.feeExemption: nil])
        #expect(try row.found() == ["fee.receipt_required fee_receipt"])
        row.policy.feeRequired = Dated(.init(since: try day("2020-01-01"), value: false, source: "", confirmed: false))
        #expect(try row.found() == [])
        #expect(try row.policy.fee(on: day("2025-01-01")) == 0)
        row.policy.identityAge = Dated(
            .init(since: try day("2015-01-01"), value: 16, source: "", confirmed: true),
            [.init(since: try day("2025-09-25"), value: 17, source: "", confirmed: true)])
        #expect(try row.with([.departureLeaf: "1"]).found() == ["document.birth_certificate_required document_type"])
        row.dated = "2025-09-24"
        #expect(try row.found() == [])
    }

    @Test(
        arguments: [
            ("2025-09-25", nil), ("2024-09-25", nil), ("2024-09-24", "petition.back_dated"),
            ("2025-09-26", "petition.in_future"),
        ] as [(String, String?)])
    func `a petition is dated within a year and not tomorrow`(_ dated: String, _ code: String?) throws {
        var row = Sample()
        row.dated = dated
        let terms = try row.terms()
        #expect(terms.issues(under: .egov2017).map(\.code.rawValue) == (code.map { [$0] } ?? []))
        if let code {
            let refusal = #expect(throws: Refusal.self) { try terms.check(under: .egov2017) }
            #expect(refusal?.code.rawValue == code)
            #expect(refusal?.days == [terms.dated])
        } else {
            try terms.check(under: .egov2017)
        }
    }
}
