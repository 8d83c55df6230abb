extension Policy {
    /// Everything that the seed page describes: egov.kz, "How to register (to write out) itself and the child?", 04.01.2017.
    public static let egov2017 = Policy(
        name: "egov-2017",
        identityAge: seed(16),
        majorityAge: always(18, "Civil Code of Kazakhstan, art. 17", confirmed: false),
        militaryAges: always(
            17..<27, "order 28 of 24.01.2017 (from 17); law on military service (to 27)", confirmed: true),
        longestTemporaryStay: always(1, "nitec.kz: temporary registration for 1 to 12 months", confirmed: true),
        backDating: always(1, ours, confirmed: false),
        horizon: always(3, ours, confirmed: false),
        newSampleSince: always(.since(2014, 12, 1), "Government Resolution 1133 of 23.10.2014", confirmed: true),
        monthlyIndex: monthlyIndexes,
        feeShare: seed(10),
        feeRequired: seed(true),
        careRequiresNoParents: seed(true),
        leafStays: always([.permanent], "seed page on writing out; a temporary stay ends no other", confirmed: false),
        papers: seed([
            .arrive: [
                .identity, .placementBasis, .previousAddress, .departureLeaf, .fee, .military, .parentsDeclaration,
            ],
            .extend: [.identity],
            .depart: [.departureReason],
            .opening: [.identity, .placementBasis, .parentsDeclaration],
        ]),
        scans: always(
            [], "the seed page asks for originals and copies; ours: none has to be scanned", confirmed: false),
        reviewDays: always(10, ours, confirmed: false),
        holdDays: always(14, ours, confirmed: false),
        coolingOffDays: always(365, ours, confirmed: false),
        secondPersonFrom: always(nil, ours, confirmed: false)
    )

    private static let ours = "the project's choice: no source sets it"

    private static func always<Value>(_ value: Value, _ source: String, confirmed: Bool) -> Dated<Value> {
        Dated(.init(since: .since(1991, 12, 16), value: value, source: source, confirmed: confirmed))
    }

    private static func seed<Value>(_ value: Value) -> Dated<Value> {
        always(value, "egov.kz, 04.01.2017 (seed page)", confirmed: true)
    }

    /// The index by year as fees count it, in tiyn; the rises of 2020 and 2022 in April were for benefits only.
    private static let monthlyIndexes = Dated(
        index(2015, 198_200, "archive.wfin.kz/4224"),
        [
            index(2016, 212_100, "kazpravda.kz"),
            index(2017, 226_900, "pricom.kz: a fee of 226.9 tenge"),
            index(2018, 240_500, "pravodel.kz"),
            index(2019, 252_500, "pravodel.kz"),
            index(2020, 265_100, "general knowledge", confirmed: false),
            index(2021, 291_700, "general knowledge", confirmed: false),
            index(2022, 306_300, "vda.kz"),
            index(2023, 345_000, "semeyainasy.media"),
            index(2024, 369_200, "semeyainasy.media"),
            index(2025, 393_200, "mgorod.kz"),
            index(2026, 432_500, "mgorod.kz, inform.kz"),
        ])

    private static func index(
        _ year: Int, _ tiyn: Int, _ source: String, confirmed: Bool = true
    ) -> Dated<Int>.Entry {
        Dated.Entry(since: .since(year, 1, 1), value: tiyn, source: source, confirmed: confirmed)
    }
}

extension Day {
    /// A day that this file writes down; the tests of the profiles name each.
    fileprivate static func since(_ year: Int, _ month: Int, _ day: Int) -> Day {
        guard let since = Day(year: year, month: month, day: day) else {
            preconditionFailure("a profile names a day that the calendar does not have")
        }
        return since
    }
}
