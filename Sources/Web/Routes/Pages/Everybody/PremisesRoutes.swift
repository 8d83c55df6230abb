import Domain
import Hummingbird
import Store
import Texts

/// Adds the pages that more than one role reads.
func addEverybodyRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    PremisesRoutes(web: web).addRoutes(to: router.group(context: SignedIn.self))
    RegisterRoutes(web: web).addRoutes(to: router.group(context: SignedIn.self).add(middleware: Needs(.seeRegister)))
}

/// `/premises/{id}`: a building, its papers and its places over the coming year.
struct PremisesRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) { group.get("premises/:id", use: show) }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let caller = context.caller
        guard caller.may(.seeOccupancy) || caller.may(.administer) else { throw Refusal(.notAllowed) }
        let (id, today) = (try context.number("id"), web.clock.today)
        let premises = try await web.store.institutions.premises(id, by: caller)
        let days = try await web.store.occupancy.days(of: id, from: today, until: today.adding(years: 1), by: caller)
        return try await web.answer(
            PremisesPage(premises, days, web.reader(context)), title: premises.name, context)
    }
}

extension PremisesPage {
    init(_ premises: Premises, _ days: [OccupancyDay], _ reader: Reader) {
        let (words, isKazakh) = (reader.words, reader.language == .kk)
        let register =
            reader.caller.may(.seeRegister) ? "/register?premises=\(premises.id)&on=\(reader.today)" : nil
        name = premises.name
        address = isKazakh ? premises.addressKK : premises.addressRU
        otherAddress = isKazakh ? premises.addressRU : premises.addressKK
        otherLanguage = isKazakh ? "ru" : "kk"
        institution = premises.institutionName.in(reader.language)
        facts = Self.facts(of: premises, words)
        today = Self.today(premises, register, words)
        isOverfull = premises.registered + premises.held > premises.places
        strip = OccupancyStrip(days, reader)
        registerURL = register
        filledTemplate = FilledTemplate(premises, reader)
        editURL = reader.caller.may(.administer) ? "/premises/\(premises.id)/edit" : nil
    }

    private static func today(_ premises: Premises, _ register: String?, _ words: Wording) -> Sums {
        let used = premises.registered + premises.held
        func figure(_ label: String, _ number: Int, _ kind: String, _ url: String? = nil) -> Figure {
            Figure(label: words("strip", label), value: words.grouped(number), kind: kind, url: url)
        }
        return Sums(
            total: figure("places", premises.places, "total"),
            parts: [
                figure("registered", premises.registered, "good", register), figure("held", premises.held, "warning"),
                used > premises.places
                    ? figure("over", used - premises.places, "over")
                    : figure("free", premises.places - used, "neutral"),
            ],
            sentence: words(
                "premises", "today_sentence",
                ["used": words.grouped(used), "places": words.grouped(premises.places)]))
    }

    private static func facts(of premises: Premises, _ words: Wording) -> [Fact] {
        let title = premises.titleBasis.map { words("premises", "title_\($0)") }
        let until = premises.titleUntil.map { "— " + Formats.day($0) }
        let papers = [title, premises.titleDocument, until].compactMap(\.self).joined(separator: " ")
        let area = premises.livingArea.map { area in
            let digits = area == area.rounded() ? "\(Int(area))" : "\(area)"
            return (words.language == .en ? digits : digits.replacing(".", with: ",")) + "\u{00A0}м²"
        }
        let all: [(String, String?)] = [
            ("kato", premises.kato), ("rka", premises.rka), ("title_basis", papers.isEmpty ? nil : papers),
            ("licensed", words.grouped(premises.licensedPlaces)), ("living_area", area),
        ]
        return all.compactMap { name, value in value.map { Fact(label: words("premises", name), value: $0) } }
    }
}

extension FilledTemplate {
    /// The templates of premises; nil for who may not file for them, and while nobody is registered there.
    init?(_ premises: Premises, _ reader: Reader) {
        guard reader.caller.may(.upload), premises.registered > 0 else { return nil }
        self.init(premises: premises.name, id: premises.id, language: reader.language.rawValue)
    }
}
