import Domain
import Hummingbird
import Store
import Texts

extension InstitutionsPage {
    init(_ institutions: [Institution], _ premises: [Premises], _ form: FieldReading?, _ reader: Reader) {
        let houses = Dictionary(grouping: premises, by: \.institution)
        let lines = institutions.map { institution in
            let own = houses[institution.id] ?? []
            return Line(
                name: institution.name.in(reader.language), url: "/institutions/\(institution.id)",
                bin: institution.bin.digits, kind: reader.label(institution.kind),
                premises: reader.words.grouped(own.count),
                places: reader.words.grouped(own.reduce(0) { $0 + $1.places }))
        }
        let kinds = InstitutionKind.allCases.map { Field.Option(value: $0.rawValue, label: reader.label($0)) }
        self.init(
            lines: lines, kinds: kinds, values: form?.values ?? [:], errors: form?.faults ?? [:], reader.words)
    }
}

extension InstitutionPage {
    init(
        _ institution: Institution, _ houses: [Premises], _ people: [Account], premisesForm: FieldReading?,
        accountForm: FieldReading?, secret: Secret?, _ reader: Reader
    ) {
        let words = reader.words
        self.init(
            id: "\(institution.id)", name: institution.name.in(reader.language),
            facts: [
                Fact(label: words("institution", "bin"), value: institution.bin.digits),
                Fact(label: words("institution", "kind"), value: reader.label(institution.kind)),
                Fact(label: words("institution", "name_kk"), value: institution.name.kk),
                Fact(label: words("institution", "name_ru"), value: institution.name.ru),
                Fact(label: words("institution", "name_en"), value: institution.name.en),
            ],
            premises: houses.map { house in
                PremisesLine(
                    name: house.name, url: "/premises/\(house.id)", editURL: "/premises/\(house.id)/edit",
                    address: reader.language == .kk ? house.addressKK : house.addressRU,
                    places: words.grouped(house.places))
            },
            premisesFields: PremisesEditPage.fields(
                titles: PremisesEditPage.titleOptions(words), values: premisesForm?.values ?? [:],
                errors: premisesForm?.faults ?? [:], words),
            accounts: people.map { AccountLine($0, reader) },
            accountFields: Self.accountFields(accountForm, reader), secret: secret)
    }

    private static func accountFields(_ form: FieldReading?, _ reader: Reader) -> [Field] {
        accountFields(
            roles: Role.allCases.filter(\.isInstitutions).map { .init(value: $0.rawValue, label: reader.label($0)) },
            languages: Language.allCases.map { .init(value: $0.rawValue, label: reader.label($0)) },
            answers: ["no", "yes"].map {
                .init(value: $0, label: reader.texts.label("yes_no", $0, in: reader.language))
            },
            values: form?.values ?? [:], errors: form?.faults ?? [:], reader.words)
    }
}

extension PremisesEditPage {
    /// By what right an institution has a building.
    static let titles = ["own", "lease", "use"]

    static func titleOptions(_ words: Wording) -> [Field.Option] {
        [Field.Option(value: "", label: "—")]
            + titles.map { Field.Option(value: $0, label: words("premises", "title_\($0)")) }
    }

    /// Square metres, `420` or `420,5`; nil for what no building has.
    static func area(_ text: String) -> Double? {
        let parts = text.split(separator: /[.,]/, omittingEmptySubsequences: false)
        guard parts.count <= 2, String(parts[0]).isDigits(1...8), parts.count == 1 || String(parts[1]).isDigits(1...2)
        else { return nil }
        return Double(parts.joined(separator: ".")).flatMap { $0 > 0 ? $0 : nil }
    }

    /// A number of places; nil for what no building has.
    static func places(_ text: String) -> Int? {
        Int(text).flatMap { (0...100_000).contains($0) ? $0 : nil }
    }
}

extension WebRoom {
    /// A page of forms; those with faults are no success.
    func form<Shown: Page>(
        _ shown: Shown, title: String, _ errors: ErrorSummary?, _ context: SignedIn
    ) async throws -> Response {
        try await answer(
            shown, title: title, context, after: errors.map { _ in Refusal(.valueInvalid) }, hasErrors: errors != nil)
    }
}
